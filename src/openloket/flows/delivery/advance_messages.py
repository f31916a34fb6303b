"""Messages whose next step is due by itself: enough time passed, or a server further on tried too long."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from openloket.flows.delivery.climb import climb
from openloket.flows.one_by_one import one_by_one
from openloket.post.models import Message
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with

log = logging.getLogger(__name__)

MOST = 200
"""Of one organisation at a time."""


def advance_messages(now: datetime) -> int:
    """Take the next step of every message for which it is time; how many. Each in its own transaction."""
    due = Q(act_at__lte=now)
    where = organisations_with(Message, due)
    return one_by_one(Duty.ADVANCE_MESSAGES, where, lambda _: _advance(due, now), now)


def _advance(due: Q, now: datetime) -> int:
    ids = Message.objects.filter(due).order_by("act_at").values_list("pk", flat=True)[:MOST]
    return sum(_safely(message_id, now) for message_id in ids)


def _one(message_id: int, now: datetime) -> int:
    """Two workers at once: one takes the step, the other finds that it is no longer due."""
    with transaction.atomic():
        due = Message.objects.select_for_update().filter(pk=message_id, act_at__lte=now)
        message = due.first()
        if message is None:
            return 0
        climb(message, now)
    return 1


def _safely(message_id: int, now: datetime) -> int:
    """One message with which something is wrong keeps no other waiting; it is tried again the next round."""
    try:
        return _one(message_id, now)
    except Exception:  # whatever it was, the others go on
        log.exception("the next step of message %d went wrong", message_id)
        return 0
