"""The list of free days changed: the running terms that end on that day or were moved over it, counted anew.

A term keeps the form in which it began (`Term.origin`); law.hertelling counts its last day again from the
raw end of that form with the days that are known now. So nothing is lost when a day is added by mistake
and removed again. A term within which the sender must act never comes to end earlier than was told.
"""

from datetime import date, datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.tenancy import scope
from openloket.zaken.course import recount, running_term
from openloket.zaken.models import Term

_BY_THE_ACT = (Term.Kind.DECISION, Term.Kind.NOT_HANDLE, Term.Kind.OBJECTION)
"""Terms of an act: norms of our own, terms that an employee set and the 42 days of a penalty never move."""


def recount_terms_on(day: date, now: datetime) -> int:
    """Count them in the organisation in scope; gives how many got another last day. May be done again."""
    found = Term.objects.filter(kind__in=_BY_THE_ACT, ended_on=None, raw_end__lte=day, last_day__gte=day)
    calendar = law_calendar()
    return sum(_recount(pk, calendar, now) for pk in list(found.order_by("id").values_list("pk", flat=True)))


def _recount(term_id: int, calendar: Kalender, now: datetime) -> bool:
    with transaction.atomic():
        term = running_term(term_id)
        if term is None:
            return False
        was, today = term.last_day, dag_in_amsterdam(now)
        course = recount(term, calendar, today)
        if course.laatste_dag == was:
            return False
        body = describe(
            "term.recounted",
            now,
            "system",
            reference=term.zaak.reference,
            term_kind=term.kind,
            was=was.isoformat() if was else None,
            last_day=course.laatste_dag.isoformat(),
        )
        record(scope.current(), now, "system", [Fact("term.recounted", "zaak", term.zaak_id, body)])
        return True
