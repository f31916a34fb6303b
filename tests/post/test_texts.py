"""The language of an organisation's texts: whatever is typed, nothing but paragraphs, lists and fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.post.texts import fields_in, filled, hints, parts_of, problem_of

KNOWN = {"naam": "de naam", "kenmerk": "het kenmerk"}
VALUES = {"naam": "Jan {kenmerk}\n\n- Jansen", "kenmerk": "DUI-1"}


def test_paragraphs_lists_and_fields() -> None:
    text = "Beste {naam},\n\nNeem mee:\n\n- uw paspoort\n- dit bericht ({kenmerk})\n"
    parts = parts_of(text, VALUES)
    assert [(one.kind, one.lines) for one in parts] == [
        ("paragraph", ("Beste Jan {kenmerk} - Jansen,",)),
        ("paragraph", ("Neem mee:",)),
        ("list", ("uw paspoort", "dit bericht (DUI-1)")),
    ], "what a value holds makes no field, no list and no paragraph"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Beste {achternaam}", "{achternaam} kennen wij hier niet"),
        ("Beste {naam", "accolade"),
        ("Beste } {naam}", "accolade"),
        ("{}", "{} kennen wij hier niet"),
        ("x" * 3001, "te lang"),
        ("a\0b", "teken"),
    ],
)
def test_what_can_not_be_used(text: str, told: str) -> None:
    assert told in problem_of(text, KNOWN)


@given(st.text(max_size=200))
def test_whatever_is_typed_is_refused_or_fills_in(text: str) -> None:
    if not problem_of(text, KNOWN):
        assert fields_in(text) <= set(KNOWN)
        assert "{" not in filled(text, {"naam": "x", "kenmerk": "y"})
        parts_of(text, VALUES)


def test_hints_name_what_is_hard_to_read() -> None:
    found = hints("Indien u wilt komen, dan kan dat. " + "woord " * 21 + ". Kort is goed.")
    assert [hint.partition(" ")[0] for hint in found] == ["Deze", "‘indien’"]
    assert hints("Als u wilt komen, kan dat.") == ()
