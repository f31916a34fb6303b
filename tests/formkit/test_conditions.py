"""Conditions: each word, hidden questions counting as unanswered, and looking inside a group item."""

import pytest
from tests.formkit.sample import ANSWERS, form

from openloket.formkit.definition import GroupField
from openloket.formkit.load import parse
from openloket.formkit.pages import (
    next_step,
    previous_step,
    visible_fields,
    visible_item_fields,
    visible_steps,
)

CHOICE = {
    "type": "choice",
    "label": "?",
    "options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}],
}
QUESTIONS: dict[str, dict[str, object]] = {
    "keuze": CHOICE,
    "meer": {**CHOICE, "type": "choices"},
    "ja_nee": {"type": "yesno", "label": "?"},
    "getal": {"type": "number", "label": "?"},
    "komma": {"type": "number", "label": "?", "decimals": 2},
    "geld": {"type": "money", "label": "?"},
    "woord": {"type": "text", "label": "?"},
}


def shown(when: object, answers: dict[str, object]) -> bool:
    """Is a question with this condition shown?"""
    fields = [{"key": key, "optional": True, **keys} for key, keys in QUESTIONS.items()]
    last = {"key": "laatste", "type": "text", "label": "?", "optional": True, "when": when}
    steps = [{"key": "stap", "title": "S", "fields": [*fields, last]}]
    compiled = parse({"form": "x", "title": "X", "steps": steps})
    return visible_fields(compiled.steps[0], answers)[-1].key == "laatste"


@pytest.mark.parametrize(
    ("when", "answers", "expected"),
    [
        ({"field": "keuze", "is": "a"}, {"keuze": "a"}, True),
        ({"field": "keuze", "is": "a"}, {"keuze": "b"}, False),
        ({"field": "keuze", "is": "a"}, {}, False),
        ({"field": "keuze", "in": ["a", "b"]}, {"keuze": "b"}, True),
        ({"field": "keuze", "in": ["a"]}, {"keuze": "b"}, False),
        ({"field": "ja_nee", "is": True}, {"ja_nee": True}, True),
        ({"field": "ja_nee", "is": "ja"}, {"ja_nee": True}, True),
        ({"field": "ja_nee", "is": "nee"}, {"ja_nee": False}, True),
        ({"field": "ja_nee", "is": False}, {}, False),
        ({"field": "ja_nee", "is": True}, {"ja_nee": 1}, False),
        ({"field": "getal", "is": 3}, {"getal": 3}, True),
        ({"field": "komma", "is": 1.5}, {"komma": "1.50"}, True),
        ({"field": "geld", "in": [10]}, {"geld": "10.00"}, True),
        ({"field": "meer", "has": "a"}, {"meer": ["b", "a"]}, True),
        ({"field": "meer", "has": "a"}, {"meer": ["b"]}, False),
        ({"field": "meer", "has": "a"}, {"meer": "a"}, False),
        ({"field": "getal", "above": 3}, {"getal": 4}, True),
        ({"field": "getal", "above": 3}, {"getal": 3}, False),
        ({"field": "getal", "below": 3}, {"getal": 2}, True),
        ({"field": "getal", "below": 3}, {}, False),
        ({"field": "getal", "below": 3}, {"getal": True}, False),
        ({"field": "geld", "above": 9.99}, {"geld": "10.00"}, True),
        ({"field": "geld", "above": 1}, {"geld": "veel"}, False),
        ({"field": "geld", "above": 1}, {"geld": "Infinity"}, False),
        ({"field": "geld", "above": 1}, {"geld": "sNaN"}, False),
        ({"field": "woord", "answered": True}, {"woord": "x"}, True),
        ({"field": "woord", "answered": True}, {"woord": ""}, False),
        ({"field": "woord", "answered": False}, {}, True),
        ({"field": "ja_nee", "answered": True}, {"ja_nee": False}, True),
        ({"field": "getal", "answered": True}, {"getal": 0}, True),
        ({"not": {"field": "keuze", "is": "a"}}, {}, True),
        (
            {"all": [{"field": "keuze", "is": "a"}, {"field": "getal", "is": 1}]},
            {"keuze": "a", "getal": 1},
            True,
        ),
        ({"all": [{"field": "keuze", "is": "a"}, {"field": "getal", "is": 1}]}, {"keuze": "a"}, False),
        ({"any": [{"field": "keuze", "is": "a"}, {"field": "getal", "is": 1}]}, {"getal": 1}, True),
        ({"any": [{"field": "keuze", "is": "a"}, {"field": "getal", "is": 1}]}, {}, False),
    ],
)
def test_each_word(when: object, answers: dict[str, object], expected: bool) -> None:
    assert shown(when, answers) is expected


