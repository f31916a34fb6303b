"""An employee chooses where and how many days ahead the platform warns of a last day."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.employees.add_employee import is_address
from openloket.flows.employees.telling_employee import tell_employee
from openloket.flows.unable import UnableAtField
from openloket.tenancy import scope
from openloket.tenancy.models import Employee

MOST_DAYS = 60


class UnableToChoose(UnableAtField):
    """This can't be kept; the message is what the employee must be told, `field` is email or warn_days."""


def choose_warnings(employee: Employee, email: str, days: str, now: datetime) -> None:
    """Keep the address (empty: no mail) and the number of days. Raises UnableToChoose."""
    email = email.strip()
    if email and not is_address(email):
        raise UnableToChoose("Vul een e-mailadres in, zoals naam@gemeente.nl, of laat het leeg.", "email")
    number = int(days) if days.isascii() and days.isdigit() and len(days) <= 3 else -1
    if not 0 <= number <= MOST_DAYS:
        raise UnableToChoose(f"Vul een getal in van 0 tot en met {MOST_DAYS}.", "warn_days")
    with transaction.atomic():
        if email != employee.email:
            # To the old address: whoever sits at an open screen must not take the account along by mail.
            told = "Uw e-mailadres is veranderd. Deed u dit niet zelf? Bel dan meteen uw beheerder."
            tell_employee(employee, "Uw e-mailadres is veranderd", [told], now)
        Employee.objects.filter(pk=employee.pk).update(email=email, warn_days=number)
        actor = f"employee:{employee.pk}"
        body = describe("employee.warnings", now, actor, warn_days=number, by_mail=bool(email))
        record(scope.current(), now, actor, [Fact("employee.warnings", "employee", employee.pk, body)])
