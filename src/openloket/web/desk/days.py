"""A day that an employee types in three boxes (dag, maand, jaar), read as the forms of citizens read one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openloket.formkit.definition import DateField
from openloket.formkit.value_dates import PARTS, read_date
from openloket.formkit.value_text import Wrong


@dataclass(frozen=True, slots=True)
class TypedDay:
    """What was typed and the day it means; `day` is None exactly when there is a `problem`."""

    key: str
    parts: Mapping[str, str]
    day: date | None
    problem: str = ""

    def as_field(self, label: str, hint: str = "", problem: str = "") -> dict[str, Any]:
        """For the macro `field` of fields.html, with its problem or the one that is given."""
        return {
            "key": self.key,
            "type": "date",
            "label": label,
            "hint": hint,
            "required": True,
            "value": self.parts,
            "error": problem or self.problem or None,
        }


def read_day(posted: Mapping[str, str], key: str, label: str, today: date) -> TypedDay:
    """The day behind the boxes <key>.dag, <key>.maand and <key>.jaar."""
    parts = {part: posted.get(f"{key}.{part}", "")[:20].replace("\0", "") for part in PARTS}
    read = read_date(DateField(key=key, label=label), parts, today)
    if isinstance(read, Wrong):
        return TypedDay(key, parts, None, read.mistakes[0][1])
    return TypedDay(key, parts, date.fromisoformat(str(read)))


def shown_day(key: str, day: date) -> TypedDay:
    """A day that is proposed before anything was typed."""
    return TypedDay(key, {"dag": str(day.day), "maand": str(day.month), "jaar": str(day.year)}, day)
