"""A citizen goes on from one page of a form: what was typed is kept, whatever is wrong with it."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.receiving.keeping_files import (
    Upload,
    forget_strange_files,
    ids_at,
    keep_files,
    record_refusals,
    told,
)
from openloket.formkit.definition import Form, Step
from openloket.formkit.pages import visible_steps
from openloket.formkit.posted import read_step
from openloket.formkit.validate import Problem, validate_step
from openloket.intake import drafts
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.forms import compiled
from openloket.people.sessions import Who
from openloket.tenancy import scope


@dataclass(frozen=True, slots=True)
class Page:
    """What somebody sends in: the form they were at, the page, and what they typed and chose.

    `who` is logged in; None: nobody, or not any more.
    """

    service_id: int
    form_version_id: int
    key: str
    step_key: str
    posted: Mapping[str, Sequence[str]]
    uploads: Sequence[Upload] = ()
    who: Who | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """How the page went; with problems or newly revealed questions the same page is shown again.

    `owner` is whose draft it is: what it holds is shown to nobody else.
    """

    form: Form
    step: Step
    answers: dict[str, Any]
    problems: tuple[Problem, ...]
    revealed: tuple[str, ...]
    files: Mapping[str, drafts.KeptFile]
    about: str = ""
    owner: drafts.Owner | None = None

    @property
    def done(self) -> bool:
        """Whether the person may go on."""
        return not self.problems and not self.revealed


_NOBODY: drafts.Owner = (0, None)
"""Somebody else made the draft theirs at this very moment: it is shown to neither, until they ask again."""


class UnknownStep(Exception):
    """This form has no such page, or not for these answers."""


class SentAlready(Exception):
    """The draft behind this key was received before: `receipt` is its reference and access key."""

    def __init__(self, receipt: tuple[str, str]) -> None:
        super().__init__("sent already")
        self.receipt = receipt


def save_step(page: Page, now: datetime) -> Saved:
    """Keep one page. Raises UnknownStep or SentAlready, and keeps nothing then.

    Who holds the key may add to the draft, also when a session ended meanwhile: nothing typed is lost. Who is
    logged in makes it theirs, if it was nobody's.
    """
    draft = drafts.find(page.key)
    if draft and draft.receipt:
        raise SentAlready(draft.receipt)
    if draft and draft.service_id != page.service_id:
        raise UnknownStep
    form = compiled(draft.form_version_id if draft else page.form_version_id)
    answers = dict(draft.answers) if draft else {}
    step = form.step(page.step_key)
    if step is None or step not in visible_steps(form, answers):
        raise UnknownStep
    raw = read_step(step, page.posted)
    known = dict(draft.files_by_id) if draft else {}
    forget_strange_files(step.asking, raw, known)
    version = draft.form_version_id if draft else page.form_version_id
    keep = partial(drafts.keep, page.key, page.service_id, version, now=now, owner=_owner(page.who))
    files, refusals = keep_files(step, raw, page.uploads, now)
    # Answers alone are one statement, which needs no transaction around it.
    with transaction.atomic() if files or refusals else nullcontext():
        if files or refusals:
            draft_id, _ = keep(answers={})
            for file in drafts.add_files(draft_id, files, now):
                known[str(file.id)] = file
                named = ids_at(raw, file.field)
                assert named is not None, "keep_files takes files for inputs of this page only"
                named.append(str(file.id))
            record_refusals(draft_id, refusals, "citizen", now)
        result = validate_step(form, step, raw, answers, dag_in_amsterdam(now))
        _, all_answers = keep(answers=result.keep)
    owner = _claim(draft, page.who, now) if draft else _owner(page.who)
    problems = (*told(refusals), *result.problems)
    about = draft.about if draft else ""
    return Saved(form, step, all_answers, problems, result.revealed, known, about, owner)


def _owner(who: Who | None) -> drafts.Owner | None:
    return who.owner if who else None


def _claim(draft: drafts.KeptDraft, who: Who | None, now: datetime) -> drafts.Owner | None:
    """Whose the draft is after this page: what was begun without logging in goes to who goes on with it."""
    if draft.owner is not None or who is None:
        return draft.owner
    with transaction.atomic():
        if not drafts.claim(draft.id, who.owner):
            return _NOBODY
        body = describe("draft.claimed", now, "citizen", acting=who.acting is not None)
        record(scope.current(), now, "citizen", [Fact("draft.claimed", "draft", draft.id, body)])
    return who.owner
