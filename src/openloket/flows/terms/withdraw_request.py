"""A request to supplement that is still a letter on the desk is withdrawn: it is never sent."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.post.models import STILL_HERE, Message, MessageState
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import SupplementRequest, Zaak


class UnableToWithdraw(Exception):
    """The request can't be withdrawn; the message is what the employee must be told."""


def withdraw_request(employee: Employee, zaak: Zaak, request_id: int, now: datetime) -> None:
    """Withdraw a request whose letter was not posted, or whose e-mail failed. Raises UnableToWithdraw."""
    if not may(employee, Right.HANDLE):
        raise UnableToWithdraw("U mag geen zaken behandelen.")
    with transaction.atomic():
        requests = SupplementRequest.objects.filter(pk=request_id, zaak=zaak, sent_on=None)
        unsent = Message.objects.filter(pk__in=requests.values("message_id"), state__in=STILL_HERE)
        if not unsent.update(state=MessageState.WITHDRAWN, settled_at=now):
            raise UnableToWithdraw("Dit verzoek is al verstuurd of ingetrokken. Intrekken kan niet meer.")
        actor = f"employee:{employee.pk}"
        body = describe("supplement.withdrawn", now, actor, reference=zaak.reference, request=request_id)
        record(scope.current(), now, actor, [Fact("supplement.withdrawn", "zaak", zaak.pk, body)])
