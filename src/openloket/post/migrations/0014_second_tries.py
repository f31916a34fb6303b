"""How many tries of a way failed in a row, and how many messages to ourselves got lost: one alarms nobody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("post", "0013_message_box"),
    ]

    operations = [
        migrations.AddField(
            model_name="carrierstate",
            name="canaries_lost",
            field=models.PositiveIntegerField(db_default=0, default=0, help_text="in a row before this one"),
        ),
        migrations.AddField(
            model_name="carrierstate",
            name="failed_tries",
            field=models.PositiveIntegerField(
                db_default=0, default=0, help_text="tries in a row that failed"
            ),
        ),
    ]
