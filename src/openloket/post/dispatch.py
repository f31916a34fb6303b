"""Carrying messages out: claiming one, settling an attempt, and finding those that got stuck."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.conf import settings
from django.db import connection
from django.db.models import Q

from openloket.post.delivery import UNCERTAIN, EventKind
from openloket.post.mime import Letter, Returns
from openloket.post.models import CLAIMABLE, Message, MessageState, Way
from openloket.post.rehearsal import ALWAYS
from openloket.post.verp import mark, return_address
from openloket.tenancy import scope
from openloket.tenancy.models import Organisation

_WAITS = (5, 15, 60, 120, 300, 600, 1800, 3600)  # seconds; then two hours each time
_MOST_ATTEMPTS = 30  # about two days
_UNCERTAIN_WAITS = (600, 3600, 4 * 3600)  # seconds; the reader may have it already


class NotClaimed(Enum):
    """Why a message was not claimed."""

    SETTLED = "it was settled already, or does not exist"
    BUSY = "another process is sending it"
    HELD = "a rehearsal keeps it back"


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that this process may send now, as attempt number `attempt` (from 1) of its step.

    `uncertain`: of so many attempts before nobody knows whether they arrived. `taken_back`: its reader took
    back the yes on which it was written to go this way (Awb 2:8).
    """

    row_id: int
    step: int
    attempt: int
    uncertain: int
    kind: str
    subject_kind: str
    subject_id: int
    sha256: str
    letter: Letter
    way: str = Way.EMAIL.value
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """How attempt `number` (from 1) ended; `answer` is the reply of the mail server, without addresses.

    `uncertain`: it may have arrived all the same. `whole`: nothing could leave this way, whatever it was.
    `put_off`: the other side refused this one for now. `wait`: not before that it is tried again. `stayed`:
    why no carrier saw it, as a code of its event; that says nothing about the way. Empty: one did.
    """

    number: int
    outcome: MessageState
    answer: str
    at: datetime
    lasting: bool = True
    uncertain: bool = False
    whole: bool = False
    put_off: bool = False
    wait: timedelta = timedelta()
    stayed: str = ""

    @property
    def event(self) -> EventKind:
        """What it is among all that happens to a message; a failure is refused, or given up."""
        if self.outcome is MessageState.FAILED:
            return EventKind.REFUSED if self.lasting else EventKind.GIVEN_UP
        return EventKind.DELAYED if self.outcome is MessageState.RETRY else EventKind.HANDED_OVER


def wait_after(attempt: int) -> timedelta:
    """How long to wait after a failed attempt (from 1) before the next."""
    return timedelta(seconds=_WAITS[attempt - 1] if attempt <= len(_WAITS) else 7200)


def wait_when_uncertain(times: int) -> timedelta:
    """How long to wait at least after attempts of which nobody knows whether they arrived."""
    return (
        timedelta(seconds=_UNCERTAIN_WAITS[min(times, len(_UNCERTAIN_WAITS)) - 1]) if times else timedelta()
    )


def may_try_again(attempt: int, uncertain: int = 0) -> bool:
    """Whether there is a next attempt after this one; if not, a person must look at it."""
    return attempt < _MOST_ATTEMPTS and uncertain <= len(_UNCERTAIN_WAITS)


_CLAIM = """
UPDATE post_message AS message SET state = 'sending', attempts = attempts + 1, claimed_at = %s,
       -- Who claimed it before died while sending, so nobody knows.
       uncertain = uncertain + CASE WHEN state = 'sending' THEN 1 ELSE 0 END
FROM tenancy_organisation AS organisation
WHERE message.id = %s AND message.organisation_id = %s AND organisation.id = message.organisation_id
  AND (state IN ('queued', 'retry') OR state = 'sending' AND claimed_at < %s)
  AND (message.kind = ANY(%s)
       OR NOT EXISTS (SELECT 1 FROM post_rehearsal AS rehearsal
                      WHERE rehearsal.organisation_id = message.organisation_id AND ended_at IS NULL)
       OR EXISTS (SELECT 1 FROM post_guest AS guest
                  WHERE guest.organisation_id = message.organisation_id AND address = lower(to_address)))
RETURNING step, attempts, uncertain, message.way, message.kind, subject_kind, subject_id, sha256,
          EXISTS (SELECT 1 FROM people_reachability AS yes
                  WHERE yes.id = message.consent_id AND yes.withdrawn_at IS NOT NULL),
          organisation.return_pattern, organisation.kind, organisation.name, organisation.email,
          to_address, subject_line, text, html, message_id, created_at, in_reply_to
"""


_WHY_NOT = {
    MessageState.SENDING.value: NotClaimed.BUSY,
    MessageState.QUEUED.value: NotClaimed.HELD,
    MessageState.RETRY.value: NotClaimed.HELD,
}


