"""Making a decision known: the day that counts, when it takes effect, what it says (Awb 3:40-3:45, 6:23)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openloket.law.antwoord import Antwoord, Slotsom, antwoord, volledigheid
from openloket.law.waarom import Stap, Twijfel, Waarom, datum_in_woorden, waarom


class Bekendmakingswijze(StrEnum):
    """How a decision was made known; `ANDERS` is 'another fitting way' when sending could not be done."""

    POST = "post"
    UITREIKING = "uitreiking"
    ELEKTRONISCH = "elektronisch"
    PUBLICATIEBLAD = "publicatieblad"
    ANDERS = "anders"


_PERSOONLIJK = frozenset(
    {Bekendmakingswijze.POST, Bekendmakingswijze.UITREIKING, Bekendmakingswijze.ELEKTRONISCH}
)
_HOE = {
    Bekendmakingswijze.POST: "Het besluit is met de post verstuurd",
    Bekendmakingswijze.UITREIKING: "Het besluit is aan u gegeven",
    Bekendmakingswijze.ELEKTRONISCH: "Het besluit is digitaal verstuurd",
    Bekendmakingswijze.PUBLICATIEBLAD: "Het besluit is gepubliceerd",
    Bekendmakingswijze.ANDERS: "Het besluit is op een andere manier bekendgemaakt",
}


@dataclass(frozen=True, slots=True)
class Bekendmaking:
    """The day on which a decision was made known as prescribed; None when it was not, or not surely.

    The term to object runs from the day after `dag` (Awb 6:8); without a day it does not run.
    """

    dag: date | None
    waarom: Waarom
    twijfel: Twijfel | None = None


def bekendmaking(
    wijze: Bekendmakingswijze,
    op: date | None,
    *,
    tot_belanghebbenden_gericht: bool,
    bereikbaar_verklaard: bool = True,
    persoonlijk_kon_niet: bool = False,
    na_bezwaar: bool = False,
) -> Bekendmaking:
    """On which day a decision was made known as prescribed. Source: Awb 3:41 lid 1 and 2, 3:42; 7:12; 2:8.

    - `op`: the day of sending (electronically: of Awb 2:19), handing over or publication; None if unknown;
    - `bereikbaar_verklaard`: the addressee expressly said to be reachable electronically (2:8);
    - `persoonlijk_kon_niet`: it could not be sent or handed over (3:41 lid 2);
    - `na_bezwaar`: it is the decision on an objection, sent or handed over too (7:12 lid 2; 7:14).
    """
    artikel = "Awb 3:41 lid 1" if tot_belanghebbenden_gericht else "Awb 3:42"
    if na_bezwaar and tot_belanghebbenden_gericht:
        artikel = "Awb 7:12 lid 2"
    if op is None:
        return Bekendmaking(None, waarom(Stap("Het besluit is nog niet bekendgemaakt.", artikel)))
    if not tot_belanghebbenden_gericht:
        return _algemeen(wijze, op)
    if wijze is Bekendmakingswijze.ELEKTRONISCH and not bereikbaar_verklaard:
        return _niet_voorgeschreven(
            "U had niet gezegd dat u het besluit digitaal wilde krijgen.", op, "Awb 2:8"
        )
    if wijze in _PERSOONLIJK:
        stap = Stap(f"{_HOE[wijze]} op {datum_in_woorden(op)}.", artikel, op)
        return Bekendmaking(op, waarom(stap))
    if persoonlijk_kon_niet:
        tekst = f"Sturen of geven kon niet. {_HOE[wijze]} op {datum_in_woorden(op)}."
        return Bekendmaking(op, waarom(Stap(tekst, "Awb 3:41 lid 2", op)))
    return _niet_voorgeschreven("Het besluit is niet naar u gestuurd en niet aan u gegeven.", op, artikel)


def _algemeen(wijze: Bekendmakingswijze, op: date) -> Bekendmaking:
    if wijze is Bekendmakingswijze.PUBLICATIEBLAD:
        tekst = f"{_HOE[wijze]} in het gemeenteblad op {datum_in_woorden(op)}."
        return Bekendmaking(op, waarom(Stap(tekst, "Awb 3:42", op)))
    return _niet_voorgeschreven("Het besluit heeft niet in het gemeenteblad gestaan.", op, "Awb 3:42")


def _niet_voorgeschreven(tekst: str, op: date, artikel: str) -> Bekendmaking:
    twijfel = Twijfel(
        vraag="Is het besluit goed bekendgemaakt?",
        grond=f"Er is iets gedaan op {datum_in_woorden(op)}, maar niet zoals de wet vraagt.",
        voorlopig="Nee: het besluit werkt nog niet en de termijn voor bezwaar loopt nog niet.",
        artikel=artikel,
    )
    return Bekendmaking(None, waarom(Stap(tekst, artikel)), twijfel)


def in_werking(bekend: Bekendmaking, op: date) -> Antwoord:
    """Whether a decision may have taken effect on a day. Source: Awb 3:40.

    MAG: publication is needed and not always enough, for a decision may name a later day.
    """
    if bekend.dag is None or op < bekend.dag:
        tekst = "Het besluit werkt nog niet: het is nog niet bekendgemaakt."
        twijfels = (bekend.twijfel,) if bekend.twijfel else ()
        return antwoord(Slotsom.MAG_NIET, tekst, "Awb 3:40", *twijfels)
    tekst = "Het besluit is bekendgemaakt en kan dus werken."
    return antwoord(Slotsom.MAG, tekst, "Awb 3:40", datum=bekend.dag)


@dataclass(frozen=True, slots=True)
class Clausule:
    """What a decision says about objecting or appealing; `digitale_weg` is our own extra."""

    door_wie: str
    termijn: str
    orgaan: str
    digitale_weg: str = ""


def clausule_volledig(
    clausule: Clausule | None, *, rechtsmiddel_mogelijk: bool, na_bezwaar: bool = False
) -> Antwoord:
    """Whether a decision says how to object or appeal. Source: Awb 3:45 lid 1 and 2; 6:23."""
    artikel = "Awb 6:23 lid 2" if na_bezwaar else "Awb 3:45 lid 2"
    if not rechtsmiddel_mogelijk:
        tekst = "Tegen dit besluit is geen bezwaar of beroep mogelijk. Er hoeft niets over in te staan."
        return antwoord(Slotsom.HOEFT_NIET, tekst, artikel)
    gegeven = clausule or Clausule("", "", "")
    gevraagd = {
        "wie bezwaar of beroep kan maken": bool(gegeven.door_wie.strip()),
        "binnen welke termijn": bool(gegeven.termijn.strip()),
        "bij wie": bool(gegeven.orgaan.strip()),
    }
    goed = "In het besluit staat hoe u het er niet mee eens kunt zijn."
    return volledigheid(artikel, gevraagd, goed, "In het besluit ontbreekt:")


def mededeling_verplicht(*, bracht_zienswijze_naar_voren: bool, adviseur_niet_gevolgd: bool) -> Antwoord:
    """Whether somebody beside the addressee must be told of the decision. Source: Awb 3:43 lid 1 and 2."""
    artikel = "Awb 3:43 lid 1"
    if bracht_zienswijze_naar_voren or adviseur_niet_gevolgd:
        stappen = waarom(
            Stap("U gaf eerder uw mening of advies. Daarom laten wij u het besluit weten.", artikel),
            Stap("Wij vertellen ook wanneer en hoe het is bekendgemaakt.", "Awb 3:43 lid 2"),
        )
        return Antwoord(Slotsom.MOET, stappen)
    tekst = "U gaf eerder geen mening of advies. Een aparte mededeling hoeft niet."
    return antwoord(Slotsom.HOEFT_NIET, tekst, artikel)
