"""Which e-mail a message answers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("post", "0005_withdrawn_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="in_reply_to",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="of the e-mail that this answers",
                max_length=400,
            ),
        ),
    ]
