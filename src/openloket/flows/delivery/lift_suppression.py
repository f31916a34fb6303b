"""An address works again: an employee or the reader says so, and messages go there once more."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.unable import UnableAtField
from openloket.post.models import Message, Suppression, Way
from openloket.post.suppression import lift, suppressed_among
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may

LONGEST = 200
_CONFIRMED = "De lezer bevestigde het adres met de link die wij stuurden."


class UnableToLift(UnableAtField):
    """It can't be done; the message is what the employee is told, `field` names the question or is empty."""


def lift_suppression(employee: Employee, suppression_id: int, why: str, now: datetime) -> None:
    """Send to this address again. Raises UnableToLift, also when a colleague was first.

    Why stays with the address; the log has none of it, as it is text.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToLift("U mag geen zaken behandelen.")
    said = " ".join(why.split())
    if not said or len(said) > LONGEST or "\0" in said:
        raise UnableToLift(f"Schrijf in hoogstens {LONGEST} tekens hoe u weet dat het adres werkt.", "waarom")
    with transaction.atomic():
        row = Suppression.objects.select_related("message").filter(pk=suppression_id).first()
        if row is None or not lift([suppression_id], employee.pk, said, now):
            raise UnableToLift("Naar dit adres sturen wij al weer. Misschien zette een collega het aan.")
        _record([row], f"employee:{employee.pk}", now)


def lift_confirmed(address: str, now: datetime) -> bool:
    """Who opened the link that we sent to an address has it: mail arrives there. Within a transaction."""
    rows = list(suppressed_among(Way.EMAIL, [address]).values())
    if not rows or not lift([row.pk for row in rows], None, _CONFIRMED, now):
        return False
    _record(rows, "citizen", now)
    return True


def _record(rows: Collection[Suppression], actor: str, now: datetime) -> None:
    facts = []
    for row in rows:
        message = Message.objects.only("message_id", "subject_kind", "subject_id").get(pk=row.message_id)
        body = describe("address.lifted", now, actor, message_id=message.message_id, reason=row.reason)
        facts.append(Fact("address.lifted", message.subject_kind, message.subject_id, body))
    record(scope.current(), now, actor, facts)
