"""A duty of the worker that fails for one organisation is kept, so that it is told and tried later again."""

import django.db.models.deletion
from django.db import migrations, models

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0009_organisations_with"),
    ]

    operations = [
        migrations.CreateModel(
            name="DutyFailure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "duty",
                    models.CharField(help_text="see duties.Duty", max_length=40),
                ),
                ("failures", models.PositiveIntegerField(help_text="how often in a row")),
                ("since", models.DateTimeField()),
                (
                    "again_at",
                    models.DateTimeField(help_text="not tried for this organisation before this moment"),
                ),
                (
                    "problem",
                    models.CharField(
                        help_text="which error and where in the code; not its words", max_length=200
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
                    models.UniqueConstraint(fields=("organisation", "duty"), name="tenancy_dutyfailure_once")
                ],
            },
        ),
        *protect("tenancy_dutyfailure"),
    ]
