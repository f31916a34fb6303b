"""Which pages a person has, and which a page still decides on."""

from openloket.formkit.load import parse
from openloket.formkit.pages import possible_steps, visible_steps

FORM = parse(
    {
        "form": "proef",
        "title": "Proef",
        "steps": [
            {
                "key": "keuze",
                "title": "Keuze",
                "fields": [
                    {
                        "key": "soort",
                        "type": "choice",
                        "label": "Welke soort?",
                        "basis": "Awb 4:2 lid 2",
                        "options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}],
                    }
                ],
            },
            {
                "key": "over-a",
                "title": "Over A",
                "when": {"not": {"field": "soort", "is": "b"}},
                "fields": [{"key": "a", "type": "yesno", "label": "A?", "optional": True}],
            },
            {
                "key": "over-b",
                "title": "Over B",
                "when": {"any": [{"field": "soort", "is": "b"}, {"field": "a", "is": True}]},
                "fields": [{"key": "b", "type": "text", "label": "B?", "optional": True}],
            },
            {
                "key": "slot",
                "title": "Slot",
                "fields": [{"key": "slot", "type": "text", "label": "Slot?", "optional": True}],
            },
        ],
    }
)


def keys(steps: tuple[object, ...]) -> list[str]:
    """The keys of some pages."""
    return [getattr(step, "key", "") for step in steps]


def test_at_first_every_page_may_come() -> None:
    assert keys(visible_steps(FORM, {})) == ["keuze", "over-a", "slot"]
    assert keys(possible_steps(FORM, FORM.steps[0], {})) == ["over-b"]


def test_what_was_decided_no_longer_counts() -> None:
    answers = {"soort": "b"}
    assert keys(visible_steps(FORM, answers)) == ["keuze", "over-b", "slot"]
    assert possible_steps(FORM, FORM.steps[2], answers) == ()


def test_a_page_decides_on_later_ones_only() -> None:
    answers = {"soort": "a", "a": False}
    assert keys(possible_steps(FORM, FORM.steps[1], answers)) == ["over-b"]
    assert possible_steps(FORM, FORM.steps[3], answers) == ()
