"""What the checker asks a person is called undecided."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitor", "0002_watched_pages")]

    operations = [
        migrations.RemoveConstraint(model_name="doubt", name="monitor_doubt_open_once"),
        migrations.RenameModel("Doubt", "Undecided"),
        migrations.AlterField(
            model_name="undecided",
            name="page",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="undecided",
                to="monitor.watchedpage",
            ),
        ),
        migrations.AddConstraint(
            model_name="undecided",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at", None)),
                fields=("page", "round"),
                name="monitor_undecided_once",
            ),
        ),
    ]
