"""Where somebody can go who does not agree with how a complaint was handled."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zaken", "0007_complaint_register")]

    operations = [
        migrations.AddField(
            model_name="complaint",
            name="ombudsman",
            field=models.CharField(blank=True, default="", db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="complaint",
            name="ombudsman_term",
            field=models.CharField(blank=True, default="", db_default="", max_length=100),
        ),
    ]
