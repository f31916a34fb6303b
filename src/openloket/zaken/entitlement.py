"""Table of what somebody got by a decision, from a day until a day: a permit, a card, an exemption."""

from django.db import models

from openloket.tenancy.scoped import Scoped


class Entitlement(Scoped):
    """What a decision that was made known gives for a time; its days are those of the decision."""

    zaak = models.ForeignKey("zaken.Zaak", on_delete=models.PROTECT, related_name="entitlements")
    besluit = models.OneToOneField("zaken.Besluit", on_delete=models.PROTECT, related_name="entitlement")
    title = models.CharField(max_length=120)
    begins_on = models.DateField()
    ends_on = models.DateField(help_text="the last day")
    reminded_on = models.DateField(null=True, help_text="the day on which its holder was told that it ends")

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "ends_on"],
                name="zaken_entitlement_ends",
                condition=models.Q(reminded_on=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("begins_on")), name="zaken_entitlement_period"
            )
        ]
