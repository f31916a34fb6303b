"""Writing down what was received: the submission with its exact copy, its files and its receipt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openloket.evidence.canonical import canonical
from openloket.evidence.copy import Copy
from openloket.evidence.log import Recorded
from openloket.evidence.promise import Promise
from openloket.intake.models import Attachment, Receipt, Submission


@dataclass(frozen=True, slots=True)
class Entry:
    """A message as it is written down; `key_hash` lets one draft be received once."""

    key_hash: bytes
    service_id: int
    form_version_id: int
    message_type: str
    copy: Copy
    answers: Mapping[str, Any]
    files: tuple[int, ...]
    email: str
    judgement: Mapping[str, Any]


def write_submission(entry: Entry) -> Submission:
    """Insert the submission and give it its files. Raises IntegrityError for a draft that was received."""
    copy = entry.copy
    submission = Submission.create(
        reference=copy.reference,
        idempotency_key=entry.key_hash,
        service_id=entry.service_id,
        form_version_id=entry.form_version_id,
        channel="webformulier",
        message_type=entry.message_type,
        received_at=copy.received_at,
        email=entry.email,
        answers=entry.answers,
        copy=canonical(copy.as_json()).decode(),
        copy_sha256=copy.sha256(),
        judgement=entry.judgement,
    )
    if entry.files:
        Attachment.objects.filter(pk__in=entry.files).update(submission=submission, draft=None)
    return submission


def write_receipt(
    submission: Submission,
    access_key: str,
    issued_at: datetime,
    event: Recorded,
    promise: Promise,
    exception: str,
    letter_due: bool,
    consequences: Mapping[str, Any],
) -> Receipt:
    """Insert the receipt of a submission (Awb 2:17(1))."""
    return Receipt.create(
        submission=submission,
        access_key=access_key,
        issued_at=issued_at,
        event_id=event.event_id,
        promise=promise.as_json(),
        exception=exception,
        letter_due=letter_due,
        consequences=consequences,
    )
