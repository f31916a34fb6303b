"""A zaak is given to an employee, or back to the team."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may, may_assign
from openloket.zaken.models import OPEN, Zaak


class UnableToAssign(Exception):
    """The zaak can't be given to that person; the message is what the employee must be told."""


def assign_zaak(
    employee: Employee, zaak: Zaak, seen_assignee_id: int | None, assignee_id: int | None, now: datetime
) -> None:
    """Give the zaak to an employee (who brings his team), or to nobody in particular with None.

    `seen_assignee_id` is whose zaak it was on the page that the employee saw: if it changed since, nothing
    is done. Raises UnableToAssign.
    """
    if not may_assign(employee, seen_assignee_id):
        raise UnableToAssign("U kunt alleen uw eigen zaken aan een ander geven.")
    assignee = None if assignee_id is None else _colleague(assignee_id)
    if assignee_id == seen_assignee_id:
        raise UnableToAssign("Kies een andere behandelaar.")
    changes: dict[str, object] = {"assignee": assignee}
    if assignee is not None and assignee.team_id is not None:
        changes["team_id"] = assignee.team_id
    with transaction.atomic():
        as_seen = Zaak.objects.filter(pk=zaak.pk, assignee_id=seen_assignee_id, status__in=OPEN)
        if as_seen.update(**changes) == 0:
            raise UnableToAssign(_reason(zaak))
        actor = f"employee:{employee.pk}"
        body = describe(
            "zaak.assigned", now, actor, reference=zaak.reference, assignee=assignee_id, was=seen_assignee_id
        )
        record(scope.current(), now, actor, [Fact("zaak.assigned", "zaak", zaak.pk, body)])


def _colleague(employee_id: int) -> Employee:
    found: Employee | None = Employee.objects.filter(pk=employee_id).first()
    if found is None or not may(found, Right.HANDLE):
        raise UnableToAssign("Deze collega kan geen zaken behandelen. Kies iemand anders.")
    return found


def _reason(zaak: Zaak) -> str:
    found = Zaak.objects.select_related("assignee").only("status", "assignee__name").get(pk=zaak.pk)
    if found.status not in OPEN:
        return "Deze zaak is al klaar. Toewijzen kan niet meer."
    if found.assignee is None:
        return "Iemand heeft deze zaak net teruggegeven. Niemand behandelt de zaak nu."
    return f"Iemand was u voor: {found.assignee.name} behandelt deze zaak nu."
