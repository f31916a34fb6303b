"""Where bounces of an organisation go (a return address for each message)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column with a default in the database."""

    dependencies = [
        ("tenancy", "0007_desk_logins"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="return_pattern",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="where bounces go, * for the mark of the message: terug+*@…; empty: to the sender",
                max_length=200,
            ),
        ),
    ]
