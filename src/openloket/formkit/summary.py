"""The answers as a person reads them; the exact copy of Awb 2:17(2) is built from this."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from stdnum import iban

from openloket.formkit.definition import (
    ChoiceField,
    ChoicesField,
    EmailField,
    Field,
    Form,
    GroupField,
    NumberField,
    Step,
)
from openloket.formkit.pages import visible_fields, visible_item_fields, visible_steps
from openloket.formkit.posted import show_phone
from openloket.formkit.wording import NOT_ANSWERED, euro, grouped, in_words, size

_NONE: Mapping[str, object] = {}


class StoredFile(Protocol):
    """What the summary needs to know of an attachment."""

    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int: ...


Files = Mapping[str, StoredFile]


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One question and its answer; `item` names the item of a repeating group (`Kind 2`)."""

    key: str
    label: str
    lines: tuple[str, ...]
    is_optional: bool
    is_answered: bool
    item: str = ""


@dataclass(frozen=True, slots=True)
class SummaryStep:
    """One page with its questions and answers."""

    key: str
    title: str
    rows: tuple[SummaryRow, ...]


def summary(form: Form, answers: Mapping[str, object], files: Files) -> tuple[SummaryStep, ...]:
    """Every page this person had, with every question put to them. `answers` are validated answers."""
    return tuple(
        SummaryStep(step.key, step.title, tuple(_rows(step, answers, files)))
        for step in visible_steps(form, answers)
    )


def contact(form: Form, answers: Mapping[str, object]) -> str | None:
    """The e-mail address for the receipt, when the form asks one and it was filled in."""
    if not isinstance(form.field("email"), EmailField):
        return None
    found = answers.get("email")
    return found if isinstance(found, str) and found else None


def in_lines(field: Field, value: object) -> tuple[str, ...]:
    """One answer in words, also where it is not right yet; no lines without one. Not for groups."""
    row = _row(field, field.key, value, {})
    return row.lines if row.is_answered else ()


def _rows(step: Step, answers: Mapping[str, object], files: Files) -> Iterator[SummaryRow]:
    for field in visible_fields(step, answers):
        value = answers.get(field.key)
        if isinstance(field, GroupField) and isinstance(value, list) and value:
            yield from _item_rows(field, value, answers, files)
        elif field.asks:
            yield _row(field, field.key, value, files)


def _item_rows(
    group: GroupField, items: list[object], answers: Mapping[str, object], files: Files
) -> Iterator[SummaryRow]:
    for index, source in enumerate(items):
        item = source if isinstance(source, Mapping) else _NONE
        for child in visible_item_fields(group, answers, item):
            if child.asks:
                label = f"{group.item_label} {index + 1}"
                yield _row(child, f"{group.key}.{index}.{child.key}", item.get(child.key), files, label)


def _row(field: Field, key: str, value: object, files: Files, item: str = "") -> SummaryRow:
    answered = value is not None and value not in ("", [], {})
    lines = _lines(field, value, files) if answered else (NOT_ANSWERED,)
    return SummaryRow(key, field.label, lines, field.optional, answered, item)


def _lines(field: Field, value: object, files: Files) -> tuple[str, ...]:
    """The answer in words. Text that is not (yet) a sound answer is shown as it was typed, never hidden."""
    if field.kind == "file" and isinstance(value, list):
        return tuple(_file_line(str(one), files) for one in value)
    words = _WORDS.get(field.kind)
    shape, say = words if words else (str, _plain)
    try:
        return say(field, value) if isinstance(value, shape) else (_as_typed(value),)
    except (ValueError, ArithmeticError):
        return (_as_typed(value),)


def _as_typed(value: object) -> str:
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else [value]
    return " ".join(str(part) for part in parts if part is not None and part != "")


def _file_line(key: str, files: Files) -> str:
    found = files.get(key)
    return f"{found.name} ({size(found.size)})" if found else key


def _plain(field: Field, value: Any) -> tuple[str, ...]:
    return tuple(value.split("\n"))


def _date(field: Field, value: Any) -> tuple[str, ...]:
    return (in_words(date.fromisoformat(value)),)


def _number(field: Field, value: Any) -> tuple[str, ...]:
    unit = f" {field.unit}" if isinstance(field, NumberField) and field.unit else ""
    return (f"{grouped(value)}{unit}",)


def _option_labels(field: Field, values: list[Any]) -> tuple[str, ...]:
    options = field.options if isinstance(field, ChoiceField | ChoicesField) else ()
    labels = {option.value: option.label for option in options}
    return tuple(labels.get(str(value), str(value)) for value in values)


def _address(field: Field, value: Any) -> tuple[str, ...]:
    """`1234 AB 12a-3, Dorpsstraat, Duinstede`"""
    number = f"{value.get('huisnummer', '')}{value.get('huisletter', '')}"
    if value.get("toevoeging"):
        number += f"-{value['toevoeging']}"
    parts = (f"{value.get('postcode', '')} {number}".strip(), value.get("straat"), value.get("plaats"))
    return (", ".join(str(part) for part in parts if part),)


_WORDS: dict[str, tuple[type | tuple[type, ...], Callable[[Field, Any], tuple[str, ...]]]] = {
    "date": (str, _date),
    "number": ((int, str), _number),
    "money": (str, lambda field, value: (euro(Decimal(value)),)),
    "choice": (str, lambda field, value: _option_labels(field, [value])),
    "choices": (list, _option_labels),
    "yesno": (bool, lambda field, value: ("Ja" if value else "Nee",)),
    "phone": (str, lambda field, value: (show_phone(value),)),
    "iban": (str, lambda field, value: (iban.format(value),)),
    "address": (dict, _address),
}
