"""Complaints: what they hold, how they end, and the register that is published yearly (Awb 9:4 to 9:12a)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from openloket.law.antwoord import Antwoord, Slotsom, antwoord, volledigheid
from openloket.law.bezwaar import Geschrift
from openloket.law.waarom import Twijfel, datum_in_woorden


def klaagschrift_volledig(klacht: Geschrift, over_gedraging_jegens_klager: bool) -> Antwoord:
    """Whether a written complaint meets what sets the whole procedure going. Source: Awb 9:4 lid 1 and 2.

    A complaint that does not is still handled properly (9:2): the answer says what could be added.
    """
    gevraagd = {
        "een handtekening": klacht.ondertekend,
        "naam en adres": klacht.naam_en_adres,
        "de datum": klacht.dagtekening,
        "wat er is gebeurd": klacht.waarover,
        "dat het over uzelf gaat": over_gedraging_jegens_klager,
    }
    fout = "Wij nemen uw klacht serieus. Voor de hele procedure ontbreekt nog:"
    return volledigheid("Awb 9:4 lid 2", gevraagd, "In uw klacht staat alles wat nodig is.", fout)


def ontvangst_klacht_gemeld(
    *, schriftelijk_bevestigd: bool, advies: bool, advies_genoemd: bool = False
) -> Antwoord:
    """Whether receipt of a complaint was confirmed, naming who will advise. Source: Awb 9:6, 9:15 lid 1."""
    gevraagd = {"een schriftelijke bevestiging": schriftelijk_bevestigd}
    if advies:
        gevraagd["dat iemand over de klacht adviseert"] = advies_genoemd
    artikel = "Awb 9:15 lid 1" if advies else "Awb 9:6"
    return volledigheid(artikel, gevraagd, "Wij hebben de ontvangst bevestigd.", "Er ontbreekt:")


def niet_behandelen_gemeld(
    *, grond: str, schriftelijk: bool, ombudsman: str, termijn_ombudsman: str
) -> Antwoord:
    """Whether not handling a complaint was told as the act asks. Source: Awb 9:8 lid 3, 9:12 lid 2.

    The term of four weeks is in the register of terms under 9:8. `grond` is the worker's own words: which
    grounds 9:8 lid 1 and 2 allow is not judged here, so a Twijfel is with every answer.
    """
    artikel = "Awb 9:8 lid 3"
    gevraagd = {
        "de reden": bool(grond.strip()),
        "een brief of bericht": schriftelijk,
        "bij welke ombudsman u terechtkunt": bool(ombudsman.strip()),
        "binnen welke termijn": bool(termijn_ombudsman.strip()),
    }
    twijfel = Twijfel(
        vraag="Mag de gemeente deze klacht niet behandelen?",
        grond="Alleen de redenen uit de wet tellen. Dat beoordeelt een mens.",
        voorlopig="De klacht wordt behandeld.",
        artikel="Awb 9:8",
    )
    goed = "U weet waarom wij de klacht niet behandelen en waar u nu terechtkunt."
    return volledigheid(artikel, gevraagd, goed, "Er ontbreekt:", twijfel)


@dataclass(frozen=True, slots=True)
class Klachtbehandeling:
    """What was done with a complaint before its end.

    `tevreden`: the complainant is content, which ends every further duty (9:5).
    """

    afschrift_aan_beklaagde: bool = False
    klager_kon_gehoord: bool = False
    beklaagde_kon_gehoord: bool = False
    verslag_van_horen: bool = False
    tevreden: bool = False


def behandeling_volledig(gedaan: Klachtbehandeling) -> Antwoord:
    """Whether the steps before the outcome were taken. Source: Awb 9:5, 9:9, 9:10 lid 1 and 3.

    When nobody wanted to be heard there is no report; pass `verslag_van_horen` True then.
    """
    if gedaan.tevreden:
        tekst = "U bent tevreden over de oplossing. De rest van de procedure hoeft dan niet meer."
        return antwoord(Slotsom.HOEFT_NIET, tekst, "Awb 9:5")
    gevraagd = {
        "een kopie aan de persoon over wie de klacht gaat": gedaan.afschrift_aan_beklaagde,
        "u de kans geven uw verhaal te vertellen": gedaan.klager_kon_gehoord,
        "de andere persoon die kans geven": gedaan.beklaagde_kon_gehoord,
        "een verslag van dat gesprek": gedaan.verslag_van_horen,
    }
    goed = "Iedereen kon zijn verhaal vertellen."
    return volledigheid("Awb 9:9 en 9:10", gevraagd, goed, "Dit moet nog gebeuren:")


@dataclass(frozen=True, slots=True)
class Klachtafdoening:
    """What the written outcome holds; `conclusies` may be empty when the body draws none."""

    bevindingen: str
    oordeel: str
    ombudsman: str
    termijn_ombudsman: str
    schriftelijk: bool = True
    conclusies: str = ""


def afdoening_volledig(afdoening: Klachtafdoening) -> Antwoord:
    """Whether the outcome of a complaint holds what it must. Source: Awb 9:12 lid 1 and 2."""
    gevraagd = {
        "een brief of bericht": afdoening.schriftelijk,
        "wat wij hebben gevonden": bool(afdoening.bevindingen.strip()),
        "wat wij ervan vinden": bool(afdoening.oordeel.strip()),
        "bij welke ombudsman u terechtkunt": bool(afdoening.ombudsman.strip()),
        "binnen welke termijn": bool(afdoening.termijn_ombudsman.strip()),
    }
    goed = "U weet wat wij vonden, wat wij ervan vinden en waar u nu terechtkunt."
    return volledigheid("Awb 9:12", gevraagd, goed, "In de brief ontbreekt:")


def klachtenregister_volledig(
    jaar: int,
    ingediend: Collection[str],
    geregistreerd: Collection[str],
    gepubliceerd_op: date | None,
    op: date,
) -> Antwoord:
    """Whether all written complaints of a year are registered and the register is published.

    Source: Awb 9:12a.

    `ingediend` and `geregistreerd` hold references of complaints. "Jaarlijks" names no day: not
    published in the year after is a Twijfel, and counts as missing from the second year on.
    """
    artikel = "Awb 9:12a"
    niet_in_register = sorted(set(ingediend) - set(geregistreerd))
    gevraagd = {f"registratie van klacht {kenmerk}": False for kenmerk in niet_in_register}
    gepubliceerd = gepubliceerd_op is not None and gepubliceerd_op <= op
    gevraagd[f"publicatie van de klachten van {jaar}"] = gepubliceerd or op.year <= jaar + 1
    twijfels: tuple[Twijfel, ...] = ()
    if not gepubliceerd and op.year == jaar + 1:
        twijfels = (_nog_niet_gepubliceerd(jaar, op),)
    goed = f"Alle klachten van {jaar} staan in het register."
    return volledigheid(artikel, gevraagd, goed, "Er ontbreekt:", *twijfels)


def _nog_niet_gepubliceerd(jaar: int, op: date) -> Twijfel:
    return Twijfel(
        vraag=f"Wanneer publiceert de gemeente de klachten van {jaar}?",
        grond=f"De wet zegt: elk jaar. Op {datum_in_woorden(op)} is het nog niet gebeurd.",
        voorlopig=f"Uiterlijk op 31 december {jaar + 1}.",
        artikel="Awb 9:12a",
    )
