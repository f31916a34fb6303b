"""What can happen to a term to decide: suspended, resumed, extended; and the notices that follow."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from openloket.law.kalender import EEN_DAG, Duur


class Opschortingsgrond(StrEnum):
    """Grounds on which a term to decide stands still; the value names article, paragraph and letter."""

    AANVULLING = "4:15-1a"
    BUITENLANDSE_INFORMATIE = "4:15-1b"
    INSTEMMING = "4:15-2a"
    TOEREKENBAAR = "4:15-2b"
    OVERMACHT = "4:15-2c"
    HERSTEL_BEZWAAR = "7:10-2"

    @property
    def artikel(self) -> str:
        """The ground as people cite it."""
        return _ARTIKELEN[self.value]


class Verlengingsgrond(StrEnum):
    """Grounds on which a term grows: to decide, or for 2:21-1 to send; 4:14-1 only announces a later day."""

    MEDEDELING_WETTELIJK = "4:14-1"
    MEDEDELING = "4:14-3"
    INGEWIKKELD = "3:18-2"
    VERDAGING_BEZWAAR = "7:10-3"
    UITSTEL_BEZWAAR = "7:10-4"
    VERDAGING_KLACHT = "9:11-2"
    UITSTEL_KLACHT = "9:11-3"
    STORING = "2:21-1"

    @property
    def artikel(self) -> str:
        """The ground as people cite it."""
        return _ARTIKELEN[self.value]


_ARTIKELEN = {
    "4:15-1a": "Awb 4:15 lid 1 onder a",
    "4:15-1b": "Awb 4:15 lid 1 onder b",
    "4:15-2a": "Awb 4:15 lid 2 onder a",
    "4:15-2b": "Awb 4:15 lid 2 onder b",
    "4:15-2c": "Awb 4:15 lid 2 onder c",
    "7:10-2": "Awb 7:10 lid 2",
    "4:14-1": "Awb 4:14 lid 1",
    "4:14-3": "Awb 4:14 lid 3",
    "3:18-2": "Awb 3:18 lid 2",
    "7:10-3": "Awb 7:10 lid 3",
    "7:10-4": "Awb 7:10 lid 4",
    "9:11-2": "Awb 9:11 lid 2",
    "9:11-3": "Awb 9:11 lid 3",
    "2:21-1": "Awb 2:21 lid 1",
}

# These stand still "met ingang van de dag na die waarop"; the others from the day itself.
VANAF_DE_DAG_ERNA = frozenset(
    {
        Opschortingsgrond.AANVULLING,
        Opschortingsgrond.BUITENLANDSE_INFORMATIE,
        Opschortingsgrond.HERSTEL_BEZWAAR,
    }
)

# For these somebody set a last day beforehand: the term to supplement, or the delay that was agreed to.
MET_UITERSTE_DAG = frozenset(
    {Opschortingsgrond.AANVULLING, Opschortingsgrond.INSTEMMING, Opschortingsgrond.HERSTEL_BEZWAAR}
)


@dataclass(frozen=True, slots=True)
class Opschorting:
    """A term comes to stand still. Source: Awb 4:15 lid 1 and 2, 7:10 lid 2.

    - `aanleiding`: the day of the invitation or notice (lid 1, 7:10), or the first day of delay (lid 2);
    - `uiterlijk`: last day of the term to supplement or of the agreed delay. ValueError when it is missing
      for a ground that has one, given for a ground that has none, or before `aanleiding`;
    - `kenmerk`: tells apart two suspensions on one ground, so that each has its own resumption.
    """

    grond: Opschortingsgrond
    aanleiding: date
    uiterlijk: date | None = None
    kenmerk: str = ""

    def __post_init__(self) -> None:
        if (self.uiterlijk is not None) != (self.grond in MET_UITERSTE_DAG):
            raise ValueError("Alleen aanvulling, herstel en instemming hebben een uiterste dag, en altijd.")
        if self.uiterlijk is not None and self.uiterlijk < self.aanleiding:
            raise ValueError("De uiterste dag ligt niet voor de aanleiding.")

    @property
    def eerste_dag(self) -> date:
        """The first day that does not count."""
        return self.aanleiding + EEN_DAG if self.grond in VANAF_DE_DAG_ERNA else self.aanleiding


@dataclass(frozen=True, slots=True)
class Hervatting:
    """A cause of suspension ends: supplemented, answered, no longer attributable. `op` counts again.

    Source: Awb 4:15 lid 1 and 7:10 lid 2 ("tot de dag waarop"), 4:15 lid 2 ("zolang").
    """

    grond: Opschortingsgrond
    op: date
    kenmerk: str = ""


@dataclass(frozen=True, slots=True)
class Verlenging:
    """The body tells, on `medegedeeld_op`, that it needs `duur` more (not in hours); for 2:21 it gives more.

    Source: Awb 2:21 lid 1, 3:18 lid 2, 4:14 lid 1 and 3, 7:10 lid 3 and 4, 9:11 lid 2 and 3.

    For 7:10 lid 4 and 9:11 lid 3 the event says that the consent which the law asks was given (in writing
    for 9:11), or that 7:10 lid 4 onder c applies.
    """

    grond: Verlengingsgrond
    medegedeeld_op: date
    duur: Duur


Gebeurtenis: TypeAlias = Opschorting | Hervatting | Verlenging


class Ontvanger(StrEnum):
    """To whom the law asks to tell it."""

    AANVRAGER = "aanvrager"
    BELANGHEBBENDEN = "belanghebbenden"
    KLAGER = "klager"
    BEKLAAGDE = "degene over wie de klacht gaat"


@dataclass(frozen=True, slots=True)
class Mededeling:
    """A notice the law asks: under which article, since which day, to whom, and the last day it must name.

    `noemt` is None when the article asks no day, or when that day is not known yet.
    """

    artikel: str
    vanaf: date
    aan: tuple[Ontvanger, ...]
    tekst: str
    schriftelijk: bool = False
    noemt: date | None = None

    def naar_dict(self) -> dict[str, object]:
        """JSON-able form; days in ISO 8601."""
        return {
            "artikel": self.artikel,
            "vanaf": self.vanaf.isoformat(),
            "aan": [ontvanger.value for ontvanger in self.aan],
            "tekst": self.tekst,
            "schriftelijk": self.schriftelijk,
            "noemt": self.noemt.isoformat() if self.noemt else None,
        }


@dataclass(frozen=True, slots=True)
class Periode:
    """Days on which a term stood still, both included."""

    eerste: date
    laatste: date

    @property
    def dagen(self) -> int:
        """How many days, at least 1."""
        return (self.laatste - self.eerste).days + 1

    def bevat(self, dag: date) -> bool:
        """Whether a day lies in it."""
        return self.eerste <= dag <= self.laatste


@dataclass(frozen=True, slots=True)
class Stilstand:
    """A suspension with the end it got: the day it was resumed and the last day left out, if known."""

    opschorting: Opschorting
    hervat: date | None
    laatste: date | None

    @property
    def open(self) -> bool:
        """Whether nobody knows yet on which day it ends."""
        return self.hervat is None and self.opschorting.uiterlijk is None

    def begonnen(self, dag: date) -> bool:
        """Whether it began on this day or before."""
        return self.opschorting.eerste_dag <= dag
