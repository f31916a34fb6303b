"""From which day a rule holds: dates by article, and the answer for a day before it."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from openloket.law.antwoord import Antwoord, Slotsom
from openloket.law.waarom import Stap, Twijfel, datum_in_woorden, waarom

# The versions of the acts on which all of this package rests; what changed later is not in it.
AWB_GELEZEN = date(2026, 7, 1)
HOOFDSTUK_9_GELEZEN = date(2026, 1, 1)
ATW_GELEZEN = date(2010, 10, 10)

_WMEBV = date(2026, 1, 1)

# By article, or by article and paragraph where one differs. What is not named held before the Wet
# modernisering elektronisch bestuurlijk verkeer and still does.
GELDT_VANAF: Mapping[str, date] = MappingProxyType(
    {
        "Awb 2:1 lid 1": date(2024, 1, 1),
        "Awb 2:3 lid 3": _WMEBV,
        **{f"Awb 2:{nummer}": _WMEBV for nummer in range(7, 26)},
        "Awb 2:10 lid 2": date(2027, 1, 1),
        "Awb 4:4 lid 2": _WMEBV,
        "Awb 4:5 lid 5": _WMEBV,
    }
)


def geldt_vanaf(artikel: str, data: Mapping[str, date] = GELDT_VANAF) -> date | None:
    """The first day on which an article holds; None for one that held before the amending act.

    Source: Stb. 2023, 183 and its commencement decree. `artikel` such as "Awb 2:10 lid 2 onder a": the most
    precise date that is known counts.
    """
    zonder_onderdeel = artikel.partition(" onder ")[0]
    zonder_lid = artikel.partition(" lid ")[0]
    return data.get(zonder_onderdeel, data.get(zonder_lid))


def nog_niet(artikel: str, op: date, data: Mapping[str, date] = GELDT_VANAF) -> Antwoord | None:
    """The answer for a day on which the article does not hold yet; None when it does.

    Source: Stb. 2023, 183.
    """
    vanaf = geldt_vanaf(artikel, data)
    if vanaf is None or op >= vanaf:
        return None
    tekst = f"Deze regel geldt vanaf {datum_in_woorden(vanaf)}. Op {datum_in_woorden(op)} gold hij nog niet."
    return Antwoord(Slotsom.GELDT_NOG_NIET, waarom(Stap(tekst, artikel, vanaf)))


def overgang(
    artikel: str, op: date, begonnen_op: date, data: Mapping[str, date] = GELDT_VANAF
) -> Twijfel | None:
    """The doubt about a procedure that began before the article held and goes on after; None otherwise.

    The transitional law of Stb. 2023, 183 is not known to us: the new rule is applied to what happens from
    its first day on.
    """
    vanaf = geldt_vanaf(artikel, data)
    if vanaf is None or not begonnen_op < vanaf <= op:
        return None
    return Twijfel(
        vraag="Geldt voor deze zaak de nieuwe of de oude regel?",
        grond=f"De zaak begon voor {datum_in_woorden(vanaf)}. Het overgangsrecht is niet bekend.",
        voorlopig="De nieuwe regel geldt voor alles wat er vanaf die dag gebeurt.",
        artikel=artikel,
    )


def gelezen_versie(artikel: str) -> date:
    """The day of the version of the act in which an article was read.

    Source: Awb 1:1 to 8:4 in the version of 1 July 2026, Awb 9:1 to 9:15 of 1 January 2026, and the Algemene
    termijnenwet of 10 October 2010.
    """
    if artikel.startswith("Algemene termijnenwet"):
        return ATW_GELEZEN
    return HOOFDSTUK_9_GELEZEN if artikel.startswith("Awb 9:") else AWB_GELEZEN
