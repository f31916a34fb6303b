"""Somebody comes to work at an organisation and can log in at the desk."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from openloket.evidence.log import Fact, describe, record
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Team

SHORTEST_PASSWORD = 12


@dataclass(frozen=True, slots=True)
class NewEmployee:
    """Who it is; `role` is an Employee.Role, and a `team` that is not there yet is made."""

    username: str
    name: str
    role: str
    team: str = ""


class UnableToAdd(Exception):
    """The employee can't be added; the message says why."""


def add_employee(new: NewEmployee, password: str, now: datetime) -> Employee:
    """Add somebody to the organisation in scope. Raises UnableToAdd."""
    _check(new, password)
    employee = Employee.new(username=new.username.strip(), name=new.name.strip(), role=new.role)
    employee.set_password(password)
    try:
        with transaction.atomic():
            employee.team = _team(new.team.strip())
            employee.save(force_insert=True)
            body = describe("employee.added", now, "system", role=new.role)
            fact = Fact("employee.added", "employee", employee.pk, body)
            record(scope.current(), now, "system", [fact])
    except IntegrityError as taken:
        raise UnableToAdd(f"Er is al een medewerker met de gebruikersnaam {new.username}.") from taken
    return employee


def _check(new: NewEmployee, password: str) -> None:
    if not new.username.strip() or not new.name.strip() or max(len(new.username), len(new.name)) > 80:
        raise UnableToAdd("Geef een gebruikersnaam en een naam van ten hoogste 80 tekens.")
    if new.role not in Employee.Role.values:
        raise UnableToAdd(f"De rol is een van: {', '.join(Employee.Role.values)}.")
    if len(new.team) > 80:
        raise UnableToAdd("De naam van een team heeft ten hoogste 80 tekens.")
    if len(password) < SHORTEST_PASSWORD:
        raise UnableToAdd(f"Een wachtwoord heeft ten minste {SHORTEST_PASSWORD} tekens.")


def _team(name: str) -> Team | None:
    if not name:
        return None
    found: Team | None = Team.objects.filter(name=name).first()
    return found or Team.create(name=name)
