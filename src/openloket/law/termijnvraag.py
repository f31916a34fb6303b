"""How a term is asked for by its article: the facts it needs, and the form in which every answer comes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from openloket.law.kalender import Kalender
from openloket.law.termijnen import Termijn
from openloket.law.waarom import Stap, Twijfel, Waarom, datum_in_woorden

Waarde: TypeAlias = date | datetime | int | bool
Feiten: TypeAlias = Mapping[str, Waarde]


class Feitsoort(StrEnum):
    """The kind of value a fact has: a day, a moment with its time zone, a whole number, or yes/no."""

    DAG = "date"
    TIJDSTIP = "datetime"
    GETAL = "int"
    JANEE = "bool"


@dataclass(frozen=True, slots=True)
class Feit:
    """One fact a term needs: its name, its kind, what it means in Dutch, and whether it may be left out."""

    naam: str
    soort: Feitsoort
    omschrijving: str
    verplicht: bool = True


@dataclass(frozen=True, slots=True)
class Termijnuitkomst:
    """The answer to a term: the day (or the moment, for hours) on which it is over, with the why.

    - `laatste_dag`: the last day, included; None when the term ends at a moment (`tijdstip`, UTC) or when
      there is no term at all (then the why says so);
    - `eerste_dag`: the first day that counts, where the law fixes one (a penalty, an appeal, a start);
    - `termijn`: the same term in the form that follows events (see termijnverloop), None when it cannot.
    """

    artikel: str
    waarom: Waarom
    laatste_dag: date | None = None
    tijdstip: datetime | None = None
    eerste_dag: date | None = None
    twijfels: tuple[Twijfel, ...] = ()
    termijn: Termijn | None = None

    def naar_dict(self) -> dict[str, object]:
        """JSON-able form; days and moments in ISO 8601."""
        return {
            "artikel": self.artikel,
            "eerste_dag": self.eerste_dag.isoformat() if self.eerste_dag else None,
            "laatste_dag": self.laatste_dag.isoformat() if self.laatste_dag else None,
            "tijdstip": self.tijdstip.isoformat() if self.tijdstip else None,
            "waarom": self.waarom.naar_dict(),
            "twijfels": [twijfel.naar_dict() for twijfel in self.twijfels],
        }


@dataclass(frozen=True, slots=True)
class Termijnvraag:
    """A term as a question: article, what it is about in Dutch, the facts, and the function that answers.

    The first fact is the one the term runs from. `bereken` gives the same answer as the functions of the
    law that it calls; call it through `beantwoord`, which checks the facts first.
    """

    artikel: str
    omschrijving: str
    feiten: tuple[Feit, ...]
    bereken: Callable[[Feiten, Kalender], Termijnuitkomst]

    def bezwaren(self, feiten: Feiten) -> tuple[str, ...]:
        """What is wrong with these facts, in Dutch: missing, unknown, or of the wrong kind."""
        bekend = {feit.naam: feit for feit in self.feiten}
        fouten = [f"Onbekend feit: {naam}." for naam in feiten if naam not in bekend]
        for feit in self.feiten:
            if feit.naam not in feiten:
                if feit.verplicht:
                    fouten.append(f"Feit ontbreekt: {feit.naam} ({feit.omschrijving}).")
            elif not _past(feiten[feit.naam], feit.soort):
                fouten.append(f"Feit {feit.naam} is geen {feit.soort.value}.")
        return tuple(fouten)

    def beantwoord(self, feiten: Feiten, kalender: Kalender) -> Termijnuitkomst:
        """The answer for these facts; ValueError in Dutch with all `bezwaren` against them.

        A moment is accepted where a day is asked: it counts as the day in Amsterdam.
        """
        fouten = self.bezwaren(feiten)
        if fouten:
            raise ValueError(" ".join(fouten))
        return self.bereken(feiten, kalender)


def _past(waarde: Waarde, soort: Feitsoort) -> bool:
    match soort:
        case Feitsoort.DAG:
            return isinstance(waarde, date) and not _zonder_tijdzone(waarde)
        case Feitsoort.TIJDSTIP:
            return isinstance(waarde, datetime) and not _zonder_tijdzone(waarde)
        case Feitsoort.GETAL:
            return isinstance(waarde, int) and not isinstance(waarde, bool)
        case Feitsoort.JANEE:
            return isinstance(waarde, bool)


def _zonder_tijdzone(waarde: date) -> bool:
    return isinstance(waarde, datetime) and waarde.tzinfo is None


def dagstap(tekst: str, artikel: str, dag: date) -> Stap:
    """A step that ends in its day: `tekst` holds one `{}` where the day is written in words."""
    return Stap(tekst.format(datum_in_woorden(dag)), artikel, dag)


def uit_termijn(termijn: Termijn) -> Termijnuitkomst:
    """A Termijn in the form of an answer."""
    return Termijnuitkomst(
        artikel=termijn.artikel,
        waarom=termijn.waarom,
        laatste_dag=termijn.laatste_dag,
        eerste_dag=termijn.begin,
        twijfels=(termijn.twijfel,) if termijn.twijfel else (),
        termijn=termijn,
    )
