"""What somebody got by a decision, from a day until a day."""

import django.db.models.deletion
from django.db import migrations, models

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0006_identity"), ("zaken", "0010_persons")]

    operations = [
        migrations.CreateModel(
            name="Entitlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField(help_text="the last day")),
                (
                    "reminded_on",
                    models.DateField(
                        help_text="the day on which its holder was told that it ends", null=True
                    ),
                ),
                (
                    "besluit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entitlement",
                        to="zaken.besluit",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "zaak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entitlements",
                        to="zaken.zaak",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("reminded_on", None)),
                        fields=["organisation", "ends_on"],
                        name="zaken_entitlement_ends",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("begins_on"))),
                        name="zaken_entitlement_period",
                    )
                ],
            },
        ),
        *protect("zaken_entitlement"),
    ]
