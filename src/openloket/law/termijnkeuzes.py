"""What a body can do with a running term: for each ground the question of the act, and the facts it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from openloket.law.gebeurtenissen import Opschortingsgrond, Verlengingsgrond
from openloket.law.termijnen import Termijn
from openloket.law.termijnverloop import TEN_HOOGSTE, mogelijke_gronden

Grond: TypeAlias = Opschortingsgrond | Verlengingsgrond


@dataclass(frozen=True, slots=True)
class Keuze:
    """One ground as a body chooses it. Source: the article of the ground.

    - `naam`, `vraag`, `gevolg`: in words; only who answers the question with yes may choose it;
    - `vanaf`: the label of the first day of delay; empty when the notice itself is the beginning;
    - `tot`: the label of the last day of delay that was agreed to; empty when there is none;
    - `verwacht`: the label of the day by which the decision is expected, which the notice must name.
    """

    grond: Grond
    naam: str
    vraag: str
    gevolg: str
    vanaf: str = ""
    tot: str = ""
    verwacht: str = ""

    @property
    def duur(self) -> bool:
        """Whether a length must be chosen."""
        return isinstance(self.grond, Verlengingsgrond)

    @property
    def hoogstens(self) -> str:
        """The most that the act allows, in words; empty when it names no number."""
        hoogste = TEN_HOOGSTE.get(self.grond) if isinstance(self.grond, Verlengingsgrond) else None
        return str(hoogste) if hoogste else ""


_KEUZES = (
    Keuze(
        Opschortingsgrond.BUITENLANDSE_INFORMATIE,
        "Opschorten: informatie uit het buitenland",
        "Hebt u een buitenlandse instantie om informatie gevraagd die u redelijkerwijs nodig hebt voor het "
        "besluit?",
        "De termijn staat stil vanaf de dag nadat u dit aan de aanvrager laat weten. Zij loopt weer als de "
        "informatie er is, of als langer wachten niet redelijk meer is.",
    ),
    Keuze(
        Opschortingsgrond.INSTEMMING,
        "Opschorten: de aanvrager stemt in met uitstel",
        "Heeft de aanvrager schriftelijk ingestemd met uitstel, tot een dag die vaststaat?",
        "De termijn staat stil gedurende de tijd waarmee de aanvrager instemt.",
        vanaf="Eerste dag van het uitstel",
        tot="Laatste dag van het uitstel",
    ),
    Keuze(
        Opschortingsgrond.TOEREKENBAAR,
        "Opschorten: de vertraging komt door de aanvrager",
        "Kan de vertraging aan de aanvrager worden toegerekend?",
        "De termijn staat stil zolang dat zo is. Laat het weten zodra zij weer loopt.",
        vanaf="Eerste dag van de vertraging",
    ),
    Keuze(
        Opschortingsgrond.OVERMACHT,
        "Opschorten: overmacht",
        "Kunt u door overmacht niet beslissen? Drukte of ziekte is geen overmacht.",
        "De termijn staat stil zolang de overmacht duurt. U laat dat zo snel mogelijk weten, met de dag "
        "waarop het besluit er naar verwachting is.",
        vanaf="Eerste dag van de overmacht",
        verwacht="Wanneer komt het besluit naar verwachting?",
    ),
    Keuze(
        Verlengingsgrond.MEDEDELING_WETTELIJK,
        "Laten weten dat het besluit later komt",
        "Lukt het niet om te beslissen binnen de termijn die de wet noemt?",
        "U noemt een zo kort mogelijke tijd waarin het besluit wel komt. De termijn zelf wordt daardoor "
        "niet langer: de laatste dag blijft dezelfde.",
    ),
    Keuze(
        Verlengingsgrond.MEDEDELING,
        "Een langere redelijke termijn noemen",
        "Noemt geen regeling een eigen termijn, en kunt u niet binnen acht weken beslissen?",
        "U laat dit binnen de termijn aan de aanvrager weten en noemt een redelijke termijn waarin het "
        "besluit wel komt.",
    ),
    Keuze(
        Verlengingsgrond.INGEWIKKELD,
        "Verlengen: ingewikkeld of omstreden",
        "Is het onderwerp zeer ingewikkeld of omstreden, ligt het ontwerp nog niet ter inzage, en kon de "
        "aanvrager zeggen wat hij van verlengen vindt?",
        "U kunt dit doen binnen acht weken na ontvangst van de aanvraag.",
    ),
    Keuze(
        Verlengingsgrond.VERDAGING_BEZWAAR,
        "Verdagen",
        "Hebt u meer tijd nodig om op het bezwaar te beslissen?",
        "U laat het schriftelijk aan de belanghebbenden weten, binnen de termijn.",
    ),
    Keuze(
        Verlengingsgrond.UITSTEL_BEZWAAR,
        "Verder uitstel",
        "Stemmen alle belanghebbenden in met verder uitstel? Of stemt de indiener in en schaadt het anderen "
        "niet? Of is het nodig om regels over de procedure na te leven?",
        "U laat het schriftelijk aan de belanghebbenden weten, binnen de termijn.",
    ),
    Keuze(
        Verlengingsgrond.VERDAGING_KLACHT,
        "Verdagen",
        "Hebt u meer tijd nodig om de klacht af te handelen?",
        "U laat het schriftelijk weten aan de klager en aan degene over wie de klacht gaat.",
    ),
    Keuze(
        Verlengingsgrond.UITSTEL_KLACHT,
        "Verder uitstel",
        "Stemt de klager schriftelijk in met verder uitstel?",
        "De termijn wordt langer met de tijd waarmee de klager instemt.",
    ),
)

KEUZES: Mapping[str, Keuze] = MappingProxyType({keuze.grond.value: keuze for keuze in _KEUZES})
"""By the value of the ground. A request to supplement (4:15-1a, 7:10-2) is no choice here: it is a letter."""


def keuzes(termijn: Termijn) -> tuple[Keuze, ...]:
    """What can be chosen for this term. Source: Awb 3:18 lid 2, 4:14, 4:15, 7:10, 7:14, 9:11."""
    return tuple(KEUZES[grond.value] for grond in mogelijke_gronden(termijn) if grond.value in KEUZES)
