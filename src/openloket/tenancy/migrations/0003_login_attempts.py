"""Counting attempts to log in."""

import django.db.models.deletion
from django.db import migrations, models

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="LoginAttempts",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key_hash",
                    models.BinaryField(
                        help_text="keyed hash of user name and address, not stored", max_length=32
                    ),
                ),
                ("count", models.PositiveSmallIntegerField()),
                ("since", models.DateTimeField()),
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
                        fields=("organisation", "key_hash"), name="tenancy_login_attempts_once"
                    )
                ],
            },
        ),
        *protect("tenancy_loginattempts"),
    ]
