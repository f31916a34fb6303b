"""A message that a rehearsal keeps back: written and kept, and never sent."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.post.models import Message, MessageState
from openloket.tenancy import scope

_WAITING = (MessageState.QUEUED, MessageState.RETRY)


def hold_back(message_id: int, now: datetime) -> bool:
    """Note that it was rehearsed only; whether it still waited. Nothing follows from it: nobody got it."""
    with transaction.atomic():
        waiting = Message.objects.select_for_update().filter(pk=message_id, state__in=_WAITING)
        message = waiting.first()
        if message is None:
            return False
        Message.objects.filter(pk=message_id).update(state=MessageState.REHEARSED, settled_at=now)
        body = describe(
            "message.rehearsed",
            now,
            "system",
            message_id=message.message_id,
            message_kind=message.kind,
            message_sha256=message.sha256,
        )
        fact = Fact("message.rehearsed", message.subject_kind, message.subject_id, body)
        record(scope.current(), now, "system", [fact])
    return True
