"""An example of how a form can be filled in: sound answers to all that must be answered, of nobody."""

from collections.abc import Callable, Mapping
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
    Step,
    TextField,
    YesNoField,
)
from openloket.formkit.pages import visible_fields, visible_item_fields, visible_steps
from openloket.formkit.posted import to_show

EMAIL = "proef@example.org"  # nobody's (RFC 2606)

_FIXED: Mapping[str, object] = {
    "longtext": "Dit is een proef.",
    "email": EMAIL,
    "phone": "+31612345678",
    "iban": "NL91ABNA0417164300",
    "bsn": "111222333",
    "kvk": "12345678",
    "address": {"postcode": "1234 AB", "huisnummer": "12", "straat": "Proefstraat", "plaats": "Proefstad"},
}
# For a question with a pattern: a word, a plate, a time, numbers.
_TEXTS = ("Proef", "AB-123-C", "12:30", "1234567", "1234", "123456789012", "1234 AB", "2026", "1")


def example(form: Form, today: date, file: Callable[[], str]) -> dict[str, object]:
    """Answers to every question in view that must be answered, and an e-mail address wherever one fits.

    `file` gives the id of an attachment where a file must be added. A question for which no answer is
    known stays open: judge the answers before they are used.
    """
    answers: dict[str, object] = {}
    for step in form.steps:
        if step not in visible_steps(form, answers):
            continue
        for field in step.asking:
            if field in visible_fields(step, answers):
                value = _answer(field, answers, today, file)
                if value is not None:
                    answers[field.key] = value
    return answers


def posted(step: Step, answers: Mapping[str, object]) -> dict[str, list[str]]:
    """What a browser sends when these answers are typed on this page, by the name of the input."""
    typed = to_show(step, answers)
    sent: dict[str, list[str]] = {}
    for field in step.asking:
        if field.key in answers:
            _add(sent, field.key, typed[field.key])
    return sent


def _add(sent: dict[str, list[str]], path: str, typed: object) -> None:
    if isinstance(typed, Mapping):
        for part, value in typed.items():
            _add(sent, f"{path}.{part}", value)
    elif isinstance(typed, list):
        for index, one in enumerate(typed):
            if isinstance(one, Mapping):
                _add(sent, f"{path}.{index}", one)
            else:
                sent.setdefault(path, []).append(str(one))
    else:
        sent[path] = [str(typed)]


def _answer(field: Field, answers: Mapping[str, object], today: date, file: Callable[[], str]) -> object:
    if not field.required and field.kind != "email":
        return None
    if isinstance(field, GroupField):
        return _items(field, answers, today, file)
    if isinstance(field, FileField):
        return [file()]
    return _single(field, today)


def _items(group: GroupField, answers: Mapping[str, object], today: date, file: Callable[[], str]) -> object:
    item: dict[str, object] = {}
    for child in group.asking:
        if child in visible_item_fields(group, answers, item):
            value = _answer(child, answers, today, file)
            if value is not None:
                item[child.key] = value
    return [dict(item) for _ in range(max(group.min_items, 1))] if item else None


def _single(field: Field, today: date) -> object:
    match field:
        case YesNoField():
            return True
        case ChoiceField():
            return field.options[0].value
        case ChoicesField():
            return [option.value for option in field.options[: max(field.min_choices, 1)]]
        case NumberField() | MoneyField():
            return str(field.min or field.max or 1)
        case DateField():
            return _day(field, today).isoformat()
        case TextField():
            return next(
                (one for one in _TEXTS if field.pattern is None or field.pattern.fullmatch(one)), None
            )
        case _:
            return _FIXED.get(field.kind)


def _day(field: DateField, today: date) -> date:
    first = field.earliest.on(today) if field.earliest else None
    last = field.latest.on(today) if field.latest else None
    return last or (first + timedelta(days=1) if first else today)
