"""Every way to deal with a message that came the wrong way or to the wrong body: allowed or not, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openloket.law.antwoord import Antwoord, Slotsom, antwoord
from openloket.law.doorzenden import terugzendplicht
from openloket.law.kanalen import BEZWAAR_OF_BEROEP, Berichtsoort, Kanaalkeuze
from openloket.law.ontvangst import Bericht, Bevoegdheid
from openloket.law.oordeel import Actie, Oordeel, beoordeel
from openloket.law.waarom import Stap, Twijfel, waarom
from openloket.law.weigering import Weigeringsgrond, mag_bericht_weigeren


class Handelwijze(StrEnum):
    """What may be done with it."""

    BEHANDELEN = "behandelen"
    WIJZEN = "wijzen"
    DOORLEIDEN = "doorleiden"
    DOORZENDEN = "doorzenden"
    TERUGZENDEN = "terugzenden"
    WEIGEREN = "weigeren"


TOEGESTAAN = frozenset({Slotsom.MOET, Slotsom.MAG})
"""The conclusions with which a way may be chosen."""


@dataclass(frozen=True, slots=True)
class Afweging:
    """What the law asks of a message, and for each way whether it is allowed, with its why."""

    oordeel: Oordeel
    wijzen: Mapping[Handelwijze, Antwoord]

    def mag(self, wijze: Handelwijze) -> bool:
        """Whether a person may choose this way."""
        return self.wijzen[wijze].slotsom in TOEGESTAAN


def weeg(
    bericht: Bericht,
    aangewezen: Kanaalkeuze,
    op: date,
    *,
    afzender_blijkt: bool = True,
    weigergrond: Weigeringsgrond | None = None,
) -> Afweging:
    """Which ways the law allows on a day. Source: Awb 2:3, 2:15, 2:16, 2:24, 4:5 lid 5, 6:6, 6:15, 7:14.

    An objection or appeal is never only pointed elsewhere or sent back. `weigergrond` is the ground that
    somebody found to be there; None: there is none. `afzender_blijkt` as in doorzenden.terugzendplicht.
    """
    oordeel = beoordeel(bericht, aangewezen)
    weigeren = _weigeren(bericht, weigergrond, oordeel)
    if bericht.bevoegdheid is Bevoegdheid.DIT_ORGAAN:
        wijzen = _voor_ons(bericht, oordeel)
    else:
        wijzen = _voor_een_ander(bericht, oordeel, op, afzender_blijkt=afzender_blijkt)
    return Afweging(oordeel, {**wijzen, Handelwijze.WEIGEREN: weigeren})


def _voor_ons(bericht: Bericht, oordeel: Oordeel) -> dict[Handelwijze, Antwoord]:
    behandelen = oordeel.actie is Actie.BEHANDELEN
    vrij = Stap(f"{_reden(oordeel)} Behandelen mag altijd.", _artikel(oordeel))
    ander = "Volgens uw antwoord is uw gemeente zelf bevoegd. Dan valt er niets door of terug te sturen."
    return {
        Handelwijze.BEHANDELEN: Antwoord(
            Slotsom.MOET if behandelen else Slotsom.MAG,
            oordeel.waarom if behandelen else waarom(vrij),
            twijfels=oordeel.twijfels,
        ),
        Handelwijze.WIJZEN: _wijzen(bericht, oordeel),
        Handelwijze.DOORLEIDEN: _doorleiden(bericht, oordeel),
        Handelwijze.DOORZENDEN: antwoord(Slotsom.MAG_NIET, ander, "Awb 2:3 lid 1"),
        Handelwijze.TERUGZENDEN: antwoord(Slotsom.MAG_NIET, ander, "Awb 2:3 lid 2"),
    }


def _wijzen(bericht: Bericht, oordeel: Oordeel) -> Antwoord:
    """Source: Awb 2:16 lid 1 and 2; a body that need not react at all may still point to the right way."""
    if oordeel.actie is Actie.BEHANDELEN:
        stappen = oordeel.waarom.stappen
        grond = next((stap for stap in stappen if stap.artikel.startswith("Awb 2:16")), stappen[-1])
        return Antwoord(Slotsom.MAG_NIET, waarom(grond))
    if not oordeel.juiste_wegen:
        tekst = "Voor dit bericht is geen weg aangewezen. Er is dus geen juiste weg om naar te wijzen."
        return antwoord(Slotsom.MAG_NIET, tekst, "Awb 2:16 lid 1 onder c")
    if oordeel.actie is Actie.NIET_GEHOUDEN:
        tekst = "U hoeft niet te reageren, maar u mag de afzender de juiste weg wijzen."
        return antwoord(Slotsom.MAG, tekst, "Awb 2:16 lid 2", *oordeel.twijfels)
    return Antwoord(Slotsom.MAG, oordeel.waarom, twijfels=oordeel.twijfels)


def _doorleiden(bericht: Bericht, oordeel: Oordeel) -> Antwoord:
    """Source: Awb 2:24; passing on within the body is free, what it does to a term is not."""
    stappen = [Stap("Een bericht binnen de gemeente doorgeven mag altijd.", "")]
    if oordeel.latere_start_mogelijk:
        tekst = "Laat u dat meteen weten, dan kan de termijn beginnen op de dag van doorgeven."
        stappen.append(Stap(tekst, "Awb 2:24"))
    elif bericht.soort in BEZWAAR_OF_BEROEP:
        tekst = "Bij bezwaar en beroep blijft de termijn gewoon lopen. Doorgeven verandert daar niets aan."
        stappen.append(Stap(tekst, "Awb 7:14"))
    elif oordeel.actie is Actie.BEHANDELEN:
        tekst = "De termijn blijft gewoon lopen. Later beginnen kan alleen bij een verkeerde weg."
        stappen.append(Stap(tekst, "Awb 2:24"))
    else:
        tekst = "De termijn blijft gewoon lopen. Later beginnen kan alleen als u moet behandelen wat er ligt."
        stappen.append(Stap(tekst, "Awb 2:24"))
    later = oordeel.latere_start_mogelijk and bericht.soort is Berichtsoort.KLACHT
    return Antwoord(Slotsom.MAG, waarom(*stappen), twijfels=(_KLACHTTERMIJN,) if later else ())


_KLACHTTERMIJN = Twijfel(
    vraag="Mag de termijn van een klacht pas beginnen bij het doorgeven binnen de gemeente?",
    grond="Artikel 9:11 telt zelf vanaf de ontvangst van de klacht. Artikel 2:24 noemt geen uitzondering.",
    voorlopig="Nee: de termijn begint bij de ontvangst.",
    artikel="Awb 2:24",
)


def _voor_een_ander(
    bericht: Bericht, oordeel: Oordeel, op: date, *, afzender_blijkt: bool
) -> dict[Handelwijze, Antwoord]:
    moet = oordeel.actie is Actie.DOORZENDEN
    zelf = "Een ander bestuursorgaan is bevoegd. Uw gemeente kan hierover niet beslissen."
    weg = "Het gaat hier niet om de weg, maar om het bestuursorgaan: een andere weg naar ons helpt niet."
    return {
        Handelwijze.BEHANDELEN: antwoord(Slotsom.MAG_NIET, zelf, _artikel(oordeel)),
        Handelwijze.WIJZEN: antwoord(Slotsom.MAG_NIET, weg, _artikel(oordeel)),
        Handelwijze.DOORLEIDEN: antwoord(Slotsom.MAG_NIET, zelf, _artikel(oordeel)),
        Handelwijze.DOORZENDEN: Antwoord(
            Slotsom.MOET if moet else Slotsom.MAG,
            oordeel.waarom
            if moet
            else oordeel.waarom + waarom(Stap("Het mag wel, als u het uitzoekt.", "Awb 2:3 lid 1")),
            twijfels=oordeel.twijfels,
        ),
        Handelwijze.TERUGZENDEN: _terugzenden(bericht, moet, op, afzender_blijkt=afzender_blijkt),
    }


def _terugzenden(bericht: Bericht, doorzenden: bool, op: date, *, afzender_blijkt: bool) -> Antwoord:
    """Source: Awb 2:3 lid 2, for what is not forwarded; 6:15 has objections forwarded, never sent back."""
    if doorzenden:
        artikel = "Awb 6:15 lid 1" if bericht.soort in BEZWAAR_OF_BEROEP else "Awb 2:3 lid 1"
        tekst = "Dit bericht moet naar het andere bestuursorgaan. Terugsturen is dan niet genoeg."
        return antwoord(Slotsom.MAG_NIET, tekst, artikel)
    plicht = terugzendplicht(
        op, elektronisch=bericht.weg.kanaal.elektronisch, afzender_blijkt=afzender_blijkt
    )
    if plicht.slotsom is Slotsom.MOET:
        return plicht
    stap = Stap("Het mag wel, als u weet van wie het is.", "Awb 2:3 lid 2")
    return Antwoord(Slotsom.MAG, plicht.waarom + waarom(stap))


def _weigeren(bericht: Bericht, grond: Weigeringsgrond | None, oordeel: Oordeel) -> Antwoord:
    """Source: Awb 2:15, about electronic messages only; what must be forwarded is not ours to refuse."""
    if not bericht.weg.kanaal.elektronisch:
        tekst = "Weigeren kan alleen bij een bericht dat digitaal kwam."
        return antwoord(Slotsom.MAG_NIET, tekst, "Awb 2:15")
    if oordeel.actie is Actie.DOORZENDEN:
        tekst = "Dit bericht moet naar een ander bestuursorgaan. Dat beslist zelf of het dit aanneemt."
        return antwoord(Slotsom.MAG_NIET, tekst, _artikel(oordeel))
    if grond is None:
        return antwoord(Slotsom.MAG_NIET, "U vond geen reden om dit te weigeren.", "Awb 2:15")
    return mag_bericht_weigeren(grond, True, bericht.soort)


def _reden(oordeel: Oordeel) -> str:
    return oordeel.waarom.stappen[-1].tekst


def _artikel(oordeel: Oordeel) -> str:
    return oordeel.waarom.artikelen[-1]
