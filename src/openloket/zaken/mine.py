"""The only door to zaken for who is logged in at the portal: their own, or of the one for whom they act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from openloket.law.kalender import AMSTERDAM
from openloket.people.mandates import Viewer
from openloket.zaken.decisions import with_papers
from openloket.zaken.models import OPEN, Besluit, Filing, Zaak
from openloket.zaken.places import Place, RowComparison

PAGE = 20
LOOKED_AT = 200
"""How many zaken the home of somebody looks at, the newest: a company may have thousands."""

_A_YEAR = timedelta(days=366)
_HEAVY = ("search", "submission__answers", "submission__copy", "submission__judgement")


@dataclass(frozen=True, slots=True)
class MinePage:
    """A page of somebody's zaken, and where the next one begins."""

    zaken: Sequence[Zaak]
    next: Place | None


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


def recent_of(viewer: Viewer, now: datetime) -> list[Zaak]:
    """What runs, and what came in within a year: the newest LOOKED_AT, which is all for nearly everybody."""
    fresh = Q(status__in=OPEN) | Q(received_at__gte=now - _A_YEAR)
    return list(zaken_of(viewer).filter(fresh)[:LOOKED_AT])


def page_of(viewer: Viewer, running: bool, after: Place | None) -> MinePage:
    """A page of what runs, or of what is done; page 900 costs what page 1 costs."""
    zaken = zaken_of(viewer)
    zaken = zaken.filter(status__in=OPEN) if running else zaken.exclude(status__in=OPEN)
    if after is not None:
        zaken = zaken.filter(RowComparison(F("received_at"), "<", after))
    found = list(zaken.order_by("-received_at", "-id")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return MinePage(found[:PAGE], Place(last.received_at, last.pk) if last else None)


def zaak_of(viewer: Viewer, reference: str) -> Zaak | None:
    """One zaak; None (a 404) for any that is not theirs."""
    if "\0" in reference:
        return None
    found: Zaak | None = zaken_of(viewer).filter(reference=reference).first()
    return found


def besluit_of(viewer: Viewer, besluit_id: int) -> Besluit | None:
    """A decision on a zaak of theirs that was made known, with its papers; None for any other."""
    known = with_papers().filter(pk=besluit_id, zaak__in=zaken_of(viewer).values("pk"))
    found: Besluit | None = known.exclude(made_known_on=None).first()
    return found


def receipt_of(viewer: Viewer, reference: str) -> Any | None:
    """The receipt (intake.Receipt) of a message that began a zaak of theirs or joined it; None for others.

    What an employee put with the zaak may be of somebody else, and is not shown.
    """
    if "\0" in reference:
        return None
    zaken = zaken_of(viewer).filter(submission__reference=reference)
    zaak = zaken.select_related("submission__receipt").first()
    if zaak is not None:
        return zaak.submission.receipt
    later = Filing.objects.filter(zaak__in=zaken_of(viewer).values("pk"), submission__reference=reference)
    filing = later.select_related("submission__receipt", "zaak").defer("zaak__search").first()
    return filing.submission.receipt if filing and sent_by(viewer, filing) else None


def filings_of(zaak: Zaak) -> list[Filing]:
    """What came in later about a zaak, with who sent it; the oldest first."""
    found = Filing.objects.filter(zaak=zaak).select_related("submission").order_by("at", "id")
    return list(found.defer(*(name for name in _HEAVY if name.startswith("submission"))))


def sent_later(viewer: Viewer) -> "QuerySet[Filing]":
    """What they sent later about zaken of theirs."""
    whose = viewer.grantor_id or viewer.person_id
    theirs = Q(submission__person_id=whose) | Q(submission__represented_id=whose)
    later: QuerySet[Filing] = Filing.objects.filter(theirs, zaak__in=zaken_of(viewer).values("pk"))
    return later


def sent_by(viewer: Viewer, filing: Filing) -> bool:
    """Whether a later message is of who looks at the zaak: begun at the zaak itself, or sent by them."""
    submission, whose = filing.submission, viewer.grantor_id or viewer.person_id
    return submission.about == filing.zaak.reference or whose in (
        submission.person_id,
        submission.represented_id,
    )


def product_of(reference: str) -> str:
    """The product (slug of the service) of a zaak of the organisation in scope; empty when there is none."""
    found = Zaak.objects.filter(reference=reference).values_list("service__slug", flat=True)
    return (found.first() or "") if reference else ""


def _covered(viewer: Viewer) -> Q:
    return Q(service__slug__in=viewer.products) if viewer.products else Q()


def _in_time(viewer: Viewer) -> Q:
    if viewer.since is None:
        return Q()
    since = datetime.combine(viewer.since, time.min, tzinfo=AMSTERDAM)
    return Q(received_at__gte=since) | Q(submission__person_id=viewer.person_id)
