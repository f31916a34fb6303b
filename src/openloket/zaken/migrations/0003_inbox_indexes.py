"""Indexes of the inbox: open zaken, newest first and by last day."""

import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("zaken", "0002_guards"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="zaak",
            name="zaken_due",
        ),
        migrations.RemoveIndex(
            model_name="zaak",
            name="zaken_unassigned",
        ),
        migrations.AddIndex(
            model_name="zaak",
            index=models.Index(
                condition=models.Q(("status__in", ("received", "in_progress", "waiting"))),
                fields=["organisation", "-received_at", "-id"],
                name="zaken_open",
            ),
        ),
        migrations.AddIndex(
            model_name="zaak",
            index=models.Index(
                models.F("organisation"),
                models.Case(
                    models.When(
                        last_day=None,
                        then=models.Value(datetime.date(9999, 12, 31), output_field=models.DateField()),
                    ),
                    default="last_day",
                    output_field=models.DateField(),
                ),
                models.F("id"),
                condition=models.Q(("status__in", ("received", "in_progress", "waiting"))),
                name="zaken_due",
            ),
        ),
    ]
