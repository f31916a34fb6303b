"""A decision with a mistake in it is withdrawn before anybody got it; then another can be taken."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.decisions.make_known import lock_message, withdraw_message
from openloket.post.models import STILL_HERE
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import Besluit, Status, Zaak

KIND = "besluit.withdrawn"


class UnableToWithdraw(Exception):
    """The decision can't be withdrawn; the message is what the employee must be told."""


def withdraw_besluit(employee: Employee, besluit: Besluit, now: datetime) -> None:
    """Withdraw it while it does not work yet (Awb 3:40), with its letter; the zaak is being handled again.

    What was made known is only changed by another decision. An e-mail that is under way can't be called
    back. Raises UnableToWithdraw.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToWithdraw("U mag geen zaken behandelen.")
    with transaction.atomic():
        message = lock_message(besluit)
        waiting = Besluit.objects.filter(pk=besluit.pk, made_known_on=None, withdrawn_at=None)
        if not waiting.update(withdrawn_at=now):
            raise UnableToWithdraw("Dit besluit is al bekendgemaakt of ingetrokken.")
        if message is not None and message.state not in STILL_HERE:
            raise UnableToWithdraw("Het besluit is al onderweg. U kunt het niet meer intrekken.")
        if message is not None:
            withdraw_message(message, now)
        if besluit.outcome != Besluit.Outcome.PENALTY_FIXED:
            decided = Zaak.objects.filter(pk=besluit.zaak_id, status=Status.DECIDED)
            decided.update(status=Status.IN_PROGRESS)
        actor, reference = f"employee:{employee.pk}", besluit.zaak.reference
        body = describe(KIND, now, actor, reference=reference, besluit=besluit.pk)
        record(scope.current(), now, actor, [Fact(KIND, "zaak", besluit.zaak_id, body)])
