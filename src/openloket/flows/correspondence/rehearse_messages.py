"""Rehearsing: messages reach only the guests, until an employee ends it; and who the guests are."""

from datetime import datetime

from django.db import IntegrityError, transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.unable import UnableAtField
from openloket.formkit.definition import EmailField
from openloket.formkit.value_text import Wrong
from openloket.formkit.values import read
from openloket.law.kalender import dag_in_amsterdam
from openloket.post.models import Guest, Rehearsal
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may

MOST_GUESTS = 50


class UnableToRehearse(UnableAtField):
    """It can't be done; the message is what the employee must be told, `field` names the box or is empty."""


def begin_rehearsal(employee: Employee, now: datetime) -> None:
    """From now on only guests are reached. Raises UnableToRehearse, also when one is going on."""
    _check(employee)
    try:
        with transaction.atomic():
            row = Rehearsal.create(begun_at=now, begun_by=employee)
            _note("rehearsal.begun", employee, row.pk, now)
    except IntegrityError as race:
        raise UnableToRehearse("Er wordt al geoefend.") from race


def end_rehearsal(employee: Employee, now: datetime) -> None:
    """From now on everybody is reached; what was kept back stays so. Raises UnableToRehearse."""
    _check(employee)
    with transaction.atomic():
        row = Rehearsal.objects.select_for_update().filter(ended_at=None).first()
        if row is None:
            raise UnableToRehearse("Er wordt niet meer geoefend.")
        Rehearsal.objects.filter(pk=row.pk).update(ended_at=now, ended_by=employee)
        _note("rehearsal.ended", employee, row.pk, now)


def add_guest(employee: Employee, typed: str, now: datetime) -> None:
    """Let messages to this address through during rehearsals. Raises UnableToRehearse."""
    _check(employee)
    address = read(EmailField(key="gast", label="E-mailadres"), typed, dag_in_amsterdam(now))
    if isinstance(address, Wrong):
        raise UnableToRehearse(address.mistakes[0][1], "gast")
    if not address:
        raise UnableToRehearse("Vul een e-mailadres in.", "gast")
    if Guest.objects.count() >= MOST_GUESTS:
        raise UnableToRehearse(f"Er staan al {MOST_GUESTS} adressen op de lijst.", "gast")
    try:
        with transaction.atomic():
            row = Guest.create(address=str(address).lower(), added_by=employee, added_at=now)
            _note("guest.added", employee, row.pk, now)
    except IntegrityError as twice:
        raise UnableToRehearse("Dit adres staat al op de lijst.", "gast") from twice


def remove_guest(employee: Employee, guest_id: int, now: datetime) -> None:
    """Take an address off the list; one that is gone already stays gone. Raises UnableToRehearse."""
    _check(employee)
    with transaction.atomic():
        gone, _ = Guest.objects.filter(pk=guest_id).delete()
        if gone:
            _note("guest.removed", employee, guest_id, now)


def _check(employee: Employee) -> None:
    if not may(employee, Right.TEXTS):
        raise UnableToRehearse("U mag dit niet instellen.")


def _note(kind: str, employee: Employee, row_id: int, now: datetime) -> None:
    actor = f"employee:{employee.pk}"
    body = describe(kind, now, actor)
    subject = "rehearsal" if kind.startswith("rehearsal") else "guest"
    record(scope.current(), now, actor, [Fact(kind, subject, row_id, body)])
