"""Messages whose job got lost are put in the queue again."""

from datetime import datetime

from openloket.flows.delivery.recovering import Recoverable, recover
from openloket.post import dispatch
from openloket.post.models import Message
from openloket.tenancy.duties import Duty

TASK = "deliver_message"
_MESSAGES = Recoverable(
    TASK, "message_id", Message, dispatch.unsettled, "created_at", 0x5EE9, Duty.RECOVER_MESSAGES
)
_TO_PLACE = Recoverable(
    "place_message", "message_id", Message, dispatch.unplaced, "created_at", 0x5EEA, Duty.RECOVER_PLACING
)


def recover_lost_messages(now: datetime) -> int:
    """Queue every unsettled message older than a minute for which no job exists; returns how many."""
    return recover(_MESSAGES, now) + recover(_TO_PLACE, now)
