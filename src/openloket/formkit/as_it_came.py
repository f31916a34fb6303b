"""Judging a form that somebody types for another: what is not in the message may stay empty."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from openloket.formkit.definition import ChoicesField, Field, Form, GroupField
from openloket.formkit.validate import Problem, validate_all


@dataclass(frozen=True, slots=True)
class AsItCame:
    """The answers that count; `problems` by step must be mended or emptied, `missing` are required questions.

    Each missing question is (path of the input, its label).
    """

    answers: Mapping[str, object]
    problems: Mapping[str, tuple[Problem, ...]]
    missing: tuple[tuple[str, str], ...]


def relaxed(form: Form) -> Form:
    """The same form in which no question must be answered."""
    steps = tuple(replace(step, fields=tuple(map(_relaxed, step.fields))) for step in form.steps)
    return replace(form, steps=steps, by_key={one.key: one for step in steps for one in step.fields})


def as_it_came(form: Form, answers: Mapping[str, object], today: date) -> AsItCame:
    """Judges answers that were typed from a message, as that came. Never raises."""
    free = validate_all(relaxed(form), answers, today)
    wrong = {problem.field for problems in free.problems.values() for problem in problems}
    strict = validate_all(form, answers, today).problems
    paths = (problem.field for problems in strict.values() for problem in problems)
    empty = dict.fromkeys(_question(form, path) for path in paths if path not in wrong)
    return AsItCame(free.answers, free.problems, tuple(empty))


def _relaxed(field: Field) -> Field:
    if isinstance(field, GroupField):
        return replace(field, optional=True, min_items=0, fields=tuple(map(_relaxed, field.fields)))
    if isinstance(field, ChoicesField):
        return replace(field, optional=True, min_choices=0)
    return replace(field, optional=True) if field.asks else field


def _question(form: Form, path: str) -> tuple[str, str]:
    """The question at a path of a problem: parts of a date or address are one question."""
    key, *more = path.split(".")
    field = form.by_key[key]
    if not isinstance(field, GroupField) or len(more) < 2:
        return key, field.label
    child = next((one for one in field.asking if one.key == more[1]), field)
    return f"{key}.{more[0]}.{child.key}", f"{field.item_label} {int(more[0]) + 1}: {child.label}"
