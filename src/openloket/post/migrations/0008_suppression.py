"""Addresses to which nothing is sent, with why and until when."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    """One table; of a row only the end is filled in later."""

    dependencies = [
        ("post", "0007_reads"),
        ("tenancy", "0008_return_pattern"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Suppression",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("way", models.CharField(help_text="how the message went: email, …", max_length=10)),
                (
                    "address_hash",
                    models.BinaryField(help_text="keyed hash of way and address", max_length=32),
                ),
                ("hashed_by", models.CharField(help_text="id of the key of the hash", max_length=16)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("no_address", "dit adres bestaat niet (meer)"),
                            ("refused", "de mailserver van de ontvanger weigert onze berichten"),
                            ("complaint", "de ontvanger noemde een bericht van ons ongewenst"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        blank=True, help_text="5.1.1 or 550, as the mail server said", max_length=12
                    ),
                ),
                ("since", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_why", models.CharField(blank=True, default="", max_length=200)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        help_text="null: the person",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        help_text="that did not arrive",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("organisation", "way", "address_hash"),
                        name="post_suppression_once",
                    )
                ],
            },
        ),
        *protect("post_suppression"),
    ]
