"""A decision can be withdrawn before it is made known, and never after."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("zaken", "0008_complaint_ombudsman")]

    operations = [
        migrations.AddField(
            model_name="besluit",
            name="withdrawn_at",
            field=models.DateTimeField(help_text="before it was made known: it never worked", null=True),
        ),
        migrations.AddConstraint(
            model_name="besluit",
            constraint=models.CheckConstraint(
                condition=Q(made_known_on=None) | Q(withdrawn_at=None),
                name="zaken_besluit_one_end",
            ),
        ),
    ]
