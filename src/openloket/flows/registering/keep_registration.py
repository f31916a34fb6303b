"""An employee types a message that came by desk, phone or post: all is kept, whatever is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.receiving.keeping_files import (
    Refused,
    Upload,
    forget_strange_files,
    ids_at,
    keep_files,
    record_refusals,
    told,
)
from openloket.flows.registering.begin_registration import GONE
from openloket.flows.registering.typed_message import TypedMessage, typed_message
from openloket.formkit.as_it_came import relaxed
from openloket.formkit.definition import Form, Step
from openloket.formkit.pages import visible_steps
from openloket.formkit.posted import read_step
from openloket.formkit.validate import Problem, validate_step
from openloket.formkit.values import is_blank
from openloket.intake import drafts
from openloket.intake.access import registration_for
from openloket.intake.models import Attachment, Draft
from openloket.law.kalender import dag_in_amsterdam
from openloket.tenancy import scope
from openloket.tenancy.models import Employee

STEPS = "deel"
"""The name under which the page says which parts of the form it showed."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in the page: its fields and the files that were added."""

    posted: Mapping[str, Sequence[str]]
    uploads: Sequence[Upload] = ()


@dataclass(frozen=True, slots=True)
class KeptPage:
    """How it went: the message as it is kept now, what must be mended, and whether questions appeared."""

    message: TypedMessage
    problems: tuple[Problem, ...]
    revealed: bool


class UnableToKeep(Exception):
    """There is nothing to type in any more; the message is what the employee must be told."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of the form as it came in, with its files; they are stored already."""

    step: Step
    raw: dict[str, Any]
    files: list[drafts.NewFile]
    refusals: list[Refused]


def keep_registration(employee: Employee, draft_id: int, typed: Typed, now: datetime) -> KeptPage:
    """Keep the whole page; questions that it did not show stay as they were. Raises UnableToKeep."""
    row = registration_for(employee, draft_id)
    if row is None or row.arrival is None:
        raise UnableToKeep(GONE)
    form = relaxed(typed_message(row).form)
    parts = [_read(step, typed, row, now) for step in form.steps if step.key in typed.posted.get(STEPS, ())]
    with transaction.atomic():
        locked: Draft | None = (
            Draft.objects.select_for_update().filter(pk=draft_id).exclude(arrival__isnull=True).first()
        )
        if locked is None:
            raise UnableToKeep(GONE)
        before = [step.key for step in visible_steps(form, locked.answers)]
        answers, problems, revealed = dict(locked.answers), list[Problem](), False
        for part in parts:
            _name_files(draft_id, part, employee, now)
            keep, found, new = _judge(form, part, answers, dag_in_amsterdam(now))
            answers |= keep
            problems += found
            revealed = revealed or new
        Draft.objects.filter(pk=draft_id).update(answers=answers, updated_at=now)
    revealed = revealed or not {step.key for step in visible_steps(form, answers)} <= set(before)
    row.answers, row.updated_at = answers, now
    return KeptPage(typed_message(row), tuple(problems), revealed)


def drop_registration(employee: Employee, draft_id: int, now: datetime) -> None:
    """Throw away what was typed by mistake, with its files; a second time changes nothing.

    The paper itself is still there: only what was typed is gone. That it was dropped stays in the log.
    """
    row = registration_for(employee, draft_id)
    if row is None or row.arrival is None:
        return
    with transaction.atomic():
        mine = Draft.objects.select_for_update().filter(pk=draft_id).exclude(arrival__isnull=True)
        if mine.first() is None:
            return
        files = Attachment.objects.filter(draft_id=draft_id, submission=None)
        stored = list(files.values_list("storage_name", flat=True))
        files.delete()
        mine.delete()
        actor = f"employee:{employee.pk}"
        body = describe("registration.dropped", now, actor, channel=str(row.arrival["channel"]))
        record(scope.current(), now, actor, [Fact("registration.dropped", "draft", draft_id, body)])
    for name in stored:
        default_storage.delete(name)


def _read(step: Step, typed: Typed, row: Draft, now: datetime) -> _Part:
    raw = read_step(step, typed.posted)
    known = {str(pk) for pk in Attachment.objects.filter(draft=row).values_list("pk", flat=True)}
    forget_strange_files(step.asking, raw, known)
    files, refusals = keep_files(step, raw, typed.uploads, now)
    return _Part(step, raw, files, refusals)


def _name_files(draft_id: int, part: _Part, employee: Employee, now: datetime) -> None:
    """Write the new files down, and name them in the answers that they belong to."""
    for file in drafts.add_files(draft_id, part.files, now) if part.files else ():
        named = ids_at(part.raw, file.field)
        assert named is not None, "keep_files takes files for inputs of this part only"
        named.append(str(file.id))
    record_refusals(draft_id, part.refusals, f"employee:{employee.pk}", now)


def _judge(
    form: Form, part: _Part, answers: Mapping[str, Any], today: date
) -> tuple[dict[str, object], tuple[Problem, ...], bool]:
    """What to keep, what is wrong, and whether questions appeared that the page did not show."""
    result = validate_step(form, part.step, part.raw, answers, today)
    unseen = {key for key in result.revealed if is_blank(part.raw.get(key))}
    keep = {key: value for key, value in result.keep.items() if key not in unseen}
    return keep, (*told(part.refusals), *result.problems), bool(result.revealed)
