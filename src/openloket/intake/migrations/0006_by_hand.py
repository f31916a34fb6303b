"""What came by desk, phone or post, and what was done with messages that came the wrong way."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openloket.evidence.guards import forbid_changes, protect


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0005_mail"),
        ("post", "0006_answers"),
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
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("behandelen", "behandelen zoals het is"),
                            ("wijzen", "wijzen op de juiste weg"),
                            ("doorleiden", "binnen de gemeente doorgeven"),
                            ("doorzenden", "doorsturen naar een ander bestuursorgaan"),
                            ("terugzenden", "terugsturen"),
                            ("weigeren", "weigeren"),
                        ],
                        max_length=20,
                    ),
                ),
                ("facts", models.JSONField(help_text="the employee's answers to the questions of the law")),
                (
                    "why",
                    models.JSONField(
                        help_text="what the law says of these facts, with its articles and doubts"
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True, help_text="in the words of who did it, as the sender reads them"
                    ),
                ),
                ("to_body", models.CharField(blank=True, help_text="the other body", max_length=200)),
                (
                    "to_address",
                    models.CharField(
                        blank=True, help_text="its e-mail address; empty: by post", max_length=254
                    ),
                ),
                ("to_lines", models.JSONField(default=list, help_text="its postal address")),
                (
                    "effect",
                    models.JSONField(
                        default=dict, help_text="what it did to the terms, as it was shown beforehand"
                    ),
                ),
                (
                    "told_on",
                    models.DateField(help_text="the day on which the message to the sender left", null=True),
                ),
                (
                    "carried_on",
                    models.DateField(help_text="the day on which the message itself left", null=True),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "carried",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="post.message",
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="post.message",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="intake.submission",
                    ),
                ),
                (
                    "to_team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.team",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
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
        *protect("intake_registration", "intake_referral"),
        forbid_changes("intake_registration"),
    ]
