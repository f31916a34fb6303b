"""Indexes by which stored bytes are matched with the row that refers to them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0006_by_hand")]

    operations = [
        migrations.AddIndex(
            "attachment", models.Index(fields=["storage_name"], name="intake_attachment_stored")
        ),
        migrations.AddIndex("rawmail", models.Index(fields=["storage_name"], name="intake_mail_stored")),
    ]
