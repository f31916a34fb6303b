"""The why of an answer: steps with their article, and the doubt that only a person may settle."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def datum_in_woorden(dag: date) -> str:
    """A date as people say it: 'dinsdag 7 april 2026'. No locale: the same words on every machine."""
    return f"{DAGEN[dag.weekday()]} {dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


@dataclass(frozen=True, slots=True)
class Stap:
    """One step of a reasoning in plain Dutch, the article it rests on, and the day it concerns (if any).

    An empty `artikel` marks a choice of our own that no act prescribes.
    """

    tekst: str
    artikel: str
    datum: date | None = None

    def naar_dict(self) -> dict[str, str | None]:
        """JSON-able form; `datum` in ISO 8601."""
        return {
            "tekst": self.tekst,
            "artikel": self.artikel,
            "datum": self.datum.isoformat() if self.datum else None,
        }

    @classmethod
    def uit_dict(cls, gelezen: Mapping[str, Any]) -> Self:
        """The step that `naar_dict` wrote."""
        datum = gelezen["datum"]
        return cls(gelezen["tekst"], gelezen["artikel"], date.fromisoformat(datum) if datum else None)


@dataclass(frozen=True, slots=True)
class Waarom:
    """The steps that led to an answer, in the order a reader follows them. Never empty."""

    stappen: tuple[Stap, ...]

    def __post_init__(self) -> None:
        if not self.stappen:
            raise ValueError("Een antwoord zonder stappen is geen antwoord.")

    def __iter__(self) -> Iterator[Stap]:
        return iter(self.stappen)

    def __add__(self, andere: "Waarom") -> "Waarom":
        return Waarom(self.stappen + andere.stappen)

    @property
    def artikelen(self) -> tuple[str, ...]:
        """Every article once, in order of first use."""
        return tuple(dict.fromkeys(stap.artikel for stap in self.stappen if stap.artikel))

    def naar_dict(self) -> dict[str, list[dict[str, str | None]]]:
        """JSON-able form: {"stappen": [{"tekst", "artikel", "datum"}, …]}."""
        return {"stappen": [stap.naar_dict() for stap in self.stappen]}

    @classmethod
    def uit_dict(cls, gelezen: Mapping[str, Any]) -> Self:
        """The why that `naar_dict` wrote."""
        return cls(tuple(Stap.uit_dict(stap) for stap in gelezen["stappen"]))


@dataclass(frozen=True, slots=True)
class Twijfel:
    """Let a person decide: the law or the facts do not settle this.

    `vraag` is what the person must settle, `grond` why it is open, `voorlopig` what the answer beside
    this doubt assumes until then: always the side that is safe for the sender.
    """

    vraag: str
    grond: str
    voorlopig: str
    artikel: str

    def naar_dict(self) -> dict[str, str]:
        """JSON-able form with the four fields."""
        return {
            "vraag": self.vraag,
            "grond": self.grond,
            "voorlopig": self.voorlopig,
            "artikel": self.artikel,
        }

    @classmethod
    def uit_dict(cls, gelezen: Mapping[str, str]) -> Self:
        """The doubt that `naar_dict` wrote."""
        return cls(gelezen["vraag"], gelezen["grond"], gelezen["voorlopig"], gelezen["artikel"])


def waarom(*stappen: Stap) -> Waarom:
    """Shorthand for Waarom((stap, …))."""
    return Waarom(stappen)
