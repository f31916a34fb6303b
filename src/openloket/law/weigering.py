"""Refusing a message or its files, and the opportunity to repair that comes first (Awb 2:15, 4:5, 6:6)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openloket.law.antwoord import Antwoord, Slotsom, antwoord, volledigheid
from openloket.law.inwerking import nog_niet
from openloket.law.kanalen import BEZWAAR_OF_BEROEP, Berichtsoort
from openloket.law.waarom import Stap, Twijfel, waarom


class Weigeringsgrond(StrEnum):
    """The two grounds of Awb 2:15: a disproportionate burden (files), too little reliability (a message)."""

    ONEVENREDIGE_BELASTING = "1"
    ONBETROUWBAAR = "2"


_REDEN = {
    Weigeringsgrond.ONEVENREDIGE_BELASTING: "Deze bestanden zijn voor de gemeente een te zware last.",
    Weigeringsgrond.ONBETROUWBAAR: "Dit bericht is niet betrouwbaar of vertrouwelijk genoeg.",
}


def mag_bericht_weigeren(grond: Weigeringsgrond, vastgesteld: bool | None, soort: Berichtsoort) -> Antwoord:
    """Whether a message, or its files, may be refused. Source: Awb 2:15 lid 1 to 3; 4:5 lid 1, 6:6 onder b.

    A power. `vastgesteld`: the ground was found to be there; None when nobody judged it, then there is no
    refusal and a Twijfel. No appeal lies against the refusal (8:4 lid 1 onder a).
    """
    artikel = f"Awb 2:15 lid {grond.value}"
    if not vastgesteld:
        twijfel = Twijfel(
            vraag="Is er een reden om dit bericht te weigeren?",
            grond="Dat is nog niet beoordeeld.",
            voorlopig="Het bericht wordt aangenomen.",
            artikel=artikel,
        )
        tekst = "Er is geen reden vastgesteld om dit te weigeren."
        return antwoord(Slotsom.MAG_NIET, tekst, artikel, *(() if vastgesteld is False else (twijfel,)))
    stappen = [
        Stap(f"{_REDEN[grond]} De gemeente mag weigeren, maar hoeft niet.", artikel),
        Stap("Weigert zij, dan laat zij u dat zo snel mogelijk weten.", "Awb 2:15 lid 3"),
    ]
    herstel = _herstelartikel(soort)
    if herstel:
        stappen.append(Stap("U krijgt daarna de kans om het opnieuw te sturen.", herstel))
    return Antwoord(Slotsom.MAG, waarom(*stappen))


def _herstelartikel(soort: Berichtsoort) -> str:
    if soort in BEZWAAR_OF_BEROEP:
        return "Awb 6:6 onder b"
    return "Awb 4:5 lid 1 onder b" if soort is Berichtsoort.AANVRAAG else ""


def weigering_volledig(
    op: date, *, grond_vastgelegd: bool, meegedeeld: bool, soort: Berichtsoort, herstelkans: bool
) -> Antwoord:
    """Whether a refusal was done as the act asks: reasoned, told, and with an opportunity to repair.

    Source: Awb 2:15 lid 3; 4:5 lid 1, 6:6 for applications, objections and appeals.
    """
    artikel = "Awb 2:15 lid 3"
    te_vroeg = nog_niet(artikel, op)
    if te_vroeg is not None:
        return te_vroeg
    gevraagd = {"de reden": grond_vastgelegd, "een bericht aan u": meegedeeld}
    if _herstelartikel(soort):
        gevraagd["de kans om het te herstellen"] = herstelkans
    goed = "De gemeente heeft u laten weten wat zij weigert en waarom."
    return volledigheid(artikel, gevraagd, goed, "De weigering is niet compleet. Er ontbreekt:")


@dataclass(frozen=True, slots=True)
class Herstelkans:
    """The opportunity to repair: when it was given, its last day, and when it was used; None when not."""

    geboden_op: date | None = None
    laatste_dag: date | None = None
    hersteld_op: date | None = None


def mag_buiten_behandeling(
    gebreken: tuple[str, ...],
    kans: Herstelkans,
    op: date,
    *,
    bezwaar: bool = False,
    verkeerde_weg_gewezen: bool = False,
) -> Antwoord:
    """Whether an application may be left unhandled, or an objection declared inadmissible, for its defects.

    Source: Awb 4:5 lid 1 and 5; 6:6.

    A power. `verkeerde_weg_gewezen`: the sender was pointed to the right way (2:16 lid 1); an
    application then needs no opportunity. An objection always does. Repaired too late: a person decides.
    """
    artikel = "Awb 6:6" if bezwaar else "Awb 4:5 lid 1"
    wat = "Het bezwaar" if bezwaar else "De aanvraag"
    if verkeerde_weg_gewezen and not bezwaar and nog_niet("Awb 4:5 lid 5", op) is None:
        tekst = "U kreeg te horen langs welke weg de aanvraag wel kan. Een kans op herstel hoeft dan niet."
        return antwoord(Slotsom.MAG, tekst, "Awb 4:5 lid 5")
    if not gebreken:
        return antwoord(Slotsom.MAG_NIET, f"{wat} is compleet en moet worden behandeld.", artikel)
    if kans.geboden_op is None or kans.laatste_dag is None:
        tekst = "U hebt nog niet de kans gekregen om aan te vullen. Die krijgt u eerst."
        return antwoord(Slotsom.MAG_NIET, tekst, artikel)
    if kans.hersteld_op is not None:
        return _hersteld(wat, kans.hersteld_op > kans.laatste_dag, artikel)
    if op <= kans.laatste_dag:
        return antwoord(
            Slotsom.MAG_NIET, "U hebt nog tijd om aan te vullen.", artikel, datum=kans.laatste_dag
        )
    tekst = f"U hebt niet op tijd aangevuld. {wat} hoeft dan niet te worden behandeld, maar mag wel."
    return antwoord(Slotsom.MAG, tekst, artikel)


def _hersteld(wat: str, te_laat: bool, artikel: str) -> Antwoord:
    tekst = f"U hebt aangevuld. {wat} wordt behandeld."
    if not te_laat:
        return antwoord(Slotsom.MAG_NIET, tekst, artikel)
    twijfel = Twijfel(
        vraag="Telt de aanvulling nog mee?",
        grond="De aanvulling kwam na de laatste dag.",
        voorlopig="Ja: de aanvulling telt mee.",
        artikel=artikel,
    )
    return antwoord(Slotsom.MAG_NIET, tekst, artikel, twijfel)
