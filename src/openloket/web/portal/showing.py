"""From a page of a form to what the template shows: questions, answers as typed, and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from openloket.formkit.definition import Field, Form, GroupField, Step
from openloket.formkit.pages import possible_steps, visible_fields, visible_item_fields, visible_steps
from openloket.formkit.posted import to_show
from openloket.formkit.validate import Problem
from openloket.intake.drafts import KeptFile

_PARTS = ("dag", "maand", "jaar", "postcode", "huisnummer", "huisletter", "toevoeging", "straat", "plaats")
_EXTRA = (
    "options",
    "accept",
    "max_files",
    "max_mb",
    "max_length",
    "decimals",
    "unit",
    "text",
    "style",
    "item_label",
)


def shown_step(form: Form, step: Step, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The page's title and where it is among the pages of this person."""
    pages, possible = visible_steps(form, answers), possible_steps(form, step, answers)
    return {
        "key": step.key,
        "title": step.title,
        "intro": step.intro,
        "number": pages.index(step) + 1,
        "total": len(pages) + len(possible),
        "at_most": bool(possible),
        "uploads": _asks_files(step.asking),
    }


def _asks_files(asking: Sequence[Field]) -> bool:
    """Pages without files are sent in the plain encoding, which takes a tenth of the time to read."""
    return any(
        _asks_files(one.asking) if isinstance(one, GroupField) else one.kind == "file" for one in asking
    )


def shown_fields(
    step: Step,
    answers: Mapping[str, Any],
    problems: Sequence[Problem],
    files: Mapping[str, KeptFile],
) -> list[dict[str, Any]]:
    """The questions of the page as the template fields.html wants them."""
    messages = {problem.field: problem.message for problem in reversed(problems)}
    filled, typed = _Filled(answers, messages, files), to_show(step, answers)
    return [_shown(field, field.key, typed.get(field.key), filled) for field in visible_fields(step, answers)]


def shown_errors(problems: Sequence[Problem]) -> list[dict[str, str]]:
    """The summary of problems, each with a link to the input."""
    return [{"href": f"#{problem.field}", "message": problem.message} for problem in problems]


@dataclass(frozen=True, slots=True)
class _Filled:
    """What is known of a page that somebody is filling in: answers, messages by input, and files by id."""

    answers: Mapping[str, Any]
    messages: Mapping[str, str]
    files: Mapping[str, KeptFile]


def _shown(field: Field, path: str, value: Any, filled: _Filled) -> dict[str, Any]:
    messages, files = filled.messages, filled.files
    shown = {**_fixed(field), "value": value, "error": messages.get(path)}
    if isinstance(field, GroupField):
        shown |= _group(field, path, value, filled)
    elif field.kind == "file":
        shown["files"] = [_file(files[one]) for one in value or [] if one in files]
    elif field.kind in ("date", "address"):
        parts = {part: messages[f"{path}.{part}"] for part in _PARTS if f"{path}.{part}" in messages}
        if parts:
            shown["part_errors"] = parts
            shown["error"] = shown["error"] or (next(iter(parts.values())) if field.kind == "date" else None)
    return shown


def _group(field: GroupField, path: str, value: Any, filled: _Filled) -> dict[str, Any]:
    # A first empty item is there to be filled in, so that nobody has to press a button to begin.
    typed = value or [{}]
    kept = filled.answers.get(field.key)
    items = []
    for index, item in enumerate(typed):
        known = kept[index] if isinstance(kept, list) and index < len(kept) else {}
        known = known if isinstance(known, Mapping) else {}
        items.append(
            {
                "fields": [
                    _shown(child, f"{path}.{index}.{child.key}", item.get(child.key), filled)
                    for child in visible_item_fields(field, filled.answers, known)
                ]
            }
        )
    return {"items": items, "may_add": len(items) < field.max_items, "may_remove": len(items) > 1}


@lru_cache(maxsize=20_000)
def _fixed_items(field: Field) -> tuple[tuple[str, Any], ...]:
    values: dict[str, Any] = {
        "key": field.key,
        "type": field.kind,
        "label": field.label,
        "hint": field.hint,
        "required": field.required,
        "basis": field.basis,
        "autocomplete": field.autocomplete,
    }
    values |= {name: getattr(field, name) for name in _EXTRA if hasattr(field, name)}
    return tuple(values.items())


def _fixed(field: Field) -> dict[str, Any]:
    return dict(_fixed_items(field))


def _file(file: KeptFile) -> dict[str, Any]:
    return {"id": file.id, "name": file.name, "size": file.size}