def chain() -> list[dict[str, object]]:
    """c hangs on b, b hangs on a; d is on a page that hangs on a."""
    yes = {"type": "yesno", "label": "?", "optional": True}
    first = [
        {"key": "a", **yes},
        {"key": "b", **yes, "when": {"field": "a", "is": True}},
        {"key": "c", **yes, "when": {"field": "b", "is": True}},
    ]
    return [
        {"key": "een", "title": "1", "fields": first},
        {"key": "twee", "title": "2", "when": {"field": "a", "is": True}, "fields": [{"key": "d", **yes}]},
        {"key": "drie", "title": "3", "when": {"field": "d", "is": True}, "fields": [{"key": "e", **yes}]},
    ]


def test_a_hidden_question_counts_as_unanswered_all_the_way_down() -> None:
    compiled = parse({"form": "x", "title": "X", "steps": chain()})
    answers: dict[str, object] = {"a": True, "b": True, "d": True}
    assert [one.key for one in visible_fields(compiled.steps[0], answers)] == ["a", "b", "c"]
    assert [one.key for one in visible_steps(compiled, answers)] == ["een", "twee", "drie"]
    answers["a"] = False
    assert [one.key for one in visible_fields(compiled.steps[0], answers)] == ["a"]
    assert [one.key for one in visible_steps(compiled, answers)] == ["een"]


def test_a_group_item_looks_at_itself_and_then_at_the_form() -> None:
    yes = {"type": "yesno", "label": "?", "optional": True}
    inner = [
        {"key": "a", **yes},
        {"key": "eigen", **yes, "when": {"field": "a", "is": True}},
        {"key": "vorm", **yes, "when": {"field": "b", "is": True}},
    ]
    group = {"key": "g", "type": "group", "label": "?", "item_label": "G", "optional": True, "fields": inner}
    steps = [{"key": "s", "title": "S", "fields": [{"key": "a", **yes}, {"key": "b", **yes}, group]}]
    question = parse({"form": "x", "title": "X", "steps": steps}).field("g")
    assert isinstance(question, GroupField)

    def keys(answers: dict[str, object], item: dict[str, object]) -> list[str]:
        return [one.key for one in visible_item_fields(question, answers, item)]

    assert keys({"a": True}, {}) == ["a"]
    assert keys({}, {"a": True}) == ["a", "eigen"]
    assert keys({"b": True}, {"b": False}) == ["a", "vorm"]


def test_walking_through_the_pages_skips_hidden_ones() -> None:
    compiled = form()
    over_u, aanvraag, kinderen, geld = compiled.steps
    assert next_step(compiled, over_u, ANSWERS) is aanvraag
    assert next_step(compiled, aanvraag, ANSWERS) is kinderen
    assert next_step(compiled, aanvraag, {"aantal": 2}) is geld
    assert next_step(compiled, geld, ANSWERS) is None
    assert previous_step(compiled, geld, {"aantal": 2}) is aanvraag
    assert previous_step(compiled, geld, ANSWERS) is kinderen
    assert previous_step(compiled, over_u, ANSWERS) is None
