"""What people have by decisions: it begins when a decision is made known, and ends on its last day."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from openloket.people.mandates import Viewer
from openloket.zaken.mine import zaken_of
from openloket.zaken.models import Besluit, Entitlement

AHEAD = timedelta(weeks=6)
"""So long before its last day somebody is told: most decisions take no longer."""

_GIVING = (Besluit.Outcome.GRANTED, Besluit.Outcome.PARTLY)


def begin_entitlement(besluit: Besluit, known_on: date) -> Entitlement | None:
    """What this decision gives for a time, from the day on which it was made known at the earliest.

    None where it gives nothing, or for no time that ends. Call it in the transaction that makes it known.
    """
    days = besluit.content.get("valid") or {}
    if besluit.outcome not in _GIVING or not days.get("until"):
        return None
    ends_on = date.fromisoformat(days["until"])
    begins_on = max(known_on, date.fromisoformat(days["from"])) if days.get("from") else known_on
    if ends_on < begins_on:
        return None
    return Entitlement.create(
        zaak_id=besluit.zaak_id,
        besluit=besluit,
        title=besluit.zaak.title,
        begins_on=begins_on,
        ends_on=ends_on,
    )


def entitlements_of(viewer: Viewer) -> "QuerySet[Entitlement]":
    """What somebody has or had, what ends first in front."""
    theirs = Entitlement.objects.filter(zaak__in=zaken_of(viewer).values("pk"))
    found: QuerySet[Entitlement] = theirs.select_related("zaak__service").defer("zaak__search")
    return found.order_by("ends_on", "pk")


def ending_soon(viewer: Viewer, today: date) -> "QuerySet[Entitlement]":
    """Of these what ends soon, also where the decision is years old."""
    return entitlements_of(viewer).filter(ends_on__gte=today, ends_on__lte=today + AHEAD)


def to_remind(today: date) -> Q:
    """What ends soon and of which nobody was told yet; only where it is known whose it is."""
    soon = Q(reminded_on=None, ends_on__gte=today, ends_on__lte=today + AHEAD)
    return soon & Q(zaak__person__isnull=False)
