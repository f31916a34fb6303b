"""What was done with a complaint and what was found, and when the register of a year was published."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openloket.evidence.guards import forbid_changes, protect


def _text() -> models.TextField:
    return models.TextField(blank=True, default="", db_default="")


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0004_terms_with_events"),
        ("zaken", "0006_extended_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(model_name="complaint", name="judgement", field=_text()),
        migrations.AddField(model_name="complaint", name="conclusions", field=_text()),
        migrations.AddField(
            model_name="complaint",
            name="steps",
            field=models.JSONField(
                db_default=[],
                default=list,
                help_text="what was done so far: fields of law.klacht.Klachtbehandeling",
            ),
        ),
        migrations.CreateModel(
            name="ComplaintPublication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
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
                        fields=("organisation", "year"), name="zaken_complaints_published_once"
                    )
                ]
            },
        ),
        *protect("zaken_complaintpublication"),
        forbid_changes("zaken_complaintpublication"),
    ]
