"""What was decided about a wrongly sent message is taken back, while none of its messages has left."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.intake.models import Referral
from openloket.post.models import STILL_HERE, Message, MessageState
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import Zaak


class UnableToWithdraw(Exception):
    """It can't be taken back; the message is what the employee must be told."""


def withdraw_referral(employee: Employee, zaak: Zaak, referral_id: int, now: datetime) -> None:
    """Withdraw its letters, or e-mails that failed: it never works. Raises UnableToWithdraw."""
    if not may(employee, Right.HANDLE):
        raise UnableToWithdraw("U mag geen zaken behandelen.")
    with transaction.atomic():
        Zaak.objects.select_for_update().only("pk").get(pk=zaak.pk)
        waiting = Referral.objects.filter(
            pk=referral_id, submission_id=zaak.submission_id, told_on=None, carried_on=None
        )
        referral = waiting.first()
        ids = [one for one in (referral.message_id, referral.carried_id) if one] if referral else []
        unsent = Message.objects.select_for_update().filter(pk__in=ids, state__in=STILL_HERE)
        if not ids or len(unsent) != len(ids):
            raise UnableToWithdraw("Hiervan is al iets verstuurd. Intrekken kan niet meer.")
        Message.objects.filter(pk__in=ids).update(state=MessageState.WITHDRAWN, settled_at=now)
        actor = f"employee:{employee.pk}"
        body = describe("referral.withdrawn", now, actor, reference=zaak.reference, referral=referral_id)
        record(scope.current(), now, actor, [Fact("referral.withdrawn", "zaak", zaak.pk, body)])
