"""An address turns out not to work: it goes on the list, with a fact, before the next step (Awb 2:11)."""

from dataclasses import dataclass
from datetime import datetime

from openloket.evidence.log import Fact, describe, record
from openloket.mailread.bounce.causes import cause_of
from openloket.mailread.bounce.codes import code_in
from openloket.mailread.bounce.model import ADDRESS_IS_WRONG, Bounce, Cause
from openloket.post.models import SuppressionReason
from openloket.post.suppression import Failing, suppress
from openloket.tenancy import scope

_ACTOR = "system"


@dataclass(frozen=True, slots=True)
class About:
    """The message that went to the address in vain."""

    row_id: int
    message_id: str
    subject: tuple[str, int]


def reason_of(told: Bounce) -> SuppressionReason | None:
    """Why nothing more may go to this address; None when another message, or another day, might do better.

    A full mailbox empties; a message that is too large, or that is taken for spam, says nothing about the
    address.
    """
    if told.complaint:
        return SuppressionReason.COMPLAINT
    if told.hard or (told.permanent and told.cause is Cause.SUSPENDED):
        return SuppressionReason.NO_ADDRESS
    unsaid = told.permanent and told.cause is Cause.OTHER
    return SuppressionReason.REFUSED if unsaid else None


def refused_address(answer: str) -> str:
    """The code by which a mail server refused our own attempt for the address; or nothing."""
    code = code_in("", answer)
    return code if code.startswith("5") and cause_of(code, answer) in ADDRESS_IS_WRONG else ""


def put_on_list(about: About, failing: Failing, now: datetime) -> None:
    """Nothing more goes there, and that is a fact; twice changes nothing. Within a transaction."""
    if not suppress(about.row_id, failing, now):
        return
    body = describe(
        "address.suppressed",
        now,
        _ACTOR,
        message_id=about.message_id,
        reason=failing.reason.value,
        reply_code=failing.code or None,
    )
    record(scope.current(), now, _ACTOR, [Fact("address.suppressed", *about.subject, body)])
