"""An employee is invited by mail to choose a password, or to log in through the directory from now on."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.employees.add_employee import UnableToAdd, check_password
from openloket.flows.employees.telling_employee import tell_employee
from openloket.flows.unable import UnableAtField
from openloket.tenancy import scope
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may

WITHIN = timedelta(days=3)
_GONE = "Deze uitnodiging werkt niet meer. Vraag uw beheerder om een nieuwe."


class UnableToInvite(UnableAtField):
    """It can't be done; the message says why, `field` at which question."""


def invite_employee(by: Employee, employee_id: int, now: datetime) -> None:
    """Mail a key that opens once, within three days; an earlier one no longer. Raises UnableToInvite."""
    if not may(by, Right.EMPLOYEES):
        raise UnableToInvite("U mag geen medewerkers beheren.")
    key = secrets.token_urlsafe(32)
    with transaction.atomic():
        employee = Employee.objects.select_for_update().filter(pk=employee_id, is_active=True).first()
        if employee is None:
            raise UnableToInvite("Deze medewerker kan niet inloggen.")
        if not employee.email:
            raise UnableToInvite("Vul eerst een e-mailadres in. Daar gaat de uitnodiging heen.")
        until = now + WITHIN
        Employee.objects.filter(pk=employee.pk).update(invite_hash=hashed(key), invite_until=until)
        _note("employee.invited", f"employee:{by.pk}", employee, now)
        organisation = Organisation.objects.get(pk=scope.current())
        told = [
            f"U kunt inloggen op de werkplek van {organisation.name}. Uw gebruikersnaam is "
            f"{employee.username}.",
            "Kies zelf een wachtwoord met de knop hieronder. Dat kan één keer, binnen drie dagen. "
            "Geef deze mail aan niemand.",
        ]
        link = ("Beginnen", public_url(organisation, f"balie/welkom/{key}"))
        tell_employee(employee, "Uw toegang tot de werkplek", told, now, link)


def invited(key: str, now: datetime) -> Employee | None:
    """Who was invited with this key; None: nobody, or too long ago."""
    rows = Employee.objects.filter(invite_hash=hashed(key), invite_until__gt=now, is_active=True)
    found: Employee | None = rows.first()
    return found


def choose_password(key: str, password: str, again: str, now: datetime) -> Employee:
    """Use the invitation: the employee's own password, known to nobody else. Raises UnableToInvite."""
    try:
        check_password(password)
    except UnableToAdd as problem:
        raise UnableToInvite(str(problem), "wachtwoord") from problem
    if password != again:
        raise UnableToInvite("De twee wachtwoorden zijn niet gelijk.", "nog-eens")
    employee = invited(key, now)
    if employee is None:
        raise UnableToInvite(_GONE)
    if password.lower() in (employee.username.lower(), employee.name.lower(), employee.email.lower()):
        raise UnableToInvite("Kies iets anders dan uw naam of e-mailadres.", "wachtwoord")
    employee.set_password(password)
    with transaction.atomic():
        use_invitation(key, now)
        Employee.objects.filter(pk=employee.pk).update(password=employee.password)
        _note("employee.password_chosen", f"employee:{employee.pk}", employee, now)
        told = ["U hebt een wachtwoord gekozen. Deed u dit niet zelf? Bel dan meteen uw beheerder."]
        tell_employee(employee, "Uw wachtwoord is veranderd", told, now)
    return employee


def use_invitation(key: str, now: datetime) -> None:
    """It opens no longer; of two at the same moment one does. Raises UnableToInvite."""
    rows = Employee.objects.filter(invite_hash=hashed(key), invite_until__gt=now, is_active=True)
    if not rows.update(invite_hash=None, invite_until=None):
        raise UnableToInvite(_GONE)


def hashed(key: str) -> bytes:
    """SHA-256 of a key of 32 random bytes."""
    return hashlib.sha256(key.encode("utf-8", "replace")).digest()


def _note(kind: str, actor: str, employee: Employee, now: datetime) -> None:
    record(scope.current(), now, actor, [Fact(kind, "employee", employee.pk, describe(kind, now, actor))])
