"""Writing down what was received: the submission with its exact copy, its files and its receipt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError

from openloket.evidence.canonical import canonical
from openloket.evidence.copy import Copy
from openloket.evidence.log import Recorded
from openloket.evidence.promise import make_promise
from openloket.evidence.signing import signing_key
from openloket.intake.models import Attachment, Receipt, Registration, Submission
from openloket.people.sessions import Who


@dataclass(frozen=True, slots=True)
class Entry:
    """A message as it is written down; `key_hash` lets one draft be received once.

    `about` is the reference of the zaak that it is about, if the sender holds its key; `who` sent it, if that
    is known by a login. Without
    `form_version_id` it came without a form, such as by e-mail.
    """

    key_hash: bytes
    channel: str
    service_id: int
    form_version_id: int | None
    message_type: str
    about: str
    copy: Copy
    answers: Mapping[str, Any]
    files: tuple[int, ...]
    email: str
    judgement: Mapping[str, Any]
    who: Who | None = None


def write_submission(entry: Entry) -> int:
    """Insert the submission with its files; gives its id.

    IntegrityError: its draft was received before, or thrown away at this very moment.
    """
    copy = entry.copy
    submission = Submission.create(
        reference=copy.reference,
        idempotency_key=entry.key_hash,
        service_id=entry.service_id,
        form_version_id=entry.form_version_id,
        channel=entry.channel,
        message_type=entry.message_type,
        about=entry.about,
        received_at=copy.received_at,
        email=entry.email,
        answers=entry.answers,
        copy=canonical(copy.as_json()).decode(),
        copy_sha256=copy.sha256(),
        judgement=entry.judgement,
        **_sent_by(entry.who),
    )
    if entry.files:
        files = Attachment.objects.filter(pk__in=entry.files)
        if files.update(submission=submission, draft=None) != len(set(entry.files)):
            raise IntegrityError("its sender threw the draft away at this very moment")
    return submission.pk


def _sent_by(who: Who | None) -> dict[str, Any]:
    """Who sent it, for whom and on what basis, and how surely they were known (Awb 2:1, Wdo)."""
    if who is None:
        return {}
    return {
        "person_id": who.person_id,
        "represented_id": who.acting.person_id if who.acting else None,
        "mandate_id": who.mandate_id,
        "provider": who.provider,
        "level": who.level,
    }


@dataclass(frozen=True, slots=True)
class Issued:
    """What a receipt says and how it goes; `exception` is why no confirmation was sent (2:17(1) a or b).

    `at` is when it was given, if that was later than the message was received.
    """

    access_key: str
    exception: str
    letter_due: bool
    consequences: Mapping[str, Any]
    at: datetime | None = None


def write_receipt(submission_id: int, copy: Copy, received: Recorded, issued: Issued) -> Receipt:
    """Insert the receipt of a submission (Awb 2:17(1)) with the signed promise that it will be in the log."""
    promise = make_promise(signing_key(), received.leaf_hash, copy.reference, copy.received_at)
    return Receipt.create(
        submission_id=submission_id,
        access_key=issued.access_key,
        issued_at=issued.at or copy.received_at,
        event_id=received.event_id,
        promise=promise.as_json(),
        exception=issued.exception,
        letter_due=issued.letter_due,
        consequences=issued.consequences,
    )


def posted_on(submission_id: int) -> date | None:
    """The day of the postmark of what came by post (Awb 6:9(2)); None when it can't be read."""
    found: date | None = (
        Registration.objects.filter(submission_id=submission_id).values_list("posted_on", flat=True).first()
    )
    return found
