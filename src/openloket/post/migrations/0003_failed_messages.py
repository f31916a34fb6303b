"""An index of the messages that did not arrive."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("post", "0002_guards")]

    operations = [
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "failed")),
                fields=["organisation", "created_at"],
                name="post_message_failed",
            ),
        ),
    ]
