"""A letter was handed to the post, by an employee or a printer: what is noted, and what follows."""

from datetime import date, datetime

from openloket.evidence.canonical import JsonValue
from openloket.evidence.log import Fact, describe, record
from openloket.flows.delivery.sent import follow
from openloket.law.kalender import middag
from openloket.post.delivery import Event, EventKind, Source
from openloket.post.delivery_log import add
from openloket.post.models import Message, MessageState, Way
from openloket.tenancy import scope


def letter_left(letter: Message, posted_on: date, source: Source, actor: str, now: datetime) -> None:
    """Note that a letter that the caller locked was posted on a day; what it tells counts from that day."""
    left_at = min(now, middag(posted_on))
    Message.objects.filter(pk=letter.pk).update(state=MessageState.POSTED, settled_at=now, sent_at=left_at)
    step = letter.step
    posted = Event(EventKind.POSTED, left_at, source, f"posted:{step}", step=step, way=Way.LETTER)
    add(letter.pk, posted, now)
    record_about(letter, "message.posted", actor, now, posted_on=posted_on.isoformat())
    again = step > 1 or letter.instead_of_id is not None
    follow(letter.kind, letter.pk, posted_on, now, again=again)


def fact_about(letter: Message, kind: str, actor: str, now: datetime, **details: JsonValue) -> Fact:
    """A fact about a message, for the subject that it is about."""
    body = describe(
        kind,
        now,
        actor,
        message_id=letter.message_id,
        message_kind=letter.kind,
        message_sha256=letter.sha256,
        **details,
    )
    return Fact(kind, letter.subject_kind, letter.subject_id, body)


def record_about(letter: Message, kind: str, actor: str, now: datetime, **details: JsonValue) -> None:
    """Write one such fact to the log."""
    record(scope.current(), now, actor, [fact_about(letter, kind, actor, now, **details)])
