"""A term is extended once for each outage."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zaken", "0005_pending_events")]

    operations = [
        migrations.AddConstraint(
            model_name="termevent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ground", "2:21-1")), fields=("mark", "term"), name="zaken_extended_once"
            ),
        ),
    ]
