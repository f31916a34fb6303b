"""Design tokens become custom properties; what is not one plain value is refused with its name."""

import json
from pathlib import Path

import pytest

from openloket.web.look import tokens


def write(path: Path, tree: object) -> Path:
    path.write_text(json.dumps(tree), "utf-8")
    return path


def test_nested_names_and_both_spellings_of_a_value(tmp_path: Path) -> None:
    tree = {
        "utrecht": {
            "button": {"color": {"value": "#fff"}, "border-radius": {"$value": "4px", "$type": "dimension"}}
        }
    }
    assert tokens.read(write(tmp_path / "a.json", tree)) == {
        "utrecht.button.color": "#fff",
        "utrecht.button.border-radius": "4px",
    }


def test_references_are_followed_through_each_other() -> None:
    flat = {"a.b": "{c.d}", "c.d": "1px solid {e.f}", "e.f": "#123456"}
    assert tokens.resolve(flat)["a.b"] == "1px solid #123456"


@pytest.mark.parametrize(
    ("flat", "told"),
    [
        ({"a": "{b}"}, "a: refers to unknown token b"),
        ({"a": "{b}", "b": "{a}"}, "a: refers to itself (a > b > a)"),
        ({"a": "red;} body{display:none"}, "is not one plain CSS value"),
        ({"a": "url(x.png)"}, "is not one plain CSS value"),
        ({"a": "</style>"}, "is not one plain CSS value"),
    ],
)
def test_what_is_wrong_is_told_with_the_name(flat: dict[str, str], told: str) -> None:
    with pytest.raises(tokens.TokenProblem) as problem:
        tokens.resolve(flat)
    assert told in str(problem.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(tokens.TokenProblem) as problem:
        tokens.resolve({"a": "{x}", "b": "{y}", "c": "fine"})
    assert len(str(problem.value).splitlines()) == 2


def test_a_name_that_could_not_be_a_property_is_refused(tmp_path: Path) -> None:
    with pytest.raises(tokens.TokenProblem, match="only a-z"):
        tokens.read(write(tmp_path / "a.json", {"a b": {"value": "1"}}))


def test_the_style_sheet_sets_each_property_once() -> None:
    css = tokens.style_sheet({"b.c": "Arial, sans-serif", "a": "1px"})
    assert css == ":root{--a:1px;--b-c:Arial,sans-serif}\n"
