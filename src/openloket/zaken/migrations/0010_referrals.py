"""What was done with messages that came the wrong way or to the wrong body."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    dependencies = [
        ("post", "0006_answers"),
        ("tenancy", "0005_warned_on"),
        ("zaken", "0009_withdrawn_decisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                    "to_team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.team",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="zaken.zaak"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        *protect("zaken_referral"),
    ]
