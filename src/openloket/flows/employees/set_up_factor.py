"""An employee sets up a second step for logging in: an app that shows codes, and spare codes on paper."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.employees.telling_employee import tell_employee
from openloket.tenancy import scope, totp
from openloket.tenancy.models import Employee, SecondFactor
from openloket.tenancy.sealing import SECOND_FACTOR, Unsealable, seal, unseal
from openloket.tenancy.second_factor import GRACE_SPENT
from openloket.tenancy.spare_codes import kept, new_codes

_NOT_YOU = "Deed u dit niet zelf? Bel dan meteen uw beheerder en verander uw wachtwoord."


class UnableToSetUp(Exception):
    """It can't be done; the message is what the employee must be told."""


def begin_set_up(employee: Employee, now: datetime) -> None:
    """Make a secret to share with the app; it counts from the first right code. Raises UnableToSetUp."""
    with transaction.atomic():
        secret = seal(totp.new_secret(), SECOND_FACTOR)
        row, made = SecondFactor.objects.get_or_create(
            employee_id=employee.pk,
            defaults={"organisation_id": scope.current(), "secret": secret},
        )
        if row.confirmed_at is not None:
            raise UnableToSetUp("U hebt de tweede stap al ingesteld.")
        if not made:
            SecondFactor.objects.filter(pk=row.pk, confirmed_at=None).update(secret=secret)
        _note("employee.second_factor_begun", employee, now)


def shared_secret(employee: Employee) -> bytes | None:
    """The secret that waits for a first code; None: set-up was not begun, or is done."""
    row = SecondFactor.objects.filter(employee_id=employee.pk, confirmed_at=None).first()
    try:
        return unseal(row.secret, SECOND_FACTOR) if row else None
    except Unsealable:
        return None


def confirm_set_up(employee: Employee, typed: str, now: datetime) -> list[str]:
    """The app shows the right code: from now on it is asked. Gives the spare codes. Raises UnableToSetUp."""
    secret = shared_secret(employee)
    if secret is None:
        raise UnableToSetUp("Het instellen is niet begonnen, of al klaar. Begin opnieuw.")
    step = totp.matching_step(secret, typed, now)
    if step is None:
        raise UnableToSetUp("Deze code klopt niet. Typ de zes cijfers die de app nu laat zien.")
    codes = new_codes()
    with transaction.atomic():
        row = SecondFactor.objects.select_for_update().filter(employee_id=employee.pk, confirmed_at=None)
        hashes = kept(codes, employee.pk)
        if not row.update(confirmed_at=now, last_step=step, spare_hashes=hashes):
            raise UnableToSetUp("De tweede stap was al ingesteld.")
        Employee.objects.filter(pk=employee.pk).update(logins_without=GRACE_SPENT)
        _note("employee.second_factor_set", employee, now)
        told = f"U logt voortaan in met uw wachtwoord en een code van de app. {_NOT_YOU}"
        tell_employee(employee, "Inloggen gaat nu in twee stappen", [told], now)
    return codes


def renew_spare_codes(employee: Employee, now: datetime) -> list[str]:
    """New codes on paper; the older ones open nothing any more. Raises UnableToSetUp."""
    codes = new_codes()
    with transaction.atomic():
        rows = SecondFactor.objects.filter(employee_id=employee.pk).exclude(confirmed_at=None)
        if not rows.update(spare_hashes=kept(codes, employee.pk)):
            raise UnableToSetUp("Stel eerst de tweede stap in.")
        _note("employee.spare_codes_made", employee, now)
        told = f"De reservecodes die u eerder had, werken niet meer. {_NOT_YOU}"
        tell_employee(employee, "U hebt nieuwe reservecodes", [told], now)
    return codes


def drop_factor(employee: Employee, now: datetime) -> None:
    """The employee takes another app or phone: the old one counts no longer. Raises UnableToSetUp."""
    with transaction.atomic():
        deleted, _ = SecondFactor.objects.filter(employee_id=employee.pk).exclude(confirmed_at=None).delete()
        if not deleted:
            raise UnableToSetUp("De tweede stap was nog niet ingesteld.")
        _note("employee.second_factor_dropped", employee, now)
        told = f"De app die u gebruikte, telt niet meer. {_NOT_YOU}"
        tell_employee(employee, "U stelt de tweede stap opnieuw in", [told], now)


def _note(kind: str, employee: Employee, now: datetime) -> None:
    actor = f"employee:{employee.pk}"
    record(scope.current(), now, actor, [Fact(kind, "employee", employee.pk, describe(kind, now, actor))])
