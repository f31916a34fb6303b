"""Authors get every mistake at once, with its place; a sound definition compiles to one immutable form."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from tests.formkit.sample import definition, form, one_field

from openloket.formkit.authoring import FormProblems
from openloket.formkit.bounds import Bound
from openloket.formkit.definition import DateField, GroupField
from openloket.formkit.load import canonical, parse

Change = Callable[[dict[str, object]], object]


def problems_of(source: dict[str, object]) -> tuple[str, ...]:
    with pytest.raises(FormProblems) as caught:
        parse(source)
    return caught.value.problems


def field(source: dict[str, object], step: int, index: int) -> dict[str, object]:
    return source["steps"][step]["fields"][index]


def test_the_sample_compiles() -> None:
    compiled = form()
    assert [step.key for step in compiled.steps] == ["over-u", "aanvraag", "kinderen", "geld"]
    assert compiled.step("geld") is compiled.steps[3]
    assert compiled.step("anders") is None
    assert [one.key for one in compiled.steps[1].asking][:2] == ["soort", "nummer"]
    assert compiled.field("naam") is not None
    assert compiled.field("naam").required
    group = compiled.field("kinderen")
    assert isinstance(group, GroupField)
    assert (group.min_items, group.max_items) == (1, 3)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda d: d.pop("title"), "title is missing"),
        (lambda d: d.update(form="Met Hoofdletter"), "form 'Met Hoofdletter' must be lowercase"),
        (lambda d: d.update(colour="red"), "unknown key 'colour'"),
        (lambda d: d.update(steps=[]), "steps must be a list with at least one entry"),
        (lambda d: d.update(minutes=0), "minutes must be a whole number from 1 to 240"),
        (lambda d: d.update(sensitive="ja"), "sensitive must be true or false"),
        (lambda d: d.pop("check"), "check is missing"),
        (lambda d: d.update(check="bsn"), "check: 'bsn' must be a required date or address"),
        (lambda d: d.update(check="weg"), "check: 'weg' is not a question of this form"),
        (
            lambda d: field(d, 0, 0).pop("basis"),
            "steps[0].fields[0]: basis or optional is missing (Awb 4:4(2))",
        ),
        (
            lambda d: field(d, 0, 0).update(optional=True),
            "steps[0].fields[0]: basis and optional exclude each other",
        ),
        (lambda d: field(d, 0, 0).update(lable="x"), "steps[0].fields[0]: unknown key 'lable'"),
        (lambda d: field(d, 0, 0).update(type="tekst"), "steps[0].fields[0]: unknown type 'tekst'"),
        (lambda d: field(d, 0, 0).update(key="Naam"), "steps[0].fields[0]: key 'Naam' must be lowercase"),
        (lambda d: field(d, 0, 0).update(label=""), "steps[0].fields[0]: label must be text"),
        (lambda d: field(d, 0, 0).update(autocomplete="naam"), "is not an HTML autofill token"),
        (lambda d: field(d, 0, 1).update(latest="morgen"), "latest must be a date such as"),
        (lambda d: field(d, 0, 1).update(earliest="2026-02-30"), "earliest must be a date such as"),
        (
            lambda d: field(d, 0, 1).update(key="naam"),
            "steps[0].fields[1]: key 'naam' is used by an earlier question",
        ),
        (lambda d: field(d, 0, 4).update(type="text"), "'email' must be of type email and optional"),
        (lambda d: field(d, 1, 1).update(options=[{"value": "a", "label": "A"}]), "at least 2 options"),
        (lambda d: field(d, 1, 1)["options"][1].update(value="nieuw"), "two options have the same value"),
        (lambda d: field(d, 1, 1)["options"][1].update(value=True), "options[1]: value must be text"),
        (lambda d: field(d, 1, 2).update(pattern="(a"), "pattern is not a regular expression"),
        (lambda d: field(d, 1, 2).update(pattern="(a+)+"), "repeats a part that itself repeats"),
        (lambda d: field(d, 1, 2).pop("pattern_error"), "pattern_error is missing"),
        (lambda d: field(d, 1, 4).update(min=9), "min is above max"),
        (lambda d: field(d, 1, 8).update(accept=["exe"]), "accept may list pdf, image, word, sheet, text"),
        (lambda d: d["steps"][1].update(key="over-u"), "key 'over-u' is used by an earlier step"),
        (lambda d: field(d, 2, 1)["fields"].append({"key": "g", "type": "group"}), "cannot contain a group"),
        (lambda d: field(d, 2, 1).update(min_items=4), "min_items is above max_items"),
        (lambda d: field(d, 2, 1).pop("item_label"), "item_label is missing"),
        (
            lambda d: field(d, 2, 1)["fields"][0].pop("basis"),
            "steps[2].fields[1].fields[0]: basis or optional",
        ),
    ],
)
def test_each_mistake_is_named_with_its_place(change: Change, expected: str) -> None:
    source = definition()
    change(source)
    assert any(expected in problem for problem in problems_of(source))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"field": "onbekend", "is": "x"}, "'onbekend', which is not a question"),
        ({"field": "aantal", "above": 2}, "'aantal', which comes later"),
        ({"field": "nummer", "answered": True}, "'nummer', which comes later (or is this very question)"),
        ({"field": "soort", "is": "oud"}, "cannot be an answer"),
        ({"field": "soort", "has": "nieuw"}, "only for a question of type choices"),
        ({"field": "soort", "above": 3}, "only for numbers and money"),
        ({"field": "soort", "in": []}, "needs a list"),
        ({"field": "soort", "answered": "ja"}, "must be true or false"),
        ({"field": "adres", "is": "x"}, "cannot be compared with a value"),
        ({"field": "soort", "is": "nieuw", "in": ["nieuw"]}, "exactly one of"),
        ({"soort": "nieuw"}, "a condition is {field"),
        ({"all": []}, "a condition is {field"),
        ("soort", "a condition must be a mapping"),
    ],
)
def test_a_wrong_condition_is_named(when: object, expected: str) -> None:
    source = definition()
    field(source, 1, 2)["when"] = when
    found = problems_of(source)
    assert any(problem.startswith("steps[1].fields[2]: ") and expected in problem for problem in found)


def test_all_mistakes_come_at_once() -> None:
    source = definition()
    field(source, 0, 0).pop("basis")
    field(source, 1, 1).pop("label")
    field(source, 3, 0)["typo"] = 1
    assert len(problems_of(source)) == 3


@pytest.mark.parametrize(
    "source", [[], "x", None, {"steps": [1]}, {"steps": [{"fields": [None, {"key": 3}]}]}]
)
def test_nonsense_is_refused_not_raised_through(source: dict[str, object]) -> None:
    assert problems_of(source)


def test_a_very_deep_condition_is_refused() -> None:
    when: dict[str, object] = {"field": "soort", "is": "nieuw"}
    for _ in range(50):
        when = {"not": when}
    source = definition()
    field(source, 1, 2)["when"] = when
    assert any("nested at most" in problem for problem in problems_of(source))


def test_a_page_cannot_have_more_inputs_than_a_browser_may_send() -> None:
    child = {"key": "adres", "type": "address", "label": "Welk adres?", "optional": True}
    more = {**child, "key": "adres_2"}
    group = {"key": "g", "type": "group", "label": "G", "item_label": "G", "max_items": 40, "optional": True}
    steps = [{"key": "s", "title": "S", "fields": [{**group, "fields": [child, more]}]}]
    assert any(
        "more than 400 inputs" in one for one in problems_of({"form": "x", "title": "X", "steps": steps})
    )


def test_the_fingerprint_follows_the_content_only() -> None:
    source = definition()
    turned = dict(reversed(source.items()))
    assert parse(turned).fingerprint == parse(source).fingerprint
    assert parse(json.loads(canonical(source))).fingerprint == parse(source).fingerprint
    source["title"] = "Anders"
    assert parse(source).fingerprint != form().fingerprint
    assert len(form().fingerprint) == 64


def test_a_date_written_bare_in_yaml_is_the_same_as_its_text() -> None:
    bare, text = (
        one_field(type="date", earliest=date(2026, 1, 31)),
        one_field(type="date", earliest="2026-01-31"),
    )
    assert bare.fingerprint == text.fingerprint
    question = bare.field("vraag")
    assert isinstance(question, DateField)
    assert question.earliest == Bound(fixed=date(2026, 1, 31))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("today", date(2024, 2, 29)),
        ("today+1d", date(2024, 3, 1)),
        ("today-2w", date(2024, 2, 15)),
        ("today-1y", date(2023, 2, 28)),
        ("today+1m", date(2024, 3, 29)),
        ("today-3m", date(2023, 11, 29)),
        ("today-120y", date(1904, 2, 29)),
        ("today+99999y", date.max),
        ("today-99999y", date.min),
    ],
)
def test_a_relative_limit_moves_with_today(source: str, expected: date) -> None:
    question = one_field(type="date", earliest=source).field("vraag")
    assert isinstance(question, DateField)
    assert question.earliest is not None
    assert question.earliest.on(date(2024, 2, 29)) == expected
