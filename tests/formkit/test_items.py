"""Items of a repeating group that are still empty: shown again as long as the person is busy on the page."""

from datetime import date

import pytest

from openloket.formkit.load import parse
from openloket.formkit.posted import read_step, with_empty_items
from openloket.formkit.validate import validate_step

FORM = parse(
    {
        "form": "dieren",
        "title": "Dieren",
        "sensitive": False,
        "minutes": 1,
        "steps": [
            {
                "key": "dieren",
                "title": "Dieren",
                "fields": [
                    {
                        "key": "dieren",
                        "type": "group",
                        "label": "Welke dieren?",
                        "item_label": "Dier",
                        "min_items": 1,
                        "max_items": 3,
                        "basis": "Awb 4:2 lid 2",
                        "fields": [
                            {"key": "naam", "type": "text", "label": "Naam", "basis": "Awb 4:2 lid 2"},
                            {"key": "leeftijd", "type": "number", "label": "Leeftijd", "optional": True},
                        ],
                    }
                ],
            }
        ],
    }
)


@pytest.mark.parametrize(
    ("names", "leeftijd", "shown"),
    [
        (["Max", ""], "4", ["Max", ""]),
        (["", "Max", ""], "4", ["Max", "", ""]),
        (["Max", ""], "vier", ["Max", ""]),
        (["Max", "Loe", "Tom", ""], "4", ["Max", "Loe", "Tom"]),
        ([], "", []),
    ],
)
def test_empty_items_come_back_once(names: list[str], leeftijd: str, shown: list[str]) -> None:
    step = FORM.steps[0]
    posted = {f"dieren.{index}.naam": [name] for index, name in enumerate(names)}
    posted |= {f"dieren.{index}.leeftijd": [leeftijd] for index, name in enumerate(names) if name}
    kept = validate_step(FORM, step, read_step(step, posted), {}, date(2026, 3, 2)).keep
    items = with_empty_items(step, posted, kept)["dieren"]
    assert isinstance(items, list)
    assert [item["naam"] for item in items] == shown
