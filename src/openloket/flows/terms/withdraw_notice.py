"""A notice about a term that has not left is withdrawn: it is never sent, and the term stays as it is."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.terms.term_proposals import UnableToChangeTerm
from openloket.post.models import STILL_HERE, Message, MessageState
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import PendingEvent, Zaak


def withdraw_notice(employee: Employee, zaak: Zaak, pending_id: int, now: datetime) -> None:
    """Withdraw what waits for a letter that was not posted, or an e-mail that failed.

    Raises UnableToChangeTerm, also when it has just left.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToChangeTerm("U mag geen zaken behandelen.")
    with transaction.atomic():
        waiting = PendingEvent.objects.filter(pk=pending_id, term__zaak=zaak, sent_on=None)
        unsent = Message.objects.filter(pk__in=waiting.values("message_id"), state__in=STILL_HERE)
        if not unsent.update(state=MessageState.WITHDRAWN, settled_at=now):
            raise UnableToChangeTerm("Dit bericht is al verstuurd of ingetrokken. Intrekken kan niet meer.")
        actor = f"employee:{employee.pk}"
        body = describe("term.notice_withdrawn", now, actor, reference=zaak.reference, notice=pending_id)
        record(scope.current(), now, actor, [Fact("term.notice_withdrawn", "zaak", zaak.pk, body)])
