"""The events of messages as they are kept: each once, in the order in which they were heard."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from openloket.post.delivery import Event, EventKind, Rung, Source, Standing, standing_of, step_of
from openloket.post.models import DeliveryEvent, Message
from openloket.tenancy import scope


@dataclass(frozen=True, slots=True)
class Heard:
    """An event, and when it was heard here."""

    event: Event
    noted_at: datetime


_ADD = """
INSERT INTO post_deliveryevent (organisation_id, message_id, step, kind, at, noted_at, source, way, carrier,
                                address, rung, code, answer, identity)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (message_id, identity) DO NOTHING RETURNING id
"""


def add(message_id: int, event: Event, now: datetime) -> bool:
    """Keep one event, whose step is known; whether it was news."""
    values = (
        scope.current(), message_id, event.step, event.kind.value, event.at, now, event.source.value,
        event.way, event.carrier, event.address, event.rung.value if event.rung else "", event.code[:20],
        event.answer[:300], event.identity[:120],
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ADD, values)
        return cursor.fetchone() is not None


def heard_of(message_ids: Iterable[int]) -> dict[int, list[Heard]]:
    """All that was heard of some messages, by the id of each, oldest first."""
    found: dict[int, list[Heard]] = {}
    for row in DeliveryEvent.objects.filter(message_id__in=list(message_ids)).order_by("id"):
        found.setdefault(row.message_id, []).append(Heard(_event(row), row.noted_at))
    return found


def first_place(message: Message, heard: Iterable[Heard]) -> tuple[str, str]:
    """The way and the address of the first step: what is on the message itself, unless it went on since."""
    if message.step == 1:
        return message.way, message.to_address
    first = next((one.event for one in heard if one.event.step == 1), None)
    return (first.way, first.address) if first else ("email", "")


def standing(message: Message, heard: list[Heard]) -> Standing:
    """How a message stands by all that was heard of it."""
    return standing_of([one.event for one in heard], *first_place(message, heard))


def placed(message: Message, event: Event, heard: list[Heard]) -> Event | None:
    """The event with the step to which it belongs, and where that step went; None: to none."""
    place = first_place(message, heard)
    events = [one.event for one in heard]
    number = step_of(event, events, *place)
    step = next((one for one in standing_of(events, *place).steps if one.number == number), None)
    return None if step is None else replace(event, step=number, way=step.way, address=step.address)


def _event(row: DeliveryEvent) -> Event:
    return Event(
        kind=EventKind(row.kind),
        at=row.at,
        source=Source(row.source),
        identity=row.identity,
        code=row.code,
        answer=row.answer,
        step=row.step,
        address=row.address,
        way=row.way,
        carrier=row.carrier,
        rung=Rung(row.rung) if row.rung else None,
    )
