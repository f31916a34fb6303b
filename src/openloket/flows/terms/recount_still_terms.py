"""Terms that stand still without a known end move with the calendar: counted anew each day, those only."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan

from openloket.flows.one_by_one import one_by_one
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with
from openloket.zaken.course import recount, running_term
from openloket.zaken.models import Term


def recount_still_terms(now: datetime) -> int:
    """Count them in every organisation; gives how many moved. What was counted today is left alone.

    No fact is written: that the day moves follows from the suspension, which is in the log.
    """
    calendar, today = law_calendar(), dag_in_amsterdam(now)
    stale = _stale(today)

    def work(_: int) -> int:
        found = list(Term.objects.filter(stale).order_by("id").values_list("pk", flat=True))
        return sum(_recount(term_id, calendar, today) for term_id in found)

    return one_by_one(Duty.RECOUNT_TERMS, organisations_with(Term, stale), work, now)


def _stale(today: date) -> Q:
    """Terms that stand still without an end, and of which the last day that was counted is past."""
    open_ended = Q(ended_on=None, still_until=None, still_from__lte=today, begins_on__lte=today)
    counted_until = Coalesce(KT("why__opgeschort__-1__1"), Value("", TextField()))
    return open_ended & Q(LessThan(counted_until, Value(today.isoformat(), TextField())))


def _recount(term_id: int, calendar: Kalender, today: date) -> bool:
    with transaction.atomic():
        term = running_term(term_id)
        if term is None or term.still_until is not None:
            return False
        recount(term, calendar, today)
        return True
