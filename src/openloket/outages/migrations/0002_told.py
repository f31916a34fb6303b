"""Who was written to about an outage: once each."""

import django.db.models.deletion
from django.db import migrations, models

from openloket.evidence.guards import forbid_updates, protect


class Migration(migrations.Migration):
    dependencies = [("outages", "0001_initial"), ("tenancy", "0005_warned_on")]

    operations = [
        migrations.CreateModel(
            name="Told",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        help_text="zaak:<id>, or a keyed hash of an address; no addresses", max_length=64
                    ),
                ),
                ("at", models.DateTimeField()),
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
                    "outage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told",
                        to="outages.outage",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="told",
            constraint=models.UniqueConstraint(fields=("outage", "who"), name="outages_told_once"),
        ),
        *protect("outages_told"),
        forbid_updates("outages_told"),
    ]
