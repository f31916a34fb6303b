"""What the log is told when a message is received, in the transaction that makes it true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openloket.evidence.copy import Copy
from openloket.evidence.log import Fact, Recorded, describe, record
from openloket.evidence.proof import received_event
from openloket.flows.receiving.judging import Judged
from openloket.post.composing import Rendered


@dataclass(frozen=True, slots=True)
class Entered:
    """An employee typed it for the sender: who (as the log names actors), and how it is confirmed."""

    actor: str
    way: str


def record_received(
    organisation_id: int,
    channel: str,
    copy: Copy,
    judged: Judged,
    submission_id: int,
    placed: Sequence[Fact],
    mail: Rendered | None,
    issued_at: datetime | None = None,
    entered: Entered | None = None,
) -> Recorded:
    """Record that it was received, that its receipt was issued and what became of it among the zaken.

    `placed` are the facts of the latter. `issued_at` is when the receipt was given, if that was later than
    the message was received; `entered` who typed it for the sender. Gives the fact of which the receipt is
    the proof.
    """
    now, reference = copy.received_at, copy.reference
    issued = describe(
        "receipt.issued",
        issued_at or now,
        "system",
        reference=reference,
        mail_sha256=mail.sha256 if mail else "",
        exception=judged.exception,
        **({"way": entered.way} if entered else {}),
    )
    more = {"action": judged.message.actie.value, "message_type": judged.kind.value}
    if entered:
        more["actor"] = entered.actor
    received = received_event(copy, channel, more)
    facts = [
        Fact("submission.received", "submission", submission_id, received),
        Fact("receipt.issued", "submission", submission_id, issued),
        *placed,
    ]
    if entered:
        return record(organisation_id, issued_at or now, entered.actor, facts)[0]
    return record(organisation_id, now, "citizen", facts)[0]
