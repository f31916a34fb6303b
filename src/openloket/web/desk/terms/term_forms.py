"""The form in which an employee says what must happen to a term: what it asks, and what was typed in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openloket.flows.terms.term_proposals import LONGEST_REASON, Asked
from openloket.law.termijnkeuzes import KEUZES, Keuze
from openloket.web.desk.days import TypedDay, read_day

NAMES = {"since": "vanaf", "until": "tot", "expected": "verwacht", "length": "aantal", "reason": "reden"}
"""The names of the inputs, by what the flows call them."""

_CONFIRM = "Dit kan alleen als u de vraag hierboven met ja beantwoordt."
_UNITS = (("weken", "weken"), ("dagen", "dagen"))


@dataclass(frozen=True, slots=True)
class Wish:
    """What was chosen and typed: with a `mark` a term runs again, else the ground says what happens."""

    choice: Keuze
    mark: str
    typed: Mapping[str, str]
    days: Mapping[str, TypedDay]

    @classmethod
    def read(cls, posted: Mapping[str, str], today: date) -> "Wish | None":
        """From an address or a form; None when nothing that exists was chosen."""
        choice, mark = KEUZES.get(posted.get("wat", "")), posted.get("kenmerk", "")
        if choice is None:
            return None
        typed = {name: posted.get(name, "") for name in ("ja", "gezien", "aantal", "eenheid", "reden")}
        labels = _days(choice, mark)
        days = {name: read_day(posted, name, label, today) for name, label in labels.items()}
        return cls(choice, mark, typed, days)

    @property
    def title(self) -> str:
        """What happens, in a few words."""
        return f"Weer laten lopen ({self.choice.grond.artikel})" if self.mark else self.choice.naam

    def problems(self) -> dict[str, str]:
        """What can't be read, by the name of the input."""
        found = {name: day.problem for name, day in self.days.items() if day.day is None}
        if not self.mark and not self.typed["ja"]:
            found["ja"] = _CONFIRM
        return found

    def asked(self) -> Asked:
        """As the flows take it; what can't be read is left out."""
        typed, days = self.typed, {name: day.day for name, day in self.days.items()}
        return Asked(
            ground=self.choice.grond.value,
            seen=typed["gezien"],
            since=days.get("vanaf"),
            until=days.get("tot"),
            expected=days.get("verwacht"),
            length=_number(typed["aantal"]),
            unit=typed["eenheid"],
            mark=self.mark,
            reason=typed["reden"].replace("\r\n", "\n"),
        )

    def fields(self, errors: Mapping[str, str]) -> list[dict[str, Any]]:
        """The inputs as the template wants them."""
        labels = _days(self.choice, self.mark)
        days = [
            {**day.as_field(labels[name]), "error": errors.get(name, "")} for name, day in self.days.items()
        ]
        length = self._field("aantal", "Hoeveel langer?", "length", errors, self._most())
        length["units"] = [
            {"value": value, "label": label, "selected": self.typed["eenheid"] == value}
            for value, label in _UNITS
        ]
        hint = "De afzender leest dit, als er een bericht gaat. Schrijf het kort en begrijpelijk op."
        reason = self._field("reden", "Waarom?", "reason", errors, hint)
        reason["longest"] = LONGEST_REASON
        return [*days, *([length] if self.choice.duur else []), reason]

    def hidden(self) -> list[dict[str, str]]:
        """Everything that was typed, to carry along."""
        fixed = [("wat", self.choice.grond.value), ("kenmerk", self.mark)]
        parts = [
            (f"{name}.{part}", text) for name, day in self.days.items() for part, text in day.parts.items()
        ]
        return [{"name": name, "value": value} for name, value in [*fixed, *self.typed.items(), *parts]]

    def _most(self) -> str:
        most = self.choice.hoogstens
        return f"De wet staat alles bij elkaar ten hoogste {most} toe." if most else "Zo kort als kan."

    def _field(
        self, name: str, label: str, kind: str, errors: Mapping[str, str], hint: str = ""
    ) -> dict[str, Any]:
        return {
            "key": name,
            "type": kind,
            "label": label,
            "hint": hint,
            "required": True,
            "value": self.typed[name],
            "error": errors.get(name, ""),
        }


def _days(choice: Keuze, mark: str) -> dict[str, str]:
    """The labels of the days that this change needs."""
    if mark:
        return {"vanaf": "Vanaf welke dag loopt de termijn weer?"}
    named = {"vanaf": choice.vanaf, "tot": choice.tot, "verwacht": choice.verwacht}
    return {name: label for name, label in named.items() if label}


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
