"""Somebody comes to work at an organisation and can log in at the desk."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.unable import UnableAtField
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Team
from openloket.tenancy.rights import Right, may

SHORTEST_PASSWORD = 12


@dataclass(frozen=True, slots=True)
class NewEmployee:
    """Who it is; `role` is an Employee.Role, and a `team` that is not there yet is made."""

    username: str
    name: str
    role: str
    team: str = ""
    email: str = ""


class UnableToAdd(UnableAtField):
    """The employee can't be added; the message says why, `field` at which question."""


def add_employee(
    new: NewEmployee, password: str | None, now: datetime, by: Employee | None = None
) -> Employee:
    """Add somebody to the organisation in scope. `by` None: on the command line. Raises UnableToAdd.

    Without a password nobody gets in until an invitation is used (flows/employees/invite_employee.py).
    """
    _check(new, password, by)
    username, actor = new.username.strip().lower(), f"employee:{by.pk}" if by else "system"
    employee = Employee.new(
        username=username, name=" ".join(new.name.split()), role=new.role, email=new.email.strip()
    )
    employee.set_password(password)
    try:
        with transaction.atomic():
            employee.team = team_named(new.team.strip())
            employee.save(force_insert=True)
            body = describe("employee.added", now, actor, role=new.role)
            fact = Fact("employee.added", "employee", employee.pk, body)
            record(scope.current(), now, actor, [fact])
    except IntegrityError as taken:
        told = f"Er is al een medewerker met de gebruikersnaam {username}."
        raise UnableToAdd(told, "gebruikersnaam") from taken
    return employee


def check_password(password: str) -> None:
    """Whether a password is long enough to be used. Raises UnableToAdd."""
    if not SHORTEST_PASSWORD <= len(password) <= 200:
        raise UnableToAdd(f"Een wachtwoord heeft ten minste {SHORTEST_PASSWORD} tekens.", "wachtwoord")


def team_named(name: str) -> Team | None:
    """The team with this name, made where it is missing; None: no team."""
    if not name:
        return None
    found: Team | None = Team.objects.filter(name=name).first()
    return found or Team.create(name=name)


def _check(new: NewEmployee, password: str | None, by: Employee | None) -> None:
    if by is not None and not may(by, Right.EMPLOYEES):
        raise UnableToAdd("U mag geen medewerkers beheren.")
    for field, text in (("gebruikersnaam", new.username), ("naam", new.name)):
        if not text.strip() or len(text) > 80 or "\0" in text:
            raise UnableToAdd("Geef een gebruikersnaam en een naam van ten hoogste 80 tekens.", field)
    if new.role not in Employee.Role.values:
        raise UnableToAdd(f"De rol is een van: {', '.join(Employee.Role.values)}.", "rol")
    if len(new.team) > 80 or "\0" in new.team:
        raise UnableToAdd("De naam van een team heeft ten hoogste 80 tekens.", "team")
    if new.email.strip() and not is_address(new.email.strip()):
        raise UnableToAdd("Vul een e-mailadres in, zoals naam@gemeente.nl.", "email")
    if password is not None:
        check_password(password)


def is_address(text: str) -> bool:
    """Whether mail can be sent to it."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254
