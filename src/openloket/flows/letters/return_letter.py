"""A letter came back: it is noted by the number on it, and a person takes it from there (Awb 2:11)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from openloket.flows.delivery.note_delivery import note_delivery
from openloket.flows.unable import UnableAtField
from openloket.law.kalender import dag_in_amsterdam, middag
from openloket.law.waarom import datum_in_woorden
from openloket.post.delivery import Event, EventKind, Source
from openloket.post.letter_numbers import message_of
from openloket.post.models import Message, MessageState, Way
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may

REASONS: Mapping[str, str] = {
    "verhuisd": "De ontvanger woont er niet (meer).",
    "onbekend": "Het adres bestaat niet, of is niet compleet.",
    "geweigerd": "De ontvanger weigerde de brief.",
    "niet-afgehaald": "De brief werd niet opgehaald.",
    "anders": "Er staat geen reden op, of een andere.",
}
"""What stands on the sticker of a letter that comes back, by the word with which it is kept."""


class UnableToReturn(UnableAtField):
    """It can't be noted; the message is what the employee is told, `field` names the question."""


def return_letter(employee: Employee, number: str, reason: str, came_on: date, now: datetime) -> Message:
    """Note that a letter came back on a day. Gives the letter; told twice it stands there once.

    `number` is what stands on the letter, typed or scanned; `reason` a key of REASONS. Raises UnableToReturn.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToReturn("U mag geen brieven registreren.", "nummer")
    if reason not in REASONS:
        raise UnableToReturn("Kies waarom de brief terugkwam.", "reden")
    message_id = message_of(number)
    if message_id is None:
        raise UnableToReturn(
            "Dit nummer klopt niet. Kijk nog eens naar het nummer boven het adres.", "nummer"
        )
    with transaction.atomic():
        letter = _posted(message_id)
        _check_day(letter, came_on, now)
        came_at = middag(came_on)
        event = Event(
            EventKind.RETURNED, max(came_at, letter.sent_at or came_at), Source.DESK,
            f"returned:{letter.step}",
            code=reason, answer=REASONS[reason], step=letter.step, way=Way.LETTER,
        )  # fmt: skip
        if not note_delivery(letter.pk, event, now, f"employee:{employee.pk}"):
            raise UnableToReturn("Dat deze brief terugkwam, is al vastgelegd.", "nummer")
    return letter


def _posted(message_id: int) -> Message:
    letter: Message | None = Message.objects.select_for_update().filter(pk=message_id, way=Way.LETTER).first()
    if letter is None:
        raise UnableToReturn("Wij vinden geen brief met dit nummer.", "nummer")
    if letter.state in (MessageState.TO_POST, MessageState.PRINTING):
        raise UnableToReturn("Leg eerst vast dat deze brief is verstuurd.", "nummer")
    if letter.sent_at is None and letter.state != MessageState.FAILED:
        raise UnableToReturn("Deze brief is ingetrokken, of ging op een andere manier.", "nummer")
    return letter


def _check_day(letter: Message, came_on: date, now: datetime) -> None:
    if came_on > dag_in_amsterdam(now):
        raise UnableToReturn("Deze dag moet nog komen.", "teruggekomen-op")
    if letter.sent_at is not None and came_on < (sent_on := dag_in_amsterdam(letter.sent_at)):
        raise UnableToReturn(f"De brief ging pas weg op {datum_in_woorden(sent_on)}.", "teruggekomen-op")
