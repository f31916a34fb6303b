"""The parts of the pages on texts of messages."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from openloket.law.antwoord import Slotsom
from openloket.law.kalender import dag_in_amsterdam
from openloket.post import templates, texts
from openloket.post.kinds import Kind
from openloket.post.models import Template
from openloket.post.templates import NOTICE, Texts
from openloket.web.desk.sending.text_preview import difference
from openloket.web.desk.wording import short_moment

State = Template.State


def row(kind: Kind, live: Sequence[Template], root: str) -> dict[str, Any]:
    """A kind in the list."""
    used = next((one for one in live if one.state == State.PUBLISHED), None)
    return {
        "title": kind.title,
        "url": f"{root}/{kind.name}",
        "used": f"Eigen tekst {used.number}" if used else "Gedeelde tekst",
        "draft": any(one.state == State.DRAFT for one in live),
    }


def fields(kind: Kind, shown: Texts, problems: Mapping[str, str]) -> list[dict[str, Any]]:
    """The three boxes; which fields may stand in them is said under each."""
    in_subject = ", ".join(f"{{{name}}}" for name in sorted(templates.subject_fields_of(kind)))
    whole = kind.name == NOTICE
    opening = "Komt in plaats van de gedeelde tekst." if whole else "Komt onder het kenmerk."
    return [
        _field("onderwerp", "Onderwerp", shown.subject_line, problems, "text",
               f"Leeg: het gedeelde onderwerp. Velden: {in_subject}. Nooit iets persoonlijks."),
        _field("opening", "Begin", shown.opening, problems, "longtext", opening),
        _field("slot", "Slot", shown.closing, problems, "longtext", "Komt onder het bericht, voor de naam."),
    ]  # fmt: skip


def _field(
    key: str, label: str, value: str, problems: Mapping[str, str], type_: str, hint: str
) -> dict[str, Any]:
    return {
        "key": key,
        "type": type_,
        "label": label,
        "hint": hint,
        "required": False,
        "value": value,
        "error": problems.get(key),
        "max_length": texts.LONGEST_SUBJECT,
    }


def written_page(kind: Kind, draft: Template | None, shown: Texts, now: datetime) -> dict[str, Any]:
    """Everything on the page of one kind that is read."""
    found = Template.objects.filter(kind=kind.name).select_related("written_by", "published_by")
    every = list(found.order_by("number"))
    used = next((one for one in every if one.state == State.PUBLISHED), None)
    before = dict(zip(every[1:], every, strict=False))
    return {
        "title": kind.title,
        "known": [{"name": f"{{{name}}}", "text": text} for name, text in templates.fields_of(kind).items()],
        "hints": texts.hints(f"{shown.opening}\n{shown.closing}"),
        "lacks": _lacks(kind, shown, now),
        "draft": _version(draft, used) if draft else None,
        "used": _version(used, before.get(used)) if used else None,
        "older": [_version(one, before.get(one)) for one in reversed(every) if one.state == State.REPLACED],
        "shared": templates.shared_version(kind.name),
    }


def _lacks(kind: Kind, shown: Texts, now: datetime) -> dict[str, Any] | None:
    """What a notice does not say yet, and whether the law already asks it (Awb 2:10 lid 2)."""
    if kind.name != NOTICE:
        return None
    judged = templates.notice_judged(shown, dag_in_amsterdam(now))
    if not judged.ontbreekt:
        return None
    return {"what": list(judged.ontbreekt), "now": judged.slotsom is not Slotsom.GELDT_NOG_NIET}


def _version(one: Template, before: Template | None) -> dict[str, Any]:
    by = one.published_by or one.written_by
    return {
        "number": one.number,
        "state": State(one.state).label,
        "who": by.name,
        "at": short_moment(one.published_at or one.changed_at),
        "changes": difference(before, one),
    }
