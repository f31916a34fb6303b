"""What an author says of those who sign with the sender, and the page that follows from it."""

from datetime import date
from typing import Any

import pytest
from tests.formkit.test_load import problems_of

from openloket.formkit.load import parse
from openloket.formkit.load_signers import SIGNERS
from openloket.formkit.validate import validate_all

FORM: dict[str, Any] = {
    "form": "samen",
    "title": "Samen",
    "steps": [
        {
            "key": "een",
            "title": "Een",
            "fields": [{"key": "naam", "type": "text", "label": "Naam?", "basis": "Awb 4:2"}],
        }
    ],
}
RULES: dict[str, Any] = {"label": "Wie tekent mee?", "basis": "Awb 4:2 lid 1"}
HENK = {"naam": "Henk", "email": "henk@example.nl"}
TODAY = date(2026, 3, 2)


def test_without_it_the_sender_signs_alone() -> None:
    form = parse(FORM)
    assert form.co_signers is None
    assert form.step(SIGNERS) is None


def test_the_last_page_asks_who_signs() -> None:
    form = parse({**FORM, "co_signers": {**RULES, "max": 2, "level": "substantieel"}})
    assert [step.key for step in form.steps] == ["een", SIGNERS]
    assert "na inloggen" in form.steps[-1].intro
    assert not validate_all(form, {"naam": "Jan", SIGNERS: []}, TODAY).ok
    assert validate_all(form, {"naam": "Jan", SIGNERS: [HENK]}, TODAY).ok
    assert not validate_all(form, {"naam": "Jan", SIGNERS: [HENK] * 3}, TODAY).ok


def test_where_it_depends_it_may_stay_empty() -> None:
    form = parse({**FORM, "co_signers": {**RULES, "min": 0}})
    assert validate_all(form, {"naam": "Jan"}, TODAY).ok
    assert not validate_all(form, {"naam": "Jan", SIGNERS: [{"naam": "Henk"}]}, TODAY).ok


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"label": "Wie?"}, "basis is missing"),
        ({**RULES, "level": "torenhoog"}, "level must be one of"),
        ({**RULES, "min": 3, "max": 2}, "min is above max"),
        ({**RULES, "max": 10}, "max must be a whole number from 1 to 9"),
        ({**RULES, "days": 1}, "days must be a whole number from 2 to 90"),
        ({**RULES, "colour": "red"}, "unknown key"),
        ("Henk", "must be a mapping"),
    ],
)
def test_what_is_wrong_is_told(rules: object, told: str) -> None:
    assert any(told in one for one in problems_of({**FORM, "co_signers": rules}))


def test_a_sensitive_form_asks_a_login() -> None:
    assert any(
        "level is missing" in one for one in problems_of({**FORM, "sensitive": True, "co_signers": RULES})
    )


def test_nobody_else_uses_its_key() -> None:
    step = {**FORM["steps"][0], "key": SIGNERS}
    assert any("is kept for" in one for one in problems_of({**FORM, "steps": [step], "co_signers": RULES}))
