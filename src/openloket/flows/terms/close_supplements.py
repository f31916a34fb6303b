"""The day to supplement passed unused: the term goes on, and the body may decide not to handle (Awb 4:5)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from openloket.evidence.log import record
from openloket.flows.one_by_one import one_by_one
from openloket.flows.terms.supplement_arrived import close_term, resumed
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.tenancy import scope
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with
from openloket.zaken.course import decision_term, end_terms
from openloket.zaken.models import Status, Term, Zaak
from openloket.zaken.supplements import ground_of

_ACTOR = "system"
_BATCH = 500


def close_unused_supplements(now: datetime) -> int:
    """Close every term to supplement that is over, in every organisation; returns how many zaken went on.

    Each zaak in a transaction of its own, so that what a supplement does at that moment is never undone.
    A second time finds nothing; the cost grows with the terms that are over, not with the archive.
    """
    due = _over(dag_in_amsterdam(now), now)

    def work(_: int) -> int:
        over, closed = Term.objects.filter(due).order_by("last_day").values_list("zaak_id", flat=True), 0
        while found := list(over[:_BATCH]):
            calendar = law_calendar()
            closed += sum(_close(zaak_id, due, now, calendar) for zaak_id in dict.fromkeys(found))
        return closed

    return one_by_one(Duty.CLOSE_SUPPLEMENTS, organisations_with(Term, due), work, now)


def _over(today: date, now: datetime) -> Q:
    """Terms to supplement that are over; what an outage still forgives is not (Awb 2:21(3))."""
    past = Q(kind=Term.Kind.SUPPLEMENT, last_day__lt=today, ended_on=None)
    return past & (Q(forgiven_until=None) | Q(forgiven_until__lte=now))


def _close(zaak_id: int, due: Q, now: datetime, calendar: Kalender) -> bool:
    with transaction.atomic():
        term = decision_term(zaak_id)
        over = Term.objects.filter(due, zaak_id=zaak_id)
        until: date | None = over.order_by("-last_day").values_list("last_day", flat=True).first()
        if until is None:
            return False
        if term is None:  # decided meanwhile: there is nothing left to go on
            end_terms(zaak_id, [Term.Kind.SUPPLEMENT], until)
            return False
        close_term(term, None, calendar)
        Zaak.objects.filter(pk=zaak_id, status=Status.WAITING).update(status=Status.IN_PROGRESS)
        ground = ground_of(term)
        fact = resumed(
            term,
            Zaak.objects.values_list("reference", flat=True).get(pk=zaak_id),
            _ACTOR,
            now,
            ground=ground.value if ground else "",
            first_day=(until + timedelta(days=1)).isoformat(),
            last_day=term.last_day.isoformat() if term.last_day else "",
        )
        record(scope.current(), now, _ACTOR, [fact])
    return True
