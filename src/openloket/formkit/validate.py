"""Judges a page when it is sent in, and the whole form before it is submitted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from openloket.formkit.definition import Field, Form, GroupField, Step
from openloket.formkit.value_text import Wrong
from openloket.formkit.values import is_blank, read
from openloket.formkit.wording import UNREADABLE, fill_in

_NONE: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one input (`kinderen.0.naam`), in plain Dutch that says what to do."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class StepResult:
    """The outcome of one page.

    values: the sound answers of the questions shown (None: left empty).
    keep: what to store in the draft: the same, with the typed text where it is not right yet.
    revealed: questions that only these answers brought into view; the person may not have seen them.
    """

    values: dict[str, object]
    problems: tuple[Problem, ...]
    keep: dict[str, object]
    revealed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllResult:
    """The outcome of the whole form: problems by step key, and the answers that count (no hidden ones)."""

    problems: Mapping[str, tuple[Problem, ...]]
    answers: dict[str, object]

    @property
    def ok(self) -> bool:
        return not self.problems


def validate_step(
    form: Form, step: Step, raw: Mapping[str, object], answers: Mapping[str, object], today: date
) -> StepResult:
    """Judges what was typed on one page (`raw`) beside the answers on the other pages. Never raises."""
    live = {key: value for key, value in answers.items() if key in form.by_key}
    for field in step.asking:
        live.pop(field.key, None)
    values: dict[str, object] = {}
    keep: dict[str, object] = {}
    revealed: list[str] = []
    problems: list[Problem] = []
    for field in step.asking:
        typed = raw.get(field.key)
        if field.when is not None:
            if not field.when.holds(live, _NONE):
                if not is_blank(typed):
                    keep[field.key] = typed
                continue
            if not field.when.holds(answers, _NONE):
                revealed.append(field.key)
        value, found = _judge(field, typed, live, today)
        problems += found
        keep[field.key] = typed if found else value
        if not found:
            values[field.key] = live[field.key] = value
    return StepResult(values, tuple(problems), keep, tuple(revealed))


def validate_all(form: Form, answers: Mapping[str, object], today: date) -> AllResult:
    """Judges the whole form at the moment of sending, from its kept answers. Never raises."""
    live: dict[str, object] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    for step in form.steps:
        if step.when is not None and not step.when.holds(live, _NONE):
            continue
        wrong: list[Problem] = []
        for field in step.asking:
            if field.when is not None and not field.when.holds(live, _NONE):
                continue
            value, found = _judge(field, answers.get(field.key), live, today)
            wrong += found
            if not found and value is not None:
                live[field.key] = value
        if wrong:
            problems[step.key] = tuple(wrong)
    return AllResult(problems, live)


def _judge(
    field: Field, raw: object, live: Mapping[str, object], today: date
) -> tuple[object, tuple[Problem, ...]]:
    """The value and no problems, or None and the problems."""
    if isinstance(field, GroupField):
        return _judge_group(field, raw, live, today)
    outcome = read(field, raw, today)
    if isinstance(outcome, Wrong):
        return None, _problems(field.key, outcome)
    return outcome, ()


def _problems(path: str, outcome: Wrong) -> tuple[Problem, ...]:
    return tuple(Problem(f"{path}.{part}" if part else path, message) for part, message in outcome.mistakes)


def _judge_group(
    field: GroupField, raw: object, live: Mapping[str, object], today: date
) -> tuple[object, tuple[Problem, ...]]:
    """Items in which nothing was typed are left out; paths count the items as they were typed."""
    typed = raw if isinstance(raw, list) else []
    if raw and typed is not raw:
        return None, (Problem(field.key, UNREADABLE),)
    if len(typed) > field.max_items:
        return None, (Problem(field.key, f"U kunt hier niet meer dan {field.max_items} keer antwoorden."),)
    items: list[object] = []
    problems: list[Problem] = []
    for index, source in enumerate(typed):
        if is_blank(source):
            continue
        item, found = _judge_item(field, f"{field.key}.{index}", source, live, today)
        problems += found
        if item:
            items.append(item)
    if not problems and len(items) < field.min_items and (items or field.required):
        return None, (Problem(field.key, _too_few(field)),)
    return (None if problems else items or None), tuple(problems)


def _judge_item(
    field: GroupField, path: str, source: object, live: Mapping[str, object], today: date
) -> tuple[dict[str, object], list[Problem]]:
    item: dict[str, object] = {}
    if not isinstance(source, Mapping):
        return item, [Problem(path, UNREADABLE)]
    problems: list[Problem] = []
    for child in field.asking:
        if child.when is not None and not child.when.holds(live, item):
            continue
        outcome = read(child, source.get(child.key), today)
        if isinstance(outcome, Wrong):
            problems += _problems(f"{path}.{child.key}", outcome)
        elif outcome is not None:
            item[child.key] = outcome
    return item, problems


def _too_few(field: GroupField) -> str:
    if field.min_items == 1:
        return fill_in(field)
    return f"Vul dit minstens {field.min_items} keer in: {field.item_label}."
