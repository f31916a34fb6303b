"""An administrator changes what is known of an employee, and who may log in."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openloket.evidence.canonical import JsonValue
from openloket.evidence.log import Fact, describe, record
from openloket.flows.employees.add_employee import is_address, team_named
from openloket.flows.employees.telling_employee import tell_employee
from openloket.flows.unable import UnableAtField
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may

_LAST = "Dit is de enige beheerder. Maak eerst iemand anders beheerder."
_SELF = "Uw eigen rol en toegang kan alleen een andere beheerder veranderen."


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of an employee; `role` is an Employee.Role, a `team` that is not there yet is made."""

    name: str
    email: str
    role: str
    team: str


class UnableToKeep(UnableAtField):
    """It can't be kept; the message is for the administrator, `field` says at which question."""


def change_employee(by: Employee, employee_id: int, kept: Kept, now: datetime) -> None:
    """Keep name, address, role and team. Raises UnableToKeep."""
    name, email = " ".join(kept.name.split()), kept.email.strip()
    _check(name, email, kept)
    with transaction.atomic():
        employee = _locked(by, employee_id)
        if kept.role != employee.role:
            _spare_the_last(by, employee)
        values = {"name": name, "email": email, "role": kept.role, "team": team_named(kept.team.strip())}
        changed = [key for key, value in values.items() if getattr(employee, key) != value]
        if not changed:
            return
        if "email" in changed:
            told = ["Uw beheerder heeft het e-mailadres van uw account veranderd. Klopt dit niet? Bel dan."]
            tell_employee(employee, "Uw e-mailadres is veranderd", told, now)
        Employee.objects.filter(pk=employee.pk).update(**values)
        _note("employee.changed", by, employee, now, changed=list(changed), role=kept.role)


def deactivate_employee(by: Employee, employee_id: int, now: datetime) -> None:
    """From now on this employee does not get in any more, nor goes on in a session. Raises UnableToKeep."""
    with transaction.atomic():
        employee = _locked(by, employee_id)
        _spare_the_last(by, employee)
        active = Employee.objects.filter(pk=employee.pk, is_active=True)
        if not active.update(is_active=False, signed_out_at=now, invite_hash=None, invite_until=None):
            raise UnableToKeep("Deze medewerker kan al niet meer inloggen.")
        _note("employee.deactivated", by, employee, now)


def reactivate_employee(by: Employee, employee_id: int, now: datetime) -> None:
    """Somebody comes back: password, second factor and directory are as they were. Raises UnableToKeep."""
    with transaction.atomic():
        employee = _locked(by, employee_id)
        if not Employee.objects.filter(pk=employee.pk, is_active=False).update(is_active=True):
            raise UnableToKeep("Deze medewerker kan al inloggen.")
        _note("employee.reactivated", by, employee, now)


def unlink_directory(by: Employee, employee_id: int, now: datetime) -> None:
    """The account in the directory opens this one no longer. Raises UnableToKeep."""
    with transaction.atomic():
        employee = _locked(by, employee_id)
        if (
            not Employee.objects.filter(pk=employee.pk)
            .exclude(subject="")
            .update(subject="", signed_out_at=now)
        ):
            raise UnableToKeep("Deze medewerker is niet gekoppeld.")
        _note("employee.unlinked", by, employee, now)


def _check(name: str, email: str, kept: Kept) -> None:
    if not name or len(name) > 80 or "\0" in name:
        raise UnableToKeep("Vul een naam in van ten hoogste 80 tekens.", "naam")
    if email and not is_address(email):
        raise UnableToKeep("Vul een e-mailadres in, zoals naam@gemeente.nl.", "email")
    if kept.role not in Employee.Role.values:
        raise UnableToKeep("Kies een rol.", "rol")
    if len(kept.team) > 80 or "\0" in kept.team:
        raise UnableToKeep("De naam van een team heeft ten hoogste 80 tekens.", "team")


def _locked(by: Employee, employee_id: int) -> Employee:
    """The employee; all administrators are locked with it, so that two at once can't both be the last."""
    administrators = Employee.objects.filter(role=Employee.Role.ADMINISTRATOR)
    list(administrators.select_for_update().order_by("pk").values_list("pk", flat=True))
    still = Employee.objects.filter(pk=by.pk).first()
    if still is None or not may(still, Right.EMPLOYEES):
        raise UnableToKeep("U mag geen medewerkers beheren.")
    employee: Employee | None = Employee.objects.select_for_update().filter(pk=employee_id).first()
    if employee is None:
        raise UnableToKeep("Deze medewerker is er niet.")
    return employee


def _spare_the_last(by: Employee, employee: Employee) -> None:
    """Somebody must be able to manage employees, and nobody raises or shuts out oneself."""
    if by.pk == employee.pk:
        raise UnableToKeep(_SELF)
    if employee.role != Employee.Role.ADMINISTRATOR or not employee.is_active:
        return
    others = Employee.objects.filter(role=Employee.Role.ADMINISTRATOR, is_active=True)
    if not others.exclude(pk=employee.pk).exists():
        raise UnableToKeep(_LAST)


def _note(kind: str, by: Employee, employee: Employee, now: datetime, **details: JsonValue) -> None:
    actor = f"employee:{by.pk}"
    body = describe(kind, now, actor, **details)
    record(scope.current(), now, actor, [Fact(kind, "employee", employee.pk, body)])
