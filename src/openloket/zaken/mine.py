"""The only door to zaken for who is logged in at the portal: their own, or of the one for whom they act."""

from datetime import datetime, time

from django.db.models import Q, QuerySet

from openloket.law.kalender import AMSTERDAM
from openloket.people.mandates import Viewer
from openloket.zaken.models import Zaak


def zaken_of(viewer: Viewer) -> "QuerySet[Zaak]":
    """What somebody may see, newest first; never of two people at once.

    On a mandate: of its products only, and of those what came in since its first day, or what this holder
    sent before for the same person; all of it where who is represented allowed that.
    """
    zaken: QuerySet[Zaak] = Zaak.objects.defer("search").select_related("service").order_by("-received_at")
    if viewer.mandate_id is None:
        return zaken.filter(person_id=viewer.person_id)
    if viewer.grantor_id is None:
        return zaken.filter(_covered(viewer), submission__mandate_id__in=viewer.chain)
    return zaken.filter(_covered(viewer), _in_time(viewer), person_id=viewer.grantor_id)


def _covered(viewer: Viewer) -> Q:
    return Q(service__slug__in=viewer.products) if viewer.products else Q()


def _in_time(viewer: Viewer) -> Q:
    if viewer.since is None:
        return Q()
    since = datetime.combine(viewer.since, time.min, tzinfo=AMSTERDAM)
    return Q(received_at__gte=since) | Q(submission__person_id=viewer.person_id)
