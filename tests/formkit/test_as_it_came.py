"""What somebody types from a letter: what the letter does not say stays empty, what is wrong is mended."""

from typing import Any

from tests.formkit.sample import ANSWERS, TODAY, form

from openloket.formkit.as_it_came import as_it_came, relaxed
from openloket.formkit.posted import read_step
from openloket.formkit.validate import validate_step

FORM = form()


def without(*keys: str) -> dict[str, Any]:
    return {key: value for key, value in ANSWERS.items() if key not in keys}


def test_a_whole_form_misses_nothing() -> None:
    found = as_it_came(FORM, ANSWERS, TODAY)
    assert (found.problems, found.missing) == ({}, ())
    assert found.answers["naam"] == ANSWERS["naam"]


def test_empty_questions_are_missing_and_no_mistakes() -> None:
    found = as_it_came(FORM, without("bsn", "adres"), TODAY)
    assert found.problems == {}
    assert found.missing == (("bsn", FORM.by_key["bsn"].label), ("adres", FORM.by_key["adres"].label))
    assert "bsn" not in found.answers


def test_what_is_not_asked_misses_nothing() -> None:
    keys = [path for path, _ in as_it_came(FORM, {}, TODAY).missing]
    assert "soort" in keys
    assert "nummer" not in keys, "asked only of who changes a permit"


def test_what_is_typed_wrong_must_be_mended_or_emptied() -> None:
    found = as_it_came(FORM, {**ANSWERS, "bsn": "123", "adres": {"postcode": "12", "huisnummer": "3"}}, TODAY)
    wrong = [problem.field for problems in found.problems.values() for problem in problems]
    assert wrong == ["bsn", "adres.postcode"]
    assert found.missing == ()


def test_an_item_that_is_half_filled_in_names_what_it_misses() -> None:
    found = as_it_came(FORM, {**ANSWERS, "kinderen": [{"naam_kind": ""}, {}]}, TODAY)
    assert found.problems == {}
    assert any(path.startswith("kinderen") for path, _ in found.missing)


def test_the_relaxed_form_takes_an_empty_page() -> None:
    free = relaxed(FORM)
    for step in free.steps:
        assert validate_step(free, step, read_step(step, {}), {}, TODAY).problems == ()
