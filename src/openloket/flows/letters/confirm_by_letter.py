"""An employee confirms an objection or complaint of somebody without e-mail on paper (Awb 6:14, 9:6)."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.intake.models import Receipt
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import Zaak


class UnableToConfirm(Exception):
    """The letter can't be noted as sent; the message is what the employee must be told."""


def confirm_by_letter(employee: Employee, zaak: Zaak, now: datetime) -> None:
    """Note that the letter was sent; a second time changes nothing. Raises UnableToConfirm."""
    if not may(employee, Right.HANDLE):
        raise UnableToConfirm("U mag geen zaken behandelen.")
    with transaction.atomic():
        due = Receipt.objects.filter(submission_id=zaak.submission_id, letter_due=True, letter_sent_at=None)
        if not due.update(letter_sent_at=now):
            raise UnableToConfirm("Voor deze zaak hoeft geen brief meer.")
        actor = f"employee:{employee.pk}"
        body = describe("receipt.letter", now, actor, reference=zaak.reference)
        fact = Fact("receipt.letter", "submission", zaak.submission_id, body)
        record(scope.current(), now, actor, [fact])
