"""Carrying messages out: claiming one, settling an attempt, and finding those that got stuck."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.conf import settings
from django.db import connection

from openloket.post.mime import Letter, Returns
from openloket.post.models import CLAIMABLE, Message, MessageState
from openloket.post.verp import mark, return_address
from openloket.tenancy import scope
from openloket.tenancy.models import Organisation

_WAITS = (5, 15, 60, 120, 300, 600, 1800, 3600)  # seconds; then two hours each time
_MOST_ATTEMPTS = 30  # about two days


class NotClaimed(Enum):
    """Why a message was not claimed."""

    SETTLED = "it was settled already, or does not exist"
    BUSY = "another process is sending it"


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that this process may send now, as attempt number `attempt` (from 1)."""

    row_id: int
    attempt: int
    kind: str
    subject_kind: str
    subject_id: int
    sha256: str
    letter: Letter


@dataclass(frozen=True, slots=True)
class Attempt:
    """How attempt `number` (from 1) ended; `answer` is the reply of the mail server, without addresses."""

    number: int
    outcome: MessageState
    answer: str
    at: datetime


def wait_after(attempt: int) -> timedelta:
    """How long to wait after a failed attempt (from 1) before the next."""
    return timedelta(seconds=_WAITS[attempt - 1] if attempt <= len(_WAITS) else 7200)


def may_try_again(attempt: int) -> bool:
    """Whether there is a next attempt after this one; if not, a person must look at it."""
    return attempt < _MOST_ATTEMPTS


_CLAIM = """
UPDATE post_message AS message SET state = 'sending', attempts = attempts + 1, claimed_at = %s
FROM tenancy_organisation AS organisation
WHERE message.id = %s AND message.organisation_id = %s AND organisation.id = message.organisation_id
  AND (state IN ('queued', 'retry') OR state = 'sending' AND claimed_at < %s)
RETURNING attempts, message.kind, subject_kind, subject_id, sha256, organisation.return_pattern,
          organisation.kind, organisation.name, organisation.email,
          to_address, subject_line, text, html, message_id, created_at, in_reply_to
"""


def _stale_after() -> timedelta:
    """After this long a claim is taken to be of a process that died; longer than any mail server may take."""
    return timedelta(seconds=settings.MAIL_STALE_SECONDS)


def claim(row_id: int, now: datetime) -> Claim | NotClaimed:
    """Compare-and-set: at most one process sends a message at a time. Commits at once."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [now, row_id, scope.current(), now - _stale_after()])
        row = cursor.fetchone()
    if row is None:
        busy = Message.objects.filter(pk=row_id, state=MessageState.SENDING).exists()
        return NotClaimed.BUSY if busy else NotClaimed.SETTLED
    attempt, kind, subject_kind, subject_id, sha256, pattern, organisation_kind, name, email, *words = row
    sender = (sender_name(organisation_kind, name), email or settings.MAIL_FROM)
    returns = Returns(mark(row_id), return_address(row_id, pattern))
    letter = Letter(*sender, *words, returns=returns)
    return Claim(row_id, attempt, kind, subject_kind, subject_id, sha256, letter)


def sender_name(organisation_kind: str, name: str) -> str:
    """How an organisation calls itself in a mail programme: `Gemeente Duinstede`."""
    municipality = organisation_kind == Organisation.Kind.MUNICIPALITY.value
    return f"Gemeente {name}" if municipality and not name.startswith("Gemeente") else name


# A message that did arrive at the mail server counts as handed over, even if a slow attempt says so after
# another process took it for dead; any other outcome counts only while the claim is still ours.
_SETTLE = """
WITH settled AS (
    UPDATE post_message SET state = %(outcome)s, settled_at = CASE WHEN %(outcome)s = 'retry' THEN NULL
        ELSE %(at)s::timestamptz END
    WHERE id = %(id)s AND organisation_id = %(organisation)s
      AND (state = 'sending' AND attempts = %(attempt)s
           OR %(outcome)s = 'handed_over' AND state <> 'handed_over')
)
INSERT INTO post_delivery (organisation_id, message_id, attempt, at, outcome, answer)
VALUES (%(organisation)s, %(id)s, %(attempt)s, %(at)s, %(outcome)s, %(answer)s)
"""


def settle(claimed: Claim, attempt: Attempt) -> None:
    """Keep how the attempt ended; one statement, within the caller's transaction."""
    values: dict[str, str | int | datetime] = {
        "outcome": attempt.outcome.value,
        "at": attempt.at,
        "id": claimed.row_id,
        "organisation": scope.current(),
        "attempt": claimed.attempt,
        "answer": attempt.answer,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, values)


def unsettled_since(before: datetime, most: int = 1000) -> list[int]:
    """Messages of the organisation in scope that were written before a moment and are not settled."""
    waiting = Message.objects.filter(created_at__lt=before, state__in=CLAIMABLE)
    return list(waiting.order_by("created_at").values_list("pk", flat=True)[:most])


# Locked by the update: two reports about one message at the same moment count once.
_BOUNCED = """
WITH lost AS (
    UPDATE post_message SET state = 'failed', settled_at = %(at)s, attempts = attempts + 1
    WHERE id = %(id)s AND organisation_id = %(organisation)s AND state = 'handed_over'
    RETURNING id, attempts
)
INSERT INTO post_delivery (organisation_id, message_id, attempt, at, outcome, answer)
SELECT %(organisation)s, lost.id, lost.attempts, %(at)s, 'failed', %(answer)s FROM lost
RETURNING id
"""


def bounced(message: Message, code: str, now: datetime) -> bool:
    """A mail server took the message over and gave up later; whether that was news. One statement."""
    values: dict[str, str | int | datetime] = {
        "at": now,
        "id": message.pk,
        "organisation": scope.current(),
        "answer": f"{code} teruggekomen van een mailserver".strip()[:200],
    }
    with connection.cursor() as cursor:
        cursor.execute(_BOUNCED, values)
        return cursor.fetchone() is not None
