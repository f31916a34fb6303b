"""Where people and employees prove who they are."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0005_warned_on"),
    ]

    operations = [
        migrations.CreateModel(
            name="IdentityProvider",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=40)),
                ("label", models.CharField(help_text="on the button, such as DigiD", max_length=60)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("inwoner", "inwoners"),
                            ("bedrijf", "bedrijven"),
                            ("eu", "inwoners en bedrijven uit andere landen van de EU"),
                            ("medewerker", "medewerkers"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "issuer",
                    models.CharField(
                        help_text="its configuration is found below this address", max_length=300
                    ),
                ),
                ("client_id", models.CharField(max_length=200)),
                (
                    "client_secret",
                    models.BinaryField(
                        blank=True, default=b"", help_text="sealed (tenancy.sealing); empty: none"
                    ),
                ),
                ("scopes", models.CharField(default="openid", max_length=300)),
                (
                    "claims",
                    models.JSONField(
                        default=dict, help_text="which claim holds what: bsn, kvk, branch, name, …"
                    ),
                ),
                (
                    "levels",
                    models.JSONField(
                        default=dict, help_text="its acr values: which is laag, substantieel or hoog"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("active", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("secret", models.BinaryField(help_text="sealed (tenancy.sealing)")),
                (
                    "confirmed_at",
                    models.DateTimeField(help_text="a first code was right; null: being set up", null=True),
                ),
                ("last_step", models.BigIntegerField(default=0, help_text="no code is taken twice")),
                (
                    "spare_hashes",
                    models.JSONField(
                        default=list, help_text="keyed hashes of the codes on paper that are left"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="employee",
            name="subject",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="who this is in the directory of the organisation: provider key and subject",
                max_length=200,
            ),
        ),
        migrations.AddConstraint(
            model_name="employee",
            constraint=models.UniqueConstraint(
                condition=models.Q(("subject", ""), _negated=True),
                fields=("organisation", "subject"),
                name="tenancy_employee_subject_once",
            ),
        ),
        migrations.AddField(
            model_name="identityprovider",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddField(
            model_name="secondfactor",
            name="employee",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="second_factor",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="secondfactor",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="identityprovider",
            constraint=models.UniqueConstraint(fields=("organisation", "key"), name="tenancy_provider_once"),
        ),
        *protect("tenancy_identityprovider", "tenancy_secondfactor"),
    ]
