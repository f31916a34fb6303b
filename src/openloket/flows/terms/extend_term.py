"""A term to decide grows, or a later day is told that moves nothing (Awb 3:18(2), 4:14, 7:10, 9:11)."""

from datetime import datetime

from django.db import transaction

from openloket.flows.terms.term_notices import notice_of, occur, send_notice, tell, wait_for
from openloket.flows.terms.term_proposals import Asked, UnableToChangeTerm, extension
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.zaken.course import Noted, decision_term
from openloket.zaken.models import Zaak


def extend_term(
    organisation: Organisation, employee: Employee, zaak: Zaak, asked: Asked, now: datetime
) -> bool:
    """Extend the term, or tell a later day (4:14(1)); the sender reads the new day and why.

    It counts from the day on which the message left, because the act asks to tell it within the term.
    Gives whether it happened at once, which only delay with written consent does (9:11(3)). Raises
    UnableToChangeTerm, also when the term is over or the act allows less.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToChangeTerm("U mag geen zaken behandelen.")
    with transaction.atomic():
        term = decision_term(zaak.pk)
        if term is None:
            raise UnableToChangeTerm("Er loopt geen termijn meer om te beslissen.")
        calendar = law_calendar()
        proposal = extension(term, asked, calendar, dag_in_amsterdam(now))
        notice = notice_of(zaak, proposal)
        if notice is not None:
            wait_for(send_notice(organisation, zaak, notice, now), term, proposal, employee, now)
            return False
        occur(term, proposal.event, Noted(now, employee.pk, asked.reason.strip()), calendar)
        tell(term, proposal.event, proposal.before, proposal.after, f"employee:{employee.pk}", now)
        return True
