"""The first step of logging in at the desk was right: what must come next, and the fact of who came in."""

from datetime import datetime
from enum import Enum, auto

from django.db import transaction
from django.db.models import F

from openloket.evidence.log import Fact, describe, record
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.second_factor import chosen, factor_of, is_required

BY_PASSWORD = "password"  # noqa: S105 (how somebody came in)


class Next(Enum):
    """What comes after the first step."""

    IN = auto()
    IN_FOR_NOW = auto()
    CODE = auto()
    SET_UP = auto()


def next_step(employee: Employee, shown: bool) -> Next:
    """In, the code of the app, or first set one up. `shown`: the directory showed a second factor itself.

    Whoever must have a second factor and has none, gets in some times more, counted in one statement.
    """
    if shown:
        return Next.IN
    if factor_of(employee.pk):
        return Next.CODE
    rule, grace = chosen()
    if not is_required(employee, rule):
        return Next.IN
    rows = Employee.objects.filter(pk=employee.pk, logins_without__lt=grace)
    return Next.IN_FOR_NOW if rows.update(logins_without=F("logins_without") + 1) else Next.SET_UP


def note_login(employee: Employee, two_steps: bool, now: datetime) -> None:
    """An employee came in with a password; of who comes by a directory the same is noted there."""
    actor, kind = f"employee:{employee.pk}", "employee.logged_in"
    body = describe(kind, now, actor, provider=BY_PASSWORD, second_factor=two_steps)
    with transaction.atomic():
        record(scope.current(), now, actor, [Fact(kind, "employee", employee.pk, body)])


def logins_left(employee: Employee) -> int | None:
    """How often this employee may still log in in one step; None: as often as wanted, or with two."""
    rule, grace = chosen()
    if not is_required(employee, rule) or factor_of(employee.pk):
        return None
    return max(0, grace - employee.logins_without)
