"""Fills in a form as a person would: only what must be answered, along every branch the form has."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from openloket.formkit.definition import (
    ChoiceField,
    ChoicesField,
    DateField,
    Field,
    FileField,
    Form,
    GroupField,
    MoneyField,
    NumberField,
    TextField,
    YesNoField,
)
from openloket.formkit.pages import visible_fields, visible_item_fields, visible_steps

Picks = Mapping[str, object]

_PLAIN: dict[str, object] = {
    "longtext": "Dat leggen wij hier uit.",
    "email": "burger@example.nl",
    "phone": "+31612345678",
    "iban": "NL91ABNA0417164300",
    "bsn": "111222333",
    "kvk": "12345678",
    "address": {"postcode": "1234 AB", "huisnummer": "12", "straat": "Dorpsstraat", "plaats": "Duinstede"},
}
# One of these satisfies each pattern in the library: a plate, a time, a case number.
_TEXTS = ("Duinstede", "AB-123-C", "12:30", "1234567", "1234")


@dataclass(slots=True)
class Walk:
    """One way through a form: the answers given and every page and question that came into view."""

    answers: dict[str, object] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    offered: dict[str, Field] = field(default_factory=dict)


def walk(form: Form, picks: Picks, today: date) -> Walk:
    """Answer every required question in view, with the picked answer where there is one."""
    made = Walk()
    for step in form.steps:
        if step not in visible_steps(form, made.answers):
            continue
        made.seen.add(step.key)
        for one in step.fields:
            if one not in visible_fields(step, made.answers):
                continue
            _note(made, one.key, one)
            value = _items(one, made, picks, today) if isinstance(one, GroupField) else None
            value = value or _answer(one, one.key, picks, today)
            if value is not None:
                made.answers[one.key] = value
    return made


def every_branch(form: Form, today: date) -> Iterator[Walk]:
    """Walks until no other answer brings anything new into view; yields each walk once."""
    waiting: deque[dict[str, object]] = deque([{}])
    known: set[str] = set()
    while waiting:
        picks = waiting.popleft()
        made = walk(form, picks, today)
        yield made
        if made.seen <= known:
            continue
        known |= made.seen
        for path, one in made.offered.items():
            waiting.extend({**picks, path: value} for value in _alternatives(one, today))


def all_keys(form: Form) -> set[str]:
    """Every page and every question of the form, those inside groups included."""
    keys = {step.key for step in form.steps}
    for one in (one for step in form.steps for one in step.fields):
        keys.add(one.key)
        if isinstance(one, GroupField):
            keys |= {f"{one.key}.{child.key}" for child in one.fields}
    return keys


def _note(made: Walk, path: str, one: Field) -> None:
    made.seen.add(path)
    if one.asks:
        made.offered[path] = one


def _items(group: GroupField, made: Walk, picks: Picks, today: date) -> list[object]:
    item: dict[str, object] = {}
    for child in group.fields:
        if child not in visible_item_fields(group, made.answers, item):
            continue
        path = f"{group.key}.{child.key}"
        _note(made, path, child)
        value = _answer(child, path, picks, today)
        if value is not None:
            item[child.key] = value
    return [item] * max(group.min_items, 1) if item else []


def _answer(one: Field, path: str, picks: Picks, today: date) -> object:
    if path in picks:
        return picks[path]
    if not one.required or isinstance(one, GroupField):
        return None
    return next(iter(_alternatives(one, today)))


def _alternatives(one: Field, today: date) -> list[object]:
    """Answers worth trying: each option, both sides of a number, a valid example of the rest."""
    match one:
        case YesNoField():
            return [True, False]
        case ChoiceField():
            return [option.value for option in one.options]
        case ChoicesField():
            return [[option.value] for option in one.options]
        case NumberField() | MoneyField():
            return [str(one.min or 0), str(1000 if one.max is None else one.max)]
        case DateField():
            return [_day(one, today).isoformat()]
        case TextField():
            return [text for text in _TEXTS if one.pattern is None or one.pattern.fullmatch(text)][:1]
        case FileField():
            return [["bestand-1"]]
        case _:
            return [_PLAIN[one.kind]] if one.kind in _PLAIN else []


def _day(one: DateField, today: date) -> date:
    first = one.earliest.on(today) if one.earliest else None
    last = one.latest.on(today) if one.latest else None
    return last or (first + timedelta(days=1) if first else today)
