"""How far the confirmation of one submission is on its way, and of whom the newest message did not arrive."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from openloket.post.models import Message, MessageState
from openloket.tenancy import scope


@dataclass(frozen=True, slots=True)
class Underway:
    """A message and where it is; `address` is masked."""

    message_id: int
    kind: str
    subject: tuple[str, int]
    address: str
    state: MessageState
    attempts: int
    created_at: datetime
    settled_at: datetime | None


def confirmation_among(messages: Iterable[Message], submission_id: int) -> Underway | None:
    """The confirmation of receipt of one submission, if it is among these; it had no address if it is not."""
    about = ("receipt", "submission", submission_id)
    found = (one for one in messages if (one.kind, one.subject_kind, one.subject_id) == about)
    receipt = next(found, None)
    return _underway(receipt) if receipt else None


def _underway(message: Message) -> Underway:
    return Underway(
        message.pk,
        message.kind,
        (message.subject_kind, message.subject_id),
        masked(message.to_address),
        MessageState(message.state),
        message.attempts,
        message.created_at,
        message.settled_at,
    )


def masked(address: str) -> str:
    """An e-mail address or number that its owner knows again and nobody else can use: j•••@voorbeeld.nl."""
    if "@" not in address:
        return f"•••{address[-2:]}" if address else ""
    name, at, domain = address.rpartition("@")
    return f"{name[:1]}•••{at}{domain}"


_STATE = """
SELECT state FROM post_message
WHERE organisation_id = %s AND kind = 'receipt' AND subject_kind = 'submission' AND subject_id = %s
"""


def state_of_confirmation(submission_id: int) -> MessageState | None:
    """Where the confirmation of one submission is; None when it had no address."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [scope.current(), submission_id])
        row = cursor.fetchone()
    return MessageState(row[0]) if row else None


def not_delivered(subject_kind: str, subject_ids: Iterable[int]) -> set[int]:
    """Of which of these subjects the newest message could not be delivered."""
    rows = Message.objects.filter(subject_kind=subject_kind, subject_id__in=subject_ids).order_by("pk")
    newest = dict(rows.values_list("subject_id", "state"))
    return {subject_id for subject_id, state in newest.items() if state == MessageState.FAILED}
