"""What somebody must not miss of their zaken: what is asked of them, what was decided, where we are late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from openloket.law.dwangsom import GeenDwangsom
from openloket.law.kanalen import Berichtsoort
from openloket.zaken.models import OPEN, Besluit, NoticeOfDefault, SupplementRequest, Term, Zaak

_KNOWN_LATELY = timedelta(weeks=8)
_PENALTY_KINDS = (Berichtsoort.AANVRAAG, Berichtsoort.BEZWAAR)


@dataclass(frozen=True, slots=True)
class Attention:
    """Of some zaken: open requests to supplement, decisions made known lately, and ids where we are late."""

    requests: Sequence[SupplementRequest]
    decisions: Sequence[Besluit]
    late: frozenset[int]


def attention(zaken: Sequence[Zaak], today: date) -> Attention:
    """At most three statements, whatever the organisation holds: they look at these zaken only."""
    runs = [one.pk for one in zaken if one.status in OPEN]
    return Attention(_requests(runs, today), _decisions(zaken, today), _late(zaken, today))


def _requests(runs: Sequence[int], today: date) -> list[SupplementRequest]:
    if not runs:
        return []
    asked = SupplementRequest.objects.filter(zaak_id__in=runs, answered_on=None, last_day__gte=today)
    return list(asked.exclude(sent_on=None).order_by("last_day", "id"))


def _decisions(zaken: Sequence[Zaak], today: date) -> list[Besluit]:
    """Those made known within eight weeks: somebody who was away still sees them."""
    if not zaken:
        return []
    known = Besluit.objects.filter(zaak_id__in=[one.pk for one in zaken], withdrawn_at=None)
    return list(known.filter(made_known_on__gte=today - _KNOWN_LATELY).order_by("-made_known_on", "-id"))


def _late(zaken: Sequence[Zaak], today: date) -> frozenset[int]:
    """Where notice of default makes sense: the last day of the law has passed, and none counts (Awb 4:17)."""
    over = [
        one.pk
        for one in zaken
        if one.status in OPEN and one.kind in _PENALTY_KINDS and one.last_day and one.last_day < today
    ]
    if not over:
        return frozenset()
    terms = Term.objects.filter(zaak_id__in=over, kind=Term.Kind.DECISION, ended_on=None, last_day__lt=today)
    noticed = NoticeOfDefault.objects.filter(zaak_id=OuterRef("zaak_id"))
    open_to_it = terms.exclude(Exists(noticed.exclude(exception=GeenDwangsom.TE_VROEG)))
    return frozenset(open_to_it.values_list("zaak_id", flat=True))
