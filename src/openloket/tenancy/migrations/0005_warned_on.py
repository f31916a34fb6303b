"""The day on which an employee was last warned about terms, so that it happens once a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0004_terms_with_events")]

    operations = [
        migrations.AddField(
            model_name="employee",
            name="warned_on",
            field=models.DateField(help_text="the day of the last digest that was put on its way", null=True),
        )
    ]
