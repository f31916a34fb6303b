"""A case file that the worker makes may be of all zaken of a person."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("zaken", "0013_case_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="keptcasefile",
            name="of_person",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
