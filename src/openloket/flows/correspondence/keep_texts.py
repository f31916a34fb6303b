"""An organisation writes its own texts for a kind of message: a draft, published, later replaced."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from openloket.evidence.log import Fact, describe, record
from openloket.flows.unable import UnableAtFields
from openloket.law.kalender import dag_in_amsterdam
from openloket.post import templates
from openloket.post.kinds import Kind
from openloket.post.models import Template
from openloket.post.templates import Texts
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may

State = Template.State

_NOT_ALLOWED = "U mag de teksten van berichten niet veranderen."
_CHANGED = "Een collega veranderde deze tekst intussen. Kijk wat er nu staat, en bewaar dan opnieuw."


class UnableToKeepTexts(UnableAtFields):
    """It can't be kept; the message is what the employee must be told, `problems` says it by part."""


def mark_of(template: Template | None) -> str:
    """By which a page says which draft it showed."""
    return f"{template.pk}:{template.changed_at.isoformat()}" if template else ""


def draft_of(kind: Kind) -> Template | None:
    """What is being written and not in use yet."""
    found: Template | None = Template.objects.filter(kind=kind.name, state=State.DRAFT).first()
    return found


def save_draft(employee: Employee, kind: Kind, written: Texts, seen: str, now: datetime) -> Template:
    """Keep what was written, over the draft that the employee had before him. Raises UnableToKeepTexts."""
    _check(employee, kind, written)
    values = {
        "subject_line": written.subject_line.strip(),
        "opening": written.opening.strip(),
        "closing": written.closing.strip(),
        "written_by": employee,
        "changed_at": now,
    }
    try:
        with transaction.atomic():
            draft = _locked(kind, seen)
            if draft is None:
                last = Template.objects.filter(kind=kind.name).aggregate(last=Max("number"))["last"] or 0
                draft = Template.create(kind=kind.name, number=last + 1, **values)
            else:
                Template.objects.filter(pk=draft.pk).update(**values)
                draft.refresh_from_db()
            _note("template.drafted", employee, draft, now)
    except IntegrityError as race:
        raise UnableToKeepTexts(_CHANGED) from race
    return draft


def publish_draft(employee: Employee, kind: Kind, seen: str, now: datetime) -> Template:
    """From now on the messages of this kind go with these texts; what was in use is replaced and stays.

    Raises UnableToKeepTexts; from 2027 also for a notice that lacks what it must say (Awb 2:10 lid 2).
    """
    if not may(employee, Right.TEXTS):
        raise UnableToKeepTexts(_NOT_ALLOWED)
    with transaction.atomic():
        draft = _locked(kind, seen)
        if draft is None:
            raise UnableToKeepTexts(_CHANGED)
        if not templates.holds_up(kind, templates.written_in(draft), dag_in_amsterdam(now)):
            missing = templates.notice_judged(templates.written_in(draft), dag_in_amsterdam(now)).waarom
            raise UnableToKeepTexts(" ".join(step.tekst for step in missing))
        _retire(employee, kind, now)
        Template.objects.filter(pk=draft.pk).update(
            state=State.PUBLISHED, published_by=employee, published_at=now
        )
        draft.refresh_from_db()
        _note("template.published", employee, draft, now)
    return draft


def drop_draft(employee: Employee, kind: Kind, seen: str, now: datetime) -> None:
    """Throw away what is not in use yet. Raises UnableToKeepTexts."""
    if not may(employee, Right.TEXTS):
        raise UnableToKeepTexts(_NOT_ALLOWED)
    with transaction.atomic():
        draft = _locked(kind, seen)
        if draft is None:
            raise UnableToKeepTexts(_CHANGED)
        _note("template.dropped", employee, draft, now)
        draft.delete()


def back_to_shared(employee: Employee, kind: Kind, now: datetime) -> None:
    """From now on only the shared texts go. Raises UnableToKeepTexts."""
    if not may(employee, Right.TEXTS):
        raise UnableToKeepTexts(_NOT_ALLOWED)
    with transaction.atomic():
        if not _retire(employee, kind, now):
            raise UnableToKeepTexts("Er zijn geen eigen teksten in gebruik.")


def _check(employee: Employee, kind: Kind, written: Texts) -> None:
    if not may(employee, Right.TEXTS):
        raise UnableToKeepTexts(_NOT_ALLOWED)
    if problems := templates.problems_of(kind, written):
        raise UnableToKeepTexts("Verbeter eerst wat hieronder staat.", problems)


def _locked(kind: Kind, seen: str) -> Template | None:
    """The draft, if it is still the one that was seen. Raises UnableToKeepTexts."""
    drafts = Template.objects.select_for_update().filter(kind=kind.name, state=State.DRAFT)
    draft: Template | None = drafts.first()
    if mark_of(draft) != seen:
        raise UnableToKeepTexts(_CHANGED)
    return draft


def _retire(employee: Employee, kind: Kind, now: datetime) -> bool:
    used = Template.objects.select_for_update().filter(kind=kind.name, state=State.PUBLISHED).first()
    if used is None:
        return False
    Template.objects.filter(pk=used.pk).update(state=State.REPLACED, replaced_at=now)
    _note("template.replaced", employee, used, now)
    return True


def _note(event: str, employee: Employee, template: Template, now: datetime) -> None:
    actor = f"employee:{employee.pk}"
    body = describe(event, now, actor, message_kind=template.kind, number=template.number)
    record(scope.current(), now, actor, [Fact(event, "template", template.pk, body)])
