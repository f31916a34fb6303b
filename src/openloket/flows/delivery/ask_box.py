"""Messages that were brought to a message box: the carrier is asked whether they stand there."""

from datetime import datetime

from django.db.models import Q

from openloket.flows.delivery.carrier_told import note_heard
from openloket.post.models import Message, MessageState, Way
from openloket.post.ports import NotCarried, Temporary, Traced
from openloket.post.verp import mark

MOST = 200
AWAITED = Q(way=Way.BOX, state=MessageState.HANDED_OVER, act_at__isnull=False)
"""Brought there, and no word came yet."""


def ask_box(carrier: Traced, now: datetime) -> int:
    """Ask about the messages in scope of which no word came, the oldest first; of how many there was news.

    One that it can't tell about is asked again the next time, until the ladder goes on without it. Must not
    be called inside a transaction.
    """
    news = 0
    for message in Message.objects.filter(AWAITED).order_by("act_at")[:MOST]:
        try:
            heard = carrier.traced(mark(message.pk, message.step))
        except NotCarried as problem:
            if isinstance(problem, Temporary) and problem.whole:
                break  # it answers nobody now: hundreds of questions would each wait for that
            continue
        if heard is not None:
            news += note_heard(message, message.step, heard, now)
    return news
