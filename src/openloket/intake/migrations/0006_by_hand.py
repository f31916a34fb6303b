"""What came by desk, phone or post, typed by an employee."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openloket.evidence.guards import forbid_changes, protect


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0005_mail"),
        ("tenancy", "0005_warned_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="arrival",
            field=models.JSONField(
                help_text="how that came: the fields of Registration, as typed", null=True
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="employee",
            field=models.ForeignKey(
                help_text="who types what came by desk, phone or post; null: the sender fills it in",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("gesproken", "de afzender vertelde het"),
                            ("brief", "een brief"),
                            ("papieren formulier", "een formulier op papier"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "sender",
                    models.CharField(
                        blank=True, help_text="whose message it is; empty: not known", max_length=200
                    ),
                ),
                (
                    "bringer",
                    models.CharField(
                        choices=[
                            ("zelf", "de afzender zelf"),
                            ("gemachtigde", "een gemachtigde (Awb 2:1)"),
                            ("vertegenwoordiger", "een wettelijk vertegenwoordiger"),
                            ("bode", "iemand die het alleen bracht"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "brought_by",
                    models.CharField(blank=True, help_text="their name; empty: the sender", max_length=200),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True, help_text="what shows that they act for the sender", max_length=300
                    ),
                ),
                ("dated_on", models.DateField(help_text="the date on the letter", null=True)),
                (
                    "posted_on",
                    models.DateField(help_text="of the postmark (Awb 6:9(2)); null: not readable", null=True),
                ),
                (
                    "agreed",
                    models.BooleanField(
                        help_text="the sender heard or read what was typed, and agreed; null: was not there",
                        null=True,
                    ),
                ),
                (
                    "missing",
                    models.JSONField(
                        default=list, help_text="the questions that what came in does not answer"
                    ),
                ),
                (
                    "registered_at",
                    models.DateTimeField(help_text="when it was typed; received_at says when it came"),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registration",
                        to="intake.submission",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        *protect("intake_registration"),
        forbid_changes("intake_registration"),
    ]
