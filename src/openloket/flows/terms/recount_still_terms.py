"""Terms that stand still without a known end move with the calendar: counted anew each day, those only."""

from datetime import date, datetime

from django.db import transaction

from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope
from openloket.zaken.course import recount, running_term
from openloket.zaken.models import Term


def recount_still_terms(now: datetime) -> int:
    """Count them in every organisation; gives how many moved. What was counted today is left alone.

    No fact is written: that the day moves follows from the suspension, which is in the log.
    """
    calendar, today = law_calendar(), dag_in_amsterdam(now)
    moved = 0
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        with scope(organisation_id):
            moved += sum(_recount(term_id, calendar, today) for term_id in _stale(today))
    return moved


def _stale(today: date) -> list[int]:
    open_ended = Term.objects.filter(
        ended_on=None, still_until=None, still_from__lte=today, begins_on__lte=today
    )
    found = open_ended.order_by("id").values_list("pk", "why__opgeschort")
    return [pk for pk, periods in found if not periods or periods[-1][1] < today.isoformat()]


def _recount(term_id: int, calendar: Kalender, today: date) -> bool:
    with transaction.atomic():
        term = running_term(term_id)
        if term is None or term.still_until is not None:
            return False
        recount(term, calendar, today)
        return True