def _stale_after() -> timedelta:
    """After this long a claim is taken to be of a process that died; longer than any mail server may take."""
    return timedelta(seconds=settings.MAIL_STALE_SECONDS)


def claim(row_id: int, now: datetime) -> Claim | NotClaimed:
    """Compare-and-set: at most one process sends a message at a time. Commits at once."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [now, row_id, scope.current(), now - _stale_after(), ALWAYS])
        row = cursor.fetchone()
    if row is None:
        state = Message.objects.filter(pk=row_id).values_list("state", flat=True).first()
        return _WHY_NOT.get(state or "", NotClaimed.SETTLED)
    step, attempt, uncertain, way, kind, subject_kind, subject_id, sha256, *row = row
    taken_back, pattern, organisation_kind, name, email, *words = row
    sender = (sender_name(organisation_kind, name), email or settings.MAIL_FROM)
    returns = Returns(mark(row_id, step), return_address(row_id, step, pattern))
    letter = Letter(*sender, *words, returns=returns)
    about = (kind, subject_kind, subject_id, sha256)
    return Claim(row_id, step, attempt, uncertain, *about, letter, way, taken_back)


def sender_name(organisation_kind: str, name: str) -> str:
    """How an organisation calls itself in a mail programme: `Gemeente Duinstede`."""
    municipality = organisation_kind == Organisation.Kind.MUNICIPALITY.value
    return f"Gemeente {name}" if municipality and not name.startswith("Gemeente") else name


# A message that did arrive at the mail server counts as handed over, even if a slow attempt says so after
# another process took it for dead; any other outcome counts only while the claim is still ours. The newest
# step that left is the moment of sending (Awb 2:11(3), 2:19): see flows/delivery/climb.py. A message box is
# another matter: what a carrier took over was sent only when it stands there (2:19 onder c).
_SETTLE = """
WITH settled AS (
    UPDATE post_message SET state = %(state)s,
        settled_at = CASE WHEN %(outcome)s = 'retry' THEN NULL ELSE %(at)s::timestamptz END,
        sent_at = CASE WHEN %(outcome)s = 'handed_over' AND way <> 'box' THEN %(at)s::timestamptz
                       ELSE sent_at END,
        uncertain = uncertain + %(uncertain)s
    WHERE id = %(id)s AND organisation_id = %(organisation)s AND step = %(step)s
      AND (state = 'sending' AND attempts = %(attempt)s
           OR %(outcome)s = 'handed_over' AND state IN ('queued', 'sending', 'retry'))
    RETURNING id
)
INSERT INTO post_deliveryevent (organisation_id, message_id, step, kind, at, noted_at, source, way, carrier,
                                address, code, answer, identity)
VALUES (%(organisation)s, %(id)s, %(step)s,
        CASE WHEN EXISTS (SELECT FROM settled) THEN %(kind)s ELSE %(late)s END, %(at)s, %(at)s,
        'carrier', %(way)s, '', %(address)s, %(code)s, %(answer)s, %(identity)s)
ON CONFLICT (message_id, identity) DO NOTHING RETURNING EXISTS (SELECT FROM settled)
"""


def settle(claimed: Claim, attempt: Attempt) -> bool:
    """Keep how the attempt ended; one statement, within the caller's transaction.

    Whether the message now stands as this attempt says. If not, somebody else was first: then a failure is no
    more than a delay, and who took the message over must be looked at with all else that is known.
    """
    left = attempt.outcome is MessageState.HANDED_OVER
    values: dict[str, str | int | datetime] = {
        "outcome": attempt.outcome.value,
        # After a failure the ladder decides within the same transaction (flows/delivery/climb.py).
        "state": (MessageState.AGAIN if attempt.outcome is MessageState.FAILED else attempt.outcome).value,
        "at": attempt.at,
        "id": claimed.row_id,
        "organisation": scope.current(),
        "step": claimed.step,
        "attempt": claimed.attempt,
        "uncertain": int(attempt.uncertain),
        "kind": attempt.event.value,
        "late": (EventKind.HANDED_OVER if left else EventKind.DELAYED).value,
        "way": claimed.way,
        "address": claimed.letter.to_address,
        "code": _code(attempt),
        "answer": attempt.answer,
        "identity": f"attempt:{claimed.step}:{claimed.attempt}",
    }
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, values)
        row = cursor.fetchone()
    return row is not None and bool(row[0])


def _code(attempt: Attempt) -> str:
    if attempt.uncertain or attempt.stayed:
        return attempt.stayed or UNCERTAIN
    return attempt.answer[:3] if attempt.answer[:3].isdigit() else ""


def unsettled(before: datetime) -> Q:
    """Messages that were written before a moment and are not settled."""
    return Q(created_at__lt=before, state__in=CLAIMABLE)


def unplaced(before: datetime) -> Q:
    """Messages that were written before a moment for Mijn omgeving, and wait."""
    return Q(created_at__lt=before, state=MessageState.TO_PLACE)
