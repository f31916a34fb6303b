"""A message is put in the queue: first what somebody waits for, and what can wait goes together later."""

from openloket.flows.queue import enqueue
from openloket.post.bundling import WAIT
from openloket.post.kinds import kind_of
from openloket.post.models import Message

TASK = "deliver_message"


def send_off(message: Message) -> None:
    """Let a worker carry it, by the priority of its kind; within the transaction that wrote it.

    What is of low value waits a while, so that it can go together with more for the same reader.
    """
    kind = kind_of(message.kind)
    ids = {"organisation_id": message.organisation_id, "message_id": message.pk}
    if kind.low_value:
        wait = int(WAIT.total_seconds())
        enqueue(TASK, priority=kind.priority, wait_seconds=wait, together=True, **ids)
    else:
        enqueue(TASK, priority=kind.priority, **ids)
