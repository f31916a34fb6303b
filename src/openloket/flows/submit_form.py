"""A citizen sends a form: judged by the law, received, confirmed and provable, in one transaction."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from openloket.evidence.copy import Copy, CopyAttachment, CopyRow, CopyStep, FormRef
from openloket.evidence.log import Fact, Recorded, describe, record
from openloket.evidence.promise import make_promise
from openloket.evidence.proof import received_event
from openloket.evidence.signing import signing_key
from openloket.flows.confirmation import confirmation, consequences
from openloket.flows.judging import Judged, judge
from openloket.flows.queue import enqueue
from openloket.flows.sendable import Sendable, find_sendable
from openloket.formkit.summary import SummaryRow, summary
from openloket.formkit.validate import Problem
from openloket.intake.drafts import KeptFile, empty
from openloket.intake.models import Submission
from openloket.intake.receiving import Entry, write_receipt, write_submission
from openloket.intake.references import key_hash, new_key, new_reference
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.reachability import keep_yes, question
from openloket.post.composing import Rendered, put
from openloket.tenancy.models import Organisation
from openloket.zaken.opening import open_zaak

CHANNEL = "webformulier"


@dataclass(frozen=True, slots=True)
class Sent:
    """The way to the receipt of a message that was received, now or before."""

    reference: str
    access_key: str


class NothingToSubmit(Exception):
    """There is no draft behind this key any more, and it was not sent either."""


class UnableToSubmit(Exception):
    """The form can't be received yet: `problems` by step tell what to mend."""

    def __init__(self, problems: Mapping[str, tuple[Problem, ...]]) -> None:
        super().__init__(f"problems in {len(problems)} steps")
        self.problems = problems


def submit_form(organisation: Organisation, key: str, reachable: bool, now: datetime) -> Sent:
    """Receive the draft behind `key` (Awb 2:13, 2:17, 2:20). Sending it again gives the same receipt.

    `reachable` is the answer to the separate question whether other messages may come by e-mail (Awb 2:8).
    Raises NothingToSubmit or UnableToSubmit; after either, nothing was received.
    """
    sendable = find_sendable(key, dag_in_amsterdam(now))
    if sendable is None:
        raise NothingToSubmit
    if sendable.draft.receipt:
        return Sent(*sendable.draft.receipt)
    judged = judge(sendable, now)
    if not isinstance(judged, Judged):
        raise UnableToSubmit(judged)
    files = _files(sendable, judged)
    copy = _copy(organisation, sendable, judged, files, now)
    try:
        with transaction.atomic():
            return _receive(organisation, key, reachable, sendable, judged, files, copy)
    except IntegrityError:
        again = find_sendable(key, dag_in_amsterdam(now))
        if again is None or again.draft.receipt is None:
            raise
        return Sent(*again.draft.receipt)  # the same form, sent at the same moment


def _receive(
    organisation: Organisation,
    key: str,
    reachable: bool,
    sendable: Sendable,
    judged: Judged,
    files: tuple[KeptFile, ...],
    copy: Copy,
) -> Sent:
    service, now, access_key = sendable.service, copy.received_at, new_key()
    told = consequences(sendable, judged)
    submission = write_submission(
        Entry(
            key_hash=key_hash(key),
            service_id=service.id,
            form_version_id=sendable.draft.form_version_id,
            message_type=service.message_type,
            copy=copy,
            answers=judged.answers,
            files=tuple(file.id for file in files),
            email=judged.email,
            judgement=judged.as_json(),
        )
    )
    zaak_id = open_zaak(
        reference=copy.reference,
        submission_id=submission.pk,
        service_id=service.id,
        title=service.title,
        sender=_sender(judged),
        team_id=service.team_id,
        received_at=now,
        term=judged.term,
    )
    mail = confirmation(organisation, copy, told, access_key) if judged.email else None
    received = _record(organisation, copy, judged, submission, zaak_id, mail)
    promise = make_promise(signing_key(), received.leaf_hash, copy.reference, now)
    write_receipt(
        submission, access_key, now, received, promise, judged.exception, judged.duty.per_brief, told
    )
    empty(sendable.draft.id)
    if reachable and judged.email:
        keep_yes(judged.email, copy.reference, question(service.title), CHANNEL, now)
    if mail:
        _post(organisation, mail, submission, judged.email, now)
    return Sent(copy.reference, access_key)


def _post(
    organisation: Organisation, mail: Rendered, submission: Submission, address: str, now: datetime
) -> None:
    message = put(
        mail,
        kind="receipt",
        subject=("submission", submission.pk),
        to_address=address,
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
    )
    enqueue("deliver_message", organisation_id=organisation.pk, message_id=message.pk)


def _record(
    organisation: Organisation,
    copy: Copy,
    judged: Judged,
    submission: Submission,
    zaak_id: int,
    mail: Rendered | None,
) -> Recorded:
    """The facts of this moment; gives the one of which the receipt is the proof."""
    now, reference = copy.received_at, copy.reference
    more = {"action": judged.message.actie.value, "message_type": submission.message_type}
    issued = describe(
        "receipt.issued",
        now,
        "system",
        reference=reference,
        mail_sha256=mail.sha256 if mail else "",
        exception=judged.exception,
    )
    opened = describe(
        "zaak.opened", now, "system", reference=reference, last_day=judged.term.laatste_dag.isoformat()
    )
    facts = [
        Fact("submission.received", "submission", submission.pk, received_event(copy, CHANNEL, more)),
        Fact("receipt.issued", "submission", submission.pk, issued),
        Fact("zaak.opened", "zaak", zaak_id, opened),
    ]
    return record(organisation.pk, now, "citizen", facts)[0]


def _copy(
    organisation: Organisation,
    sendable: Sendable,
    judged: Judged,
    files: tuple[KeptFile, ...],
    now: datetime,
) -> Copy:
    """The exact copy of what was entered (Awb 2:17(2)), with the moment of receipt (2:20)."""
    form = judged.form
    steps = summary(form, judged.answers, sendable.draft.files_by_id)
    return Copy(
        reference=new_reference(organisation.reference_prefix, dag_in_amsterdam(now).year),
        received_at=now,
        organisation=organisation.name,
        service=sendable.service.title,
        form=FormRef(form.key, str(sendable.form_number), form.fingerprint),
        steps=tuple(
            CopyStep(step.key, step.title, tuple(_copy_row(row) for row in step.rows)) for step in steps
        ),
        attachments=tuple(CopyAttachment(file.name, file.size, file.sha256) for file in files),
        salt=secrets.token_hex(32),
    )


def _copy_row(row: SummaryRow) -> CopyRow:
    label = f"{row.item}: {row.label}" if row.item else row.label
    return CopyRow(row.key, label, row.lines if row.is_answered else ())


def _files(sendable: Sendable, judged: Judged) -> tuple[KeptFile, ...]:
    """The files that the answers refer to; those of questions that are no longer asked are left behind."""
    named = set(_named_files(judged.answers))
    return tuple(file for file in sendable.draft.files if str(file.id) in named)


def _named_files(value: object) -> list[str]:
    if isinstance(value, Mapping):
        return [name for inner in value.values() for name in _named_files(inner)]
    if isinstance(value, list):
        return [name for inner in value for name in _named_files(inner)]
    return [value] if isinstance(value, str) else []


def _sender(judged: Judged) -> str:
    for key in ("naam", "bedrijfsnaam", "organisatie"):
        if isinstance(name := judged.answers.get(key), str):
            return name[:200]
    return ""
