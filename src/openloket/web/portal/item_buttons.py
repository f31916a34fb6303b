"""The buttons of a page that are not "verder": items, files, taking over a name, and keeping for later."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openloket.formkit.definition import Step
from openloket.formkit.pages import visible_fields
from openloket.people.models import Person
from openloket.people.sessions import Who

BUTTONS = ("overnemen", "neem-over", "toevoegen", "verwijderen", "bestand-weg", "bewaren")
"""What the buttons are called; no question of a form may have such a name."""

_PERSON_NAMES = frozenset({"naam"})
_COMPANY_NAMES = frozenset({"bedrijfsnaam", "organisatie"})
_NUMBER = re.compile("[0-9]{1,3}")

Posted = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was posted once the button has done its work; `stays`: the same page is shown again.

    `takes` is the question of which an earlier answer is taken over.
    """

    posted: Posted
    stays: bool = False
    stops: bool = False
    takes: str = ""


def own_name(step: Step, answers: Mapping[str, object], who: Who) -> dict[str, str] | None:
    """The question for a name that the provider told already, to offer it; never filled in by itself.

    Who acts for another is not asked for their own name there.
    """
    keys = _COMPANY_NAMES if who.kind == Person.Kind.COMPANY else _PERSON_NAMES
    asked = [field for field in visible_fields(step, answers) if field.key in keys and field.kind == "text"]
    if not who.name or who.acting or not asked or answers.get(asked[0].key):
        return None
    return {"key": asked[0].key, "name": who.name, "label": asked[0].label}


def pressed(posted: Posted, name: str = "") -> Pressed:
    """Which button brought this page in. Unknown names and numbers do nothing; `name` is who is logged in."""
    if name and (key := _one(posted, "overnemen")) in _PERSON_NAMES | _COMPANY_NAMES:
        return Pressed({**posted, key: [name]}, stays=True)
    if earlier := _one(posted, "neem-over"):
        return Pressed(posted, stays=True, takes=earlier)
    if group := _one(posted, "toevoegen"):
        return Pressed(_with_item(posted, group), stays=True)
    if item := _one(posted, "verwijderen"):
        return Pressed(_without(posted, f"{item}."), stays=True)
    if file := _one(posted, "bestand-weg"):
        kept = {name: [value for value in values if value != file] for name, values in posted.items()}
        return Pressed(kept, stays=True)
    return Pressed(posted, stops=bool(_one(posted, "bewaren")))


def _one(posted: Posted, name: str) -> str:
    values = posted.get(name)
    return values[-1] if values else ""


def _with_item(posted: Posted, group: str) -> Posted:
    """One empty item more: the lowest number that is free after the last."""
    parts = (name.split(".") for name in posted if name.startswith(f"{group}."))
    numbers = [int(part[1]) for part in parts if len(part) > 1 and _NUMBER.fullmatch(part[1])]
    return {**posted, f"{group}.{max(numbers, default=-1) + 1}.": [""]}


def _without(posted: Posted, start: str) -> Posted:
    return {name: values for name, values in posted.items() if not name.startswith(start)}
