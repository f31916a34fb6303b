"""A municipality has no site here: nobody kept it up to date."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("monitor", "0003_undecided")]

    operations = [migrations.RemoveField(model_name="municipality", name="site")]
