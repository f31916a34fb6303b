"""The exact copy of what somebody entered (Awb 2:17(2)), and the files that go with it."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openloket.evidence.copy import Copy, CopyAttachment, CopyRow, CopyStep, FormRef
from openloket.flows.receiving.judging import Judged
from openloket.flows.receiving.sendable import Sendable
from openloket.formkit.definition import Field, FileField, Form, GroupField
from openloket.formkit.summary import SummaryRow, summary
from openloket.intake.references import new_reference
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.sessions import Who
from openloket.tenancy.models import Organisation


@dataclass(frozen=True, slots=True)
class Copied:
    """The copy, and the ids of the attachments that belong to it."""

    copy: Copy
    files: tuple[int, ...]


def exact_copy(
    organisation: Organisation,
    sendable: Sendable,
    judged: Judged,
    received_at: datetime,
    who: Who | None = None,
    before: tuple[CopyStep, ...] = (),
) -> Copied:
    """Every question that was put with its answer as shown, under a new reference (Awb 2:20).

    Files of questions that are no longer asked are left behind. `before` is what stands first. How `who`
    logged in, and for whom they act, stands at the end, without any number.
    """
    form, draft = judged.form, sendable.draft
    asked = [field for step in form.steps for field in step.asking]
    named = set(_named_files(asked, judged.answers))
    files = [file for file in draft.files if str(file.id) in named]
    steps = summary(form, judged.answers, draft.files_by_id)
    sent = (logged_in(who, sendable.provider_label, present=who.beside),) if who else ()
    copy = Copy(
        reference=new_reference(organisation.reference_prefix, dag_in_amsterdam(received_at).year),
        received_at=received_at,
        organisation=organisation.name,
        service=sendable.service.title,
        form=FormRef(form.key, str(sendable.form_number), form.fingerprint),
        steps=(
            *before,
            *(CopyStep(step.key, step.title, tuple(map(_row, step.rows))) for step in steps),
            *_taken_over(form, draft.taken, judged.answers),
            *sent,
        ),
        attachments=tuple(CopyAttachment(file.name, file.size, file.sha256) for file in files),
        salt=secrets.token_hex(32),
    )
    return Copied(copy, tuple(file.id for file in files))


def logged_in(who: Who, label: str, present: bool = False) -> CopyStep:
    """How somebody logged in (at `label`), and for whom they act on what basis (Awb 2:1(2)).

    `present`: who sits beside them said that this is their own message.
    """
    rows = [CopyRow("ingelogd", "Ingelogd met", (f"{label} ({who.level})",))]
    if who.acting:
        rows += [
            CopyRow("ingestuurd_door", "Ingestuurd door", (who.name,) if who.name else ()),
            CopyRow("namens", "Namens", (who.acting.name,)),
            CopyRow("grondslag", "Op grond van", (who.acting.basis_words,)),
        ]
    if who.acting and who.beside and present:
        rows.append(CopyRow("meegelezen", "Meegelezen", (f"{who.acting.name} zat erbij en las mee",)))
    return CopyStep("ingelogd", "Over het inloggen", tuple(rows))


def _taken_over(form: Form, taken: Mapping[str, Any], answers: Mapping[str, Any]) -> Iterator[CopyStep]:
    """Which answers stand as they were taken over from an earlier message, and from which one."""
    same = [
        (field, one)
        for name, one in taken.items()
        if (field := form.field(name)) is not None and answers.get(name) == one["value"]
    ]
    rows = [CopyRow(f"overgenomen.{field.key}", field.label, (one["from"],)) for field, one in same]
    if rows:
        yield CopyStep("overgenomen", "Overgenomen uit een eerder bericht", tuple(rows))


def _row(row: SummaryRow) -> CopyRow:
    label = f"{row.item}: {row.label}" if row.item else row.label
    return CopyRow(row.key, label, row.lines if row.is_answered else ())


def _named_files(asked: Sequence[Field], answers: Mapping[str, Any]) -> Iterator[str]:
    for field in asked:
        answer = answers.get(field.key) or []
        if isinstance(field, GroupField):
            for item in answer:
                yield from _named_files(field.asking, item)
        elif isinstance(field, FileField):
            yield from answer
