"""A term that stood still runs again (Awb 4:15), and the sender is told by when the decision must come."""

from datetime import datetime

from django.db import transaction

from openloket.flows.terms.term_notices import notice_of, occur, send_notice, tell
from openloket.flows.terms.term_proposals import Asked, UnableToChangeTerm, resumption
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.zaken.course import Noted, decision_term
from openloket.zaken.models import Zaak


def resume_term(
    organisation: Organisation, employee: Employee, zaak: Zaak, asked: Asked, now: datetime
) -> None:
    """Let the term run from `asked.since` on; `asked.ground` and `asked.mark` name what ends.

    Tells the sender where the act asks that (4:15(4)), with the new last day. Raises UnableToChangeTerm.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToChangeTerm("U mag geen zaken behandelen.")
    with transaction.atomic():
        term = decision_term(zaak.pk)
        if term is None:
            raise UnableToChangeTerm("Er loopt geen termijn meer om te beslissen.")
        calendar = law_calendar()
        proposal = resumption(term, asked, calendar, dag_in_amsterdam(now))
        notice = notice_of(zaak, proposal)
        if notice:
            send_notice(organisation, zaak, notice, now)
        occur(term, proposal.event, Noted(now, employee.pk, asked.reason.strip()), calendar)
        tell(term, proposal.event, proposal.before, proposal.after, f"employee:{employee.pk}", now)
