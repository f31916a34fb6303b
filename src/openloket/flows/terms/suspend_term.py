"""A term to decide comes to stand still (Awb 4:15): at once, or once the notice of it has left."""

import secrets
from datetime import datetime

from django.db import transaction

from openloket.flows.terms.term_notices import notice_of, occur, send_notice, tell, wait_for
from openloket.flows.terms.term_proposals import Asked, UnableToChangeTerm, suspension
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.zaken.course import Noted, decision_term
from openloket.zaken.models import Zaak


def suspend_term(
    organisation: Organisation, employee: Employee, zaak: Zaak, asked: Asked, now: datetime
) -> bool:
    """Let the term stand still and tell it where the act asks that (4:15(1)(b), (3)).

    Gives whether it happened; False when it happens as soon as the message has left. Raises
    UnableToChangeTerm. A request to supplement is flows/terms/ask_supplement.py.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToChangeTerm("U mag geen zaken behandelen.")
    with transaction.atomic():
        term = decision_term(zaak.pk)
        if term is None:
            raise UnableToChangeTerm("Er loopt geen termijn meer om te beslissen.")
        calendar, today = law_calendar(), dag_in_amsterdam(now)
        proposal = suspension(term, asked, secrets.token_hex(8), calendar, today)
        notice = notice_of(zaak, proposal)
        message = send_notice(organisation, zaak, notice, now) if notice else None
        if message is not None and proposal.waits:
            wait_for(message, term, proposal, employee, now)
            return False
        occur(term, proposal.event, Noted(now, employee.pk, asked.reason.strip()), calendar)
        tell(term, proposal.event, proposal.before, proposal.after, f"employee:{employee.pk}", now)
        return True
