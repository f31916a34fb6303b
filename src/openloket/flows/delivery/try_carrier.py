"""A way is tried: a message to ourselves, or to the employee who asked, or only a look whether it answers."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import F, Value

from openloket.evidence.log import Fact, describe, record
from openloket.flows.delivery.canary import HEADER
from openloket.flows.queue import enqueue
from openloket.post import mime
from openloket.post.accounts import account_for
from openloket.post.dispatch import sender_name
from openloket.post.kinds import PRIORITIES, Role
from openloket.post.models import CarrierAccount, CarrierState, Way
from openloket.post.ports import Account, Carrier, Envelope, NotCarried
from openloket.post.trouble import canary_lost
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.tenancy.sealing import Unsealable

TASK = "try_carrier"
_SUBJECT = "Proefbericht van het loket"
_TEXT = "Dit is een proefbericht: e-mail van {name} vertrekt en komt aan. U hoeft niets te doen.\n"
_NO_KEY = "het wachtwoord is niet meer te openen: vul het opnieuw in"


class UnableToTry(Exception):
    """It can't be tried; the message is what the employee is told."""


@dataclass(frozen=True, slots=True)
class Tried:
    """How it went; `answer` is for the employee, without addresses."""

    well: bool
    answer: str


def ask_try(by: Employee, way: str) -> None:
    """Let a worker send a message to the employee who asks. Raises UnableToTry."""
    if not may(by, Right.CARRIERS):
        raise UnableToTry("U mag dit niet proberen.")
    if not by.email:
        raise UnableToTry("Vul eerst uw e-mailadres in bij Instellingen.")
    with transaction.atomic():
        ids = {"organisation_id": scope.current(), "employee_id": by.pk}
        enqueue(TASK, priority=PRIORITIES[Role.CODE], way=way, **ids)


def try_carrier(
    way: str, doors: Callable[[Account | None], Carrier], clock: Callable[[], datetime], employee_id: int = 0
) -> Tried:
    """Try a way of the organisation in scope. Must not be called inside a transaction.

    With `employee_id` a message goes to that employee, who asked for it. Without, one goes to the
    organisation itself where that was chosen and must come in again (canary.py); else nothing is sent.
    """
    employee = Employee.objects.filter(pk=employee_id).first() if employee_id else None
    row = CarrierAccount.objects.filter(way=way).first()
    envelope = None
    if way == Way.EMAIL.value and employee is not None and employee.email and may(employee, Right.CARRIERS):
        envelope = _mail(employee.email, clock())
    elif way == Way.EMAIL.value and not employee_id and row is not None and row.canary:
        envelope = _canary(way, clock())
    tried = _try(way, doors, envelope)
    _keep(way, tried, employee, clock())
    return tried


def _try(way: str, doors: Callable[[Account | None], Carrier], envelope: Envelope | None) -> Tried:
    try:
        carrier = doors(account_for(way))
        answer = carrier.carry(envelope).answer if envelope else carrier.check()
    except NotCarried as refusal:
        return Tried(False, refusal.answer)
    except Unsealable:
        return Tried(False, _NO_KEY)
    return Tried(True, answer[:200])


def _mail(to: str, now: datetime) -> Envelope:
    organisation = Organisation.objects.get(pk=scope.current())
    domain = organisation.email.rpartition("@")[2]
    letter = mime.Letter(
        from_name=sender_name(organisation.kind, organisation.name),
        from_address=organisation.email,
        to_address=to,
        subject_line=_SUBJECT,
        text=_TEXT.format(name=organisation.name),
        html="",
        message_id=f"<{secrets.token_hex(16)}@{domain}>",
        at=now,
    )
    return mime.envelope(letter)


def _canary(way: str, now: datetime) -> Envelope:
    """To the organisation itself; its key is known before it leaves, as it may come back at once."""
    key = secrets.token_hex(16)
    envelope = _mail(Organisation.objects.get(pk=scope.current()).email, now)
    with transaction.atomic():
        state, _ = CarrierState.objects.select_for_update().get_or_create(
            organisation_id=scope.current(), way=way
        )
        lost = state.canaries_lost + 1 if canary_lost(state, now) else state.canaries_lost
        values = {"canary_key": key, "canary_sent_at": now, "canaries_lost": lost}
        CarrierState.objects.filter(pk=state.pk).update(**values)
    return replace(envelope, content=f"{HEADER}: {key}\r\n".encode() + envelope.content)


def _keep(way: str, tried: Tried, employee: Employee | None, now: datetime) -> None:
    """How the try ended. That an employee tried is a fact; what the clock does each hour is not."""
    with transaction.atomic():
        values = {"tried_at": now, "tried_answer": tried.answer[:200], "tried_well": tried.well}
        state, _ = CarrierState.objects.update_or_create(
            organisation_id=scope.current(), way=way, defaults=values
        )
        failed = Value(0) if tried.well else F("failed_tries") + 1
        CarrierState.objects.filter(pk=state.pk).update(failed_tries=failed)
        if employee is not None:
            actor = f"employee:{employee.pk}"
            body = describe("carrier.tried", now, actor, way=way, well=tried.well)
            record(
                scope.current(), now, actor, [Fact("carrier.tried", "organisation", scope.current(), body)]
            )
