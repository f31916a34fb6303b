"""An employee changes the own password."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.employees.add_employee import UnableToAdd, check_password
from openloket.flows.employees.telling_employee import tell_employee
from openloket.flows.unable import UnableAtField
from openloket.tenancy import scope
from openloket.tenancy.login_limit import count_attempt, forget_attempts
from openloket.tenancy.models import Employee


class UnableToChangePassword(UnableAtField):
    """It stays as it was; the message is for the employee, `field` says at which question."""


def change_password(employee: Employee, old: str, new: str, again: str, now: datetime) -> None:
    """Keep the new one; every other session of this employee is over. Raises UnableToChangePassword."""
    limit = f"password of {employee.pk}"
    if not count_attempt(limit, "", now):
        told = "U hebt te vaak een verkeerd wachtwoord ingevuld. Wacht 15 minuten."
        raise UnableToChangePassword(told, "oud")
    if not employee.check_password(old):
        raise UnableToChangePassword("Dit is niet uw wachtwoord van nu.", "oud")
    forget_attempts(limit, "", now)
    try:
        check_password(new)
    except UnableToAdd as problem:
        raise UnableToChangePassword(str(problem), "wachtwoord") from problem
    if new != again:
        raise UnableToChangePassword("De twee wachtwoorden zijn niet gelijk.", "nog-eens")
    before = employee.password
    employee.set_password(new)
    with transaction.atomic():
        if not Employee.objects.filter(pk=employee.pk, password=before).update(password=employee.password):
            raise UnableToChangePassword("Uw wachtwoord is intussen al veranderd.", "oud")
        actor, kind = f"employee:{employee.pk}", "employee.password_changed"
        body = describe(kind, now, actor)
        record(scope.current(), now, actor, [Fact(kind, "employee", employee.pk, body)])
        told = "U hebt uw wachtwoord veranderd. Deed u dit niet zelf? Bel dan meteen uw beheerder."
        tell_employee(employee, "Uw wachtwoord is veranderd", [told], now)
