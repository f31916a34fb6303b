"""Case files that are too large to wait for: the worker makes them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    dependencies = [
        ("post", "0012_carriers"),
        ("tenancy", "0008_return_pattern"),
        ("zaken", "0012_news"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptCaseFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(help_text="a flows.proving.export_case_file.Purpose", max_length=20),
                ),
                (
                    "storage_name",
                    models.CharField(help_text="chosen when it is asked: no file gets lost", max_length=200),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "made_at",
                    models.DateTimeField(help_text="null: the worker is still to make it", null=True),
                ),
                ("until", models.DateTimeField(help_text="then it is thrown away", null=True)),
                ("size", models.PositiveBigIntegerField(db_default=0, default=0)),
                ("sha256", models.CharField(blank=True, db_default="", default="", max_length=64)),
                (
                    "about",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="post.message",
                    ),
                ),
                (
                    "asked_by",
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
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="zaken.zaak"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("made_at", None)),
                        fields=("zaak",),
                        name="zaken_case_file_one_at_a_time",
                    )
                ],
            },
        ),
        *protect("zaken_keptcasefile"),
    ]
