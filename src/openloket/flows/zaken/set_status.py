"""A zaak gets another status."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import Status, Zaak
from openloket.zaken.states import next_statuses


class UnableToSetStatus(Exception):
    """The status can't become that; the message is what the employee must be told."""


def set_status(employee: Employee, zaak: Zaak, seen: str, wanted: str, now: datetime) -> None:
    """Move the zaak from the status that the employee saw to another; the term runs on whatever the status.

    Raises UnableToSetStatus.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToSetStatus("U mag geen zaken behandelen.")
    if seen not in Status.values or wanted not in next_statuses(seen):
        raise UnableToSetStatus("Deze status kan nu niet. Kies een andere.")
    closed_at = now if wanted == Status.CLOSED else None
    with transaction.atomic():
        as_seen = Zaak.objects.filter(pk=zaak.pk, status=seen)
        if as_seen.update(status=wanted, closed_at=closed_at) == 0:
            found = Status(Zaak.objects.values_list("status", flat=True).get(pk=zaak.pk))
            raise UnableToSetStatus(f"Iemand was u voor: de status is nu ‘{found.label}’.")
        actor = f"employee:{employee.pk}"
        body = describe("zaak.status", now, actor, reference=zaak.reference, status=wanted, was=seen)
        record(scope.current(), now, actor, [Fact("zaak.status", "zaak", zaak.pk, body)])
