"""Ends of outages are found by when they were noticed: the worker asks for those of the last weeks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index."""

    dependencies = [("outages", "0002_told")]

    operations = [
        migrations.AddIndex(
            model_name="outageend",
            index=models.Index(fields=["organisation", "noticed_at"], name="outages_end_noticed"),
        ),
    ]
