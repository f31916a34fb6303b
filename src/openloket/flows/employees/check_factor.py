"""An employee proves to be who the password says: with a code of the app, or with a spare code on paper."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.employees.telling_employee import tell_employee
from openloket.tenancy import scope, totp
from openloket.tenancy.login_limit import count_attempt, forget_attempts, is_spent
from openloket.tenancy.models import Employee, SecondFactor
from openloket.tenancy.sealing import SECOND_FACTOR, Unsealable, unseal
from openloket.tenancy.second_factor import factor_of
from openloket.tenancy.spare_codes import without

_WRONG = "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code van de app en typ die."
_TOO_MANY = "U hebt te vaak een verkeerde code ingevuld. Wacht 15 minuten. Probeer het daarna nog eens."
_GONE = "U hebt geen tweede stap meer. Log opnieuw in."
_BROKEN = "Wij kunnen uw code niet nakijken. Vraag uw beheerder om de tweede stap te resetten."


class UnableToProve(Exception):
    """The code does not do; the message is for the employee. `pause`: there were too many wrong ones."""

    def __init__(self, message: str, pause: bool = False) -> None:
        super().__init__(message)
        self.pause = pause


def check_factor(employee: Employee, typed: str, now: datetime) -> None:
    """Take the code; each counts once, also of two at the same moment. Raises UnableToProve.

    Attempts are counted per employee, wherever they come from: who gets here has the password already.
    """
    limit = f"second factor of {employee.pk}"
    if not count_attempt(limit, "", now):
        raise UnableToProve(_TOO_MANY, pause=True)
    row = factor_of(employee.pk)
    if row is None:
        raise UnableToProve(_GONE)
    if not _by_app(row, typed, now) and not _by_paper(employee, typed, now):
        if is_spent(limit, ""):
            _warn(employee, now)
        raise UnableToProve(_WRONG)
    forget_attempts(limit, "", now)


def _by_app(row: SecondFactor, typed: str, now: datetime) -> bool:
    try:
        secret = unseal(row.secret, SECOND_FACTOR)
    except Unsealable as problem:
        raise UnableToProve(_BROKEN) from problem
    step = totp.matching_step(secret, typed, now)
    if step is None:
        return False
    # The code of an earlier step than the last that was taken is refused as well (RFC 6238 5.2).
    return bool(SecondFactor.objects.filter(pk=row.pk, last_step__lt=step).update(last_step=step))


def _by_paper(employee: Employee, typed: str, now: datetime) -> bool:
    with transaction.atomic():
        row = SecondFactor.objects.select_for_update().filter(employee_id=employee.pk).first()
        left = without(row.spare_hashes, typed, employee.pk) if row and row.confirmed_at else None
        if row is None or left is None:
            return False
        SecondFactor.objects.filter(pk=row.pk).update(spare_hashes=left)
        _note("employee.spare_code_used", employee, now, left=len(left))
        told = [
            f"U logde in met een reservecode. U hebt er nog {len(left)}.",
            "Deed u dit niet zelf? Bel dan meteen uw beheerder en verander uw wachtwoord.",
        ]
        tell_employee(employee, "Er is een reservecode gebruikt", told, now)
    return True


def _warn(employee: Employee, now: datetime) -> None:
    """Somebody has the password and guesses codes: the employee should know, once for each pause."""
    with transaction.atomic():
        _note("employee.second_factor_guessed", employee, now)
        told = [
            "Iemand logde in met uw wachtwoord en vulde daarna te vaak een verkeerde code in.",
            "Was u dat niet zelf? Verander dan meteen uw wachtwoord en bel uw beheerder.",
        ]
        tell_employee(employee, "Te veel verkeerde codes bij inloggen", told, now)


def _note(kind: str, employee: Employee, now: datetime, **details: int) -> None:
    actor = f"employee:{employee.pk}"
    body = describe(kind, now, actor, **details)
    record(scope.current(), now, actor, [Fact(kind, "employee", employee.pk, body)])
