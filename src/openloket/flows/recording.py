"""What the log is told when a message is received: three facts, in the transaction that makes them true."""

from openloket.evidence.copy import Copy
from openloket.evidence.log import Fact, Recorded, describe, record
from openloket.evidence.proof import received_event
from openloket.flows.judging import Judged
from openloket.post.composing import Rendered


def record_received(
    organisation_id: int,
    channel: str,
    copy: Copy,
    judged: Judged,
    subjects: tuple[int, int],
    mail: Rendered | None,
) -> Recorded:
    """Record that it was received, that its receipt was issued and that a zaak was opened.

    `subjects` are the ids of the submission and the zaak. Gives the fact of which the receipt is the proof.
    """
    now, reference, (submission_id, zaak_id) = copy.received_at, copy.reference, subjects
    issued = describe(
        "receipt.issued",
        now,
        "system",
        reference=reference,
        mail_sha256=mail.sha256 if mail else "",
        exception=judged.exception,
    )
    last_day = judged.term.laatste_dag.isoformat()
    opened = describe("zaak.opened", now, "system", reference=reference, last_day=last_day)
    more = {"action": judged.message.actie.value, "message_type": judged.kind.value}
    received = received_event(copy, channel, more)
    facts = [
        Fact("submission.received", "submission", submission_id, received),
        Fact("receipt.issued", "submission", submission_id, issued),
        Fact("zaak.opened", "zaak", zaak_id, opened),
    ]
    return record(organisation_id, now, "citizen", facts)[0]
