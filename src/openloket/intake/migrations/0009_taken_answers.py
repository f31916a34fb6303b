"""Where answers came from that somebody took over from an earlier message."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0008_persons"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="taken",
            field=models.JSONField(
                db_default={},
                default=dict,
                help_text="taken over from earlier messages, by field key: value, reference, day, product",
            ),
        ),
    ]
