"""An employee takes a zaak that nobody handles yet."""

from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, Value, When

from openloket.evidence.log import Fact, describe, record
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import OPEN, Status, Zaak


class UnableToTake(Exception):
    """The zaak can't be taken; the message is what the employee must be told."""


def take_zaak(employee: Employee, zaak: Zaak, now: datetime) -> None:
    """Make the employee its handler; the first of two wins, and taking one's own zaak again changes nothing.

    Raises UnableToTake.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToTake("U mag geen zaken behandelen.")
    begun = Case(When(status=Status.RECEIVED, then=Value(Status.IN_PROGRESS)), default=F("status"))
    with transaction.atomic():
        free = Zaak.objects.filter(pk=zaak.pk, assignee=None, status__in=OPEN)
        if free.update(assignee=employee, status=begun) == 0:
            _explain(employee, zaak)
            return
        actor = f"employee:{employee.pk}"
        body = describe("zaak.taken", now, actor, reference=zaak.reference, assignee=employee.pk)
        record(scope.current(), now, actor, [Fact("zaak.taken", "zaak", zaak.pk, body)])


def _explain(employee: Employee, zaak: Zaak) -> None:
    found = Zaak.objects.select_related("assignee").only("status", "assignee__name").get(pk=zaak.pk)
    if found.assignee_id == employee.pk:
        return
    if found.assignee is not None:
        raise UnableToTake(f"{found.assignee.name} behandelt deze zaak al. Kies een andere zaak.")
    raise UnableToTake("Deze zaak is al klaar. Pakken kan niet meer.")
