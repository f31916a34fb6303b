"""What a draft and a message are about."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0003_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="about",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="reference of the zaak that it is about",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="about",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="reference of the zaak that it is about",
                max_length=20,
            ),
        ),
    ]
