"""Between HTML form data and answers: reads what was posted, and gives back what to show in the inputs.

Names of inputs: `key`; a date `key.dag key.maand key.jaar`; an address `key.postcode` and so on; a repeating
group `key.0.field`; several choices or files repeat `key`.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

import phonenumbers

from openloket.formkit import clean, value_address, value_dates
from openloket.formkit.definition import Field, GroupField, MoneyField, NumberField, Step
from openloket.formkit.values import is_blank

MAX_POSTED = 500
_PARTS = {"date": value_dates.PARTS, "address": value_address.PARTS}
_SEVERAL = ("choices", "file")

Posted = Mapping[str, Sequence[str]]


def too_many(posted: Posted) -> bool:
    """True when more values came in than any page of ours can send."""
    return len(posted) > MAX_POSTED or sum(len(values) for values in posted.values()) > MAX_POSTED


def read_step(step: Step, posted: Posted) -> dict[str, object]:
    """What was typed on this page, by field key; names that the page does not have are ignored."""
    return {field.key: _typed(field, field.key, posted) for field in step.asking}


def _typed(field: Field, name: str, posted: Posted) -> object:
    if isinstance(field, GroupField):
        return [
            {child.key: _typed(child, f"{name}.{index}.{child.key}", posted) for child in field.asking}
            for index in _indexes(field, name, posted)
        ]
    if field.kind in _PARTS:
        return {part: _one(posted, f"{name}.{part}") for part in _PARTS[field.kind]}
    if field.kind in _SEVERAL:
        values = posted.get(name) or ()
        return [clean.one_line(value) for value in list(values)[:MAX_POSTED] if value]
    return _one(posted, name)


def _one(posted: Posted, name: str) -> str:
    values = posted.get(name)
    return clean.typed(values[-1]) if values else ""


def _indexes(field: GroupField, name: str, posted: Posted) -> list[int]:
    """The item numbers that came in; one more than allowed is kept, so that the person can be told."""
    found = set()
    for key in posted:
        if key.startswith(f"{name}."):
            number = key[len(name) + 1 :].split(".", 1)[0]
            if number.isascii() and number.isdigit() and len(number) <= 3:
                found.add(int(number))
    return sorted(found)[: field.max_items + 1]


def with_empty_items(step: Step, posted: Posted, answers: Mapping[str, object]) -> dict[str, object]:
    """The answers with the empty items back that judging leaves out: they are about to be filled in."""
    shown = dict(answers)
    for field in step.asking:
        if isinstance(field, GroupField):
            kept = answers.get(field.key)
            items: list[object] = list(kept) if isinstance(kept, list) else []
            typed = _typed(field, field.key, posted)
            assert isinstance(typed, list), "a group is read as a list"
            empty = [item for item in typed if is_blank(item)]
            missing = empty[sum(is_blank(item) for item in items) :]
            shown[field.key] = [*items, *missing][: field.max_items]
    return shown


def to_show(step: Step, answers: Mapping[str, object]) -> dict[str, object]:
    """The other way round: kept answers (or text that was not yet right) as they go into the inputs."""
    return {field.key: _shown(field, answers.get(field.key)) for field in step.asking}


def _shown(field: Field, value: object) -> object:
    if isinstance(field, GroupField):
        items = value if isinstance(value, list) else []
        sound = (item for item in items if isinstance(item, Mapping))
        return [{child.key: _shown(child, item.get(child.key)) for child in field.asking} for item in sound]
    if field.kind in _PARTS:
        return _parts(field, value)
    if field.kind in _SEVERAL:
        return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if not isinstance(value, str | int):
        return ""
    return _as_typed(field, str(value))


def _parts(field: Field, value: object) -> dict[str, str]:
    if isinstance(value, Mapping):
        return {part: str(value.get(part) or "") for part in _PARTS[field.kind]}
    if field.kind == "date" and isinstance(value, str):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return dict.fromkeys(_PARTS[field.kind], "")
        return {"dag": str(day.day), "maand": str(day.month), "jaar": f"{day.year:04d}"}
    return dict.fromkeys(_PARTS[field.kind], "")


def _as_typed(field: Field, text: str) -> str:
    """A kept value the way a Dutch person would type it; text that is not such a value stays as it is."""
    if isinstance(field, NumberField | MoneyField):
        decimals = field.decimals if isinstance(field, NumberField) else 2
        # Only text in exactly the stored form: "1.000" typed for a thousand must not turn into "1,000".
        return text.replace(".", ",") if re.fullmatch(rf"-?[0-9]+\.[0-9]{{{decimals}}}", text) else text
    if field.kind == "phone" and text.startswith("+"):
        return show_phone(text)
    return text


def show_phone(text: str) -> str:
    """`06 12345678` for a Dutch number, `+32 2 123 45 67` for another; other text unchanged."""
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return text
    dutch = number.country_code == 31
    style = phonenumbers.PhoneNumberFormat.NATIONAL if dutch else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)
