"""The form in which an employee says what must happen to a term: what it asks, and what was typed in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openloket.flows.term_proposals import LONGEST_REASON, Asked
from openloket.law.termijnkeuzes import KEUZES, Keuze

NAMES = {"since": "vanaf", "until": "tot", "expected": "verwacht", "length": "aantal", "reason": "reden"}
"""The names of the inputs, by what the flows call them."""

_CONFIRM = "Dit kan alleen als u de vraag hierboven met ja beantwoordt."
_DAY = "Vul een dag in, zoals 10-3-2026."
_UNITS = (("weken", "weken"), ("dagen", "dagen"))


@dataclass(frozen=True, slots=True)
class Wish:
    """What was chosen and typed: with a `mark` a term runs again, else the ground says what happens."""

    choice: Keuze
    mark: str
    typed: Mapping[str, str]

    @classmethod
    def read(cls, posted: Mapping[str, str]) -> "Wish | None":
        """From an address or a form; None when nothing that exists was chosen."""
        choice = KEUZES.get(posted.get("wat", ""))
        names = ("ja", "gezien", "eenheid", *NAMES.values())
        typed = {name: posted.get(name, "") for name in names}
        return cls(choice, posted.get("kenmerk", ""), typed) if choice else None

    @property
    def title(self) -> str:
        """What happens, in a few words."""
        return f"Weer laten lopen ({self.choice.grond.artikel})" if self.mark else self.choice.naam

    def problems(self) -> dict[str, str]:
        """What can't be read, by the name of the input."""
        found = {name: _DAY for name in self._days() if self.typed[name] and _day(self.typed[name]) is None}
        if not self.mark and not self.typed["ja"]:
            found["ja"] = _CONFIRM
        return found

    def asked(self) -> Asked:
        """As the flows take it; what can't be read is left out."""
        typed = self.typed
        return Asked(
            ground=self.choice.grond.value,
            seen=typed["gezien"],
            since=_day(typed["vanaf"]),
            until=_day(typed["tot"]),
            expected=_day(typed["verwacht"]),
            length=_number(typed["aantal"]),
            unit=typed["eenheid"],
            mark=self.mark,
            reason=typed["reden"].replace("\r\n", "\n"),
        )

    def fields(self, errors: Mapping[str, str]) -> list[dict[str, Any]]:
        """The inputs as the template wants them."""
        days = [self._field(name, label, "date", errors) for name, label in self._days().items()]
        length = self._field("aantal", "Hoeveel langer?", "length", errors, self._most())
        length["units"] = [
            {"value": value, "label": label, "selected": self.typed["eenheid"] == value}
            for value, label in _UNITS
        ]
        hint = "De afzender leest dit, als er een bericht gaat. Schrijf het kort en begrijpelijk op."
        reason = self._field("reden", "Waarom?", "text", errors, hint)
        reason["longest"] = LONGEST_REASON
        return [*days, *([length] if self.choice.duur else []), reason]

    def hidden(self) -> list[tuple[str, str]]:
        """Everything that was typed, to carry along."""
        fixed = [("wat", self.choice.grond.value), ("kenmerk", self.mark)]
        return [*fixed, *self.typed.items()]

    def _days(self) -> dict[str, str]:
        if self.mark:
            return {"vanaf": "Vanaf welke dag loopt de termijn weer?"}
        choice = self.choice
        named = {"vanaf": choice.vanaf, "tot": choice.tot, "verwacht": choice.verwacht}
        return {name: label for name, label in named.items() if label}

    def _most(self) -> str:
        most = self.choice.hoogstens
        return f"De wet staat alles bij elkaar ten hoogste {most} toe." if most else "Zo kort als kan."

    def _field(
        self, name: str, label: str, kind: str, errors: Mapping[str, str], hint: str = ""
    ) -> dict[str, Any]:
        return {
            "key": name,
            "kind": kind,
            "label": label,
            "hint": hint,
            "required": True,
            "value": self.typed[name],
            "error": errors.get(name, ""),
        }


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
    return None


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
