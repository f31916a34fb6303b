"""A round says that it is made up; a reply who judged it, and a confirmation when it was noted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitor", "0004_no_site")]

    operations = [
        migrations.AddField(
            model_name="round",
            name="made_up",
            field=models.BooleanField(
                default=False, help_text="nothing was measured: an example with invented figures"
            ),
        ),
        migrations.AddField(
            model_name="rightofreply",
            name="settled_by",
            field=models.CharField(
                blank=True, help_text="which organisation judged it; no name of a person", max_length=120
            ),
        ),
        migrations.AddField(
            model_name="receipttest",
            name="noted_at",
            field=models.DateTimeField(help_text="when its confirmation was written down here", null=True),
        ),
    ]
