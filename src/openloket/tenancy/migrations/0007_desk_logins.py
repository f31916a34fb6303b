"""How employees log in: who must in two steps, invitations, and logins through a directory."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0006_identity"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="second_factor",
            field=models.CharField(
                choices=[
                    ("free", "Niemand hoeft. Wie wil, stelt het zelf in."),
                    ("personal", "Verplicht voor wie persoonsgegevens ziet of medewerkers beheert."),
                    ("everybody", "Verplicht voor alle medewerkers."),
                ],
                db_default="personal",
                default="personal",
                help_text="which employees must prove who they are in two steps",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="factor_grace",
            field=models.PositiveSmallIntegerField(
                db_default=3,
                default=3,
                help_text="how often an employee who must may still log in without",
            ),
        ),
        migrations.AddField(
            model_name="employee",
            name="logins_without",
            field=models.PositiveSmallIntegerField(
                db_default=0,
                default=0,
                help_text="how often this employee logged in without a second factor",
            ),
        ),
        migrations.AddField(
            model_name="employee",
            name="signed_out_at",
            field=models.DateTimeField(help_text="sessions that began before are over", null=True),
        ),
        migrations.AddField(
            model_name="employee",
            name="invite_hash",
            field=models.BinaryField(
                help_text="of the key that was mailed, to choose a password",
                max_length=32,
                null=True,
                unique=True,
            ),
        ),
        migrations.AddField(
            model_name="employee",
            name="invite_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="DirectoryLogin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provider", models.CharField(help_text="key of IdentityProvider", max_length=40)),
                (
                    "provider_session",
                    models.CharField(blank=True, help_text="what it calls this session", max_length=200),
                ),
                ("begun_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation", "provider", "provider_session"],
                        name="tenancy_directory_session",
                    )
                ],
            },
        ),
        *protect("tenancy_directorylogin"),
    ]
