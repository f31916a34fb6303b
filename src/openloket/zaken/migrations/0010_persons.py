"""Whose a zaak is, and whether they withdrew it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0008_persons"),
        ("offer", "0005_product_pages"),
        ("people", "0003_persons"),
        ("tenancy", "0006_identity"),
        ("zaken", "0009_withdrawn_decisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="zaak",
            name="person",
            field=models.ForeignKey(
                help_text="whose it is, when known",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="zaak",
            name="withdrawn_on",
            field=models.DateField(help_text="the sender withdrew it, and an employee noted that", null=True),
        ),
        migrations.AddIndex(
            model_name="zaak",
            index=models.Index(
                condition=models.Q(("person", None), _negated=True),
                fields=["organisation", "person", "-received_at"],
                name="zaken_person",
            ),
        ),
    ]
