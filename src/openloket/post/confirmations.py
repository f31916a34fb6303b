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


def confirmation_of(submission_id: int) -> Underway | None:
    """The confirmation of receipt of one submission, or None when it had no address."""
    found = Message.objects.filter(kind="receipt", subject_kind="submission", subject_id=submission_id)
    rows = [_underway(*row) for row in found.values_list(*_COLUMNS)[:1]]
    return rows[0] if rows else None


_COLUMNS = (
    "pk",
    "kind",
    "subject_kind",
    "subject_id",
    "to_address",
    "state",
    "attempts",
    "created_at",
    "settled_at",
)


def _underway(
    row_id: int, kind: str, subject_kind: str, subject_id: int, address: str, state: str, attempts: int,
    created_at: datetime, settled_at: datetime | None,
) -> Underway:  # fmt: skip
    subject = (subject_kind, subject_id)
    return Underway(
        row_id, kind, subject, masked(address), MessageState(state), attempts, created_at, settled_at
    )


def masked(address: str) -> str:
    """An e-mail address that its owner knows again and nobody else can use: j•••@voorbeeld.nl."""
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
