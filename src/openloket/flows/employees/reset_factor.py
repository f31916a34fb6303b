"""A phone is lost: an administrator takes the second factor away, so that a new one is set up."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.employees.telling_employee import tell_employee
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, SecondFactor
from openloket.tenancy.rights import Right, may


class UnableToReset(Exception):
    """It can't be done; the message says why."""


def reset_factor(by: Employee | None, employee_id: int, now: datetime) -> Employee:
    """Take it away, end every session, and tell the employee by mail. `by` None: on the command line.

    Where a second factor is required, the next login asks to set one up. Raises UnableToReset.
    """
    if by is not None and not may(by, Right.EMPLOYEES):
        raise UnableToReset("U mag dit niet.")
    if by is not None and by.pk == employee_id:
        raise UnableToReset("Uw eigen tweede stap verandert u bij uw instellingen.")
    actor = f"employee:{by.pk}" if by else "system"
    with transaction.atomic():
        employee = Employee.objects.filter(pk=employee_id).first()
        if employee is None:
            raise UnableToReset("Deze medewerker is er niet.")
        if not SecondFactor.objects.filter(employee_id=employee_id).delete()[0]:
            raise UnableToReset("Deze medewerker heeft geen tweede stap ingesteld.")
        Employee.objects.filter(pk=employee_id).update(signed_out_at=now)
        kind = "employee.second_factor_reset"
        record(scope.current(), now, actor, [Fact(kind, "employee", employee_id, describe(kind, now, actor))])
        told = [
            "Uw beheerder heeft de tweede stap van uw account weggehaald. De app en uw reservecodes "
            "werken niet meer. U bent overal uitgelogd.",
            "Hebt u daar niet om gevraagd? Bel dan meteen uw beheerder en verander uw wachtwoord.",
        ]
        tell_employee(employee, "Uw tweede stap bij inloggen is weggehaald", told, now)
    found: Employee = employee
    return found
