"""Something is heard of a message on its way: it is kept once, proved, and the next step is taken (2:11)."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.delivery.climb import climb
from openloket.flows.delivery.sent import follow
from openloket.law.kalender import dag_in_amsterdam
from openloket.post.delivery import Event, EventKind
from openloket.post.delivery_log import add, heard_of, placed
from openloket.post.models import Message, Way
from openloket.tenancy import scope

_ACTOR = "system"
_FACTS = {
    EventKind.BOUNCED_SOFT: "message.bounced",
    EventKind.BOUNCED_HARD: "message.bounced",
    EventKind.DELAYED: "message.still_tried",
    EventKind.DELIVERED: "message.delivered",
    EventKind.COMPLAINED: "message.complained",
    EventKind.RETURNED: "message.returned",
    EventKind.REFUSED: "message.failed",
    EventKind.GIVEN_UP: "message.failed",
    EventKind.HANDED_OVER: "message.handed_over",
}


def note_delivery(message_id: int, event: Event, now: datetime, actor: str = _ACTOR) -> bool:
    """Keep what happened to a message of the organisation in scope, and take the next step if one is due.

    Whether it was news: the same `identity` a second time changes nothing, and neither does a report on a
    message that never left that way. May be called inside a transaction. ValueError for what nobody reports
    (POSTED, OFFERED, TOLD: those have flows of their own). In whatever order the events of a message come
    in, it ends in the same state. A hard bounce or complaint must put the address on the list of those
    that don't work first (post/suppression.py), so that the next step avoids it.
    """
    if event.kind not in _FACTS:
        raise ValueError(f"{event.kind} is not heard but done")
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(pk=message_id).first()
        if message is None:
            return False
        known = placed(message, event, heard_of([message.pk]).get(message.pk, []))
        if known is None or not add(message.pk, known, now):
            return False
        kind = _FACTS[event.kind]
        body = describe(
            kind, now, actor, message_id=message.message_id, message_kind=message.kind,
            message_sha256=message.sha256, step=known.step, source=event.source.value,
            reply_code=event.code or None, lasting=_LASTING.get(event.kind),
            **({"way": known.way} if known.way == Way.BOX else {}),
        )  # fmt: skip
        record(scope.current(), now, actor, [Fact(kind, message.subject_kind, message.subject_id, body)])
        climb(message, now)
        if known.way == Way.BOX and known.kind is EventKind.DELIVERED and known.step == message.step:
            _stands_there(message, now)
    return True


def _stands_there(message: Message, now: datetime) -> None:
    """Its reader can see it in the message box: that is the moment of sending (Awb 2:19 onder c)."""
    if message.sent_at is not None:
        day, again = dag_in_amsterdam(message.sent_at), message.step > 1
        follow(message.kind, message.pk, day, now, again=again)


_LASTING = {EventKind.BOUNCED_HARD: "permanent", EventKind.BOUNCED_SOFT: "temporary"}
