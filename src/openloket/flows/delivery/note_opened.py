"""Somebody opens a message after a text message told of it: then no letter is needed (Awb 2:11(2))."""

from datetime import datetime

from openloket.evidence.log import Fact, describe, record
from openloket.flows.delivery.climb import climb
from openloket.flows.delivery.elsewhere import reader_id
from openloket.flows.delivery.notice_text import KIND
from openloket.flows.delivery.sent_again import MOVES
from openloket.law.kalender import dag_in_amsterdam
from openloket.post.delivery import Event, EventKind, Source
from openloket.post.delivery_log import add
from openloket.post.models import Message
from openloket.tenancy import scope

_ACTOR = "system"


def note_opened(about: Message, person_id: int, at: datetime) -> bool:
    """The ladder of the text message about a message ends; whether one waited for that.

    Only when its reader opened it, and nobody who acts for them: who was not reached gets the letter. What
    hangs on the message counts from this day, as it would from the day of the letter: a choice of the house,
    for the act only says that lateness is not held against them (2:22(2)). Call it in the transaction that
    keeps the opening.
    """
    waiting = Message.objects.select_for_update().filter(about=about, kind=KIND, act_at__isnull=False)
    text = waiting.first()
    if text is None or reader_id(text) != person_id:
        return False
    event = Event(EventKind.OPENED, at, Source.LADDER, "opened", step=text.step, way=text.way)
    if not add(text.pk, event, at):
        return False
    body = describe(
        "message.opened", at, _ACTOR, message_id=text.message_id, message_kind=text.kind,
        message_sha256=text.sha256, about_message=about.message_id,
    )  # fmt: skip
    record(scope.current(), at, _ACTOR, [Fact("message.opened", text.subject_kind, text.subject_id, body)])
    if move := MOVES.get(about.kind):
        move(about.pk, dag_in_amsterdam(at), at, opened=True)
    climb(text, at)
    return True
