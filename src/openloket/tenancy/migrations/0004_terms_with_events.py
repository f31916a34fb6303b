"""When and where an employee is warned about terms."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0003_login_attempts"),
    ]

    operations = [
        migrations.AddField(
            model_name="employee",
            name="email",
            field=models.EmailField(
                blank=True, db_default="", default="", help_text="for warnings about terms", max_length=254
            ),
        ),
        migrations.AddField(
            model_name="employee",
            name="warn_days",
            field=models.PositiveSmallIntegerField(
                db_default=7, default=7, help_text="how many days ahead of a last day this employee is warned"
            ),
        ),
    ]
