"""What an application or an objection must hold, and who hears of a commission (Awb 4:2, 6:5, 6:14, 7:13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openloket.law.antwoord import Antwoord, Slotsom, antwoord, volledigheid


@dataclass(frozen=True, slots=True)
class Geschrift:
    """Which of the compulsory parts a letter or form holds; `waarover` is the beschikking, the decision or
    the conduct it is about, `gronden` the reasons (asked for an objection only)."""

    ondertekend: bool
    naam_en_adres: bool
    dagtekening: bool
    waarover: bool
    gronden: bool = False


def _vast(geschrift: Geschrift, waarover: str) -> Mapping[str, bool]:
    return {
        "een handtekening": geschrift.ondertekend,
        "naam en adres": geschrift.naam_en_adres,
        "de datum": geschrift.dagtekening,
        waarover: geschrift.waarover,
    }


def aanvraag_volledig(aanvraag: Geschrift, gegevens: Mapping[str, bool]) -> Antwoord:
    """Whether an application is complete. Source: Awb 4:2 lid 1 and 2.

    `gegevens` says of each fact or paper that the decision needs, and that the applicant can reasonably get,
    whether it is there. What is missing leads to an opportunity to supplement (4:5), not to a refusal.
    """
    gevraagd = {**_vast(aanvraag, "welk besluit u vraagt"), **gegevens}
    goed = "In uw aanvraag staat alles wat nodig is."
    fout = "Uw aanvraag is nog niet compleet. U krijgt de tijd om aan te vullen:"
    return volledigheid("Awb 4:2", gevraagd, goed, fout)


def bezwaarschrift_volledig(bezwaarschrift: Geschrift) -> Antwoord:
    """Whether an objection or appeal holds what it must. Source: Awb 6:5 lid 1 onder a to d; 6:6.

    What is missing leads to an opportunity to repair, not to inadmissibility at once.
    """
    gevraagd = {
        **_vast(bezwaarschrift, "tegen welk besluit u bezwaar maakt"),
        "waarom u het er niet mee eens bent": bezwaarschrift.gronden,
    }
    goed = "In uw bezwaar staat alles wat nodig is."
    fout = "Uw bezwaar is nog niet compleet. U krijgt de tijd om aan te vullen:"
    return volledigheid("Awb 6:5 lid 1", gevraagd, goed, fout)


def ontvangst_bezwaar_gemeld(
    *, schriftelijk_bevestigd: bool, beroepsorgaan: bool = False, besluitorgaan_ingelicht: bool = False
) -> Antwoord:
    """Whether receipt of an objection was confirmed in writing. Source: Awb 6:14 lid 1 and 2.

    `beroepsorgaan`: it is an appeal to another body, which also tells the one that took the decision.
    """
    gevraagd = {"een schriftelijke bevestiging aan u": schriftelijk_bevestigd}
    if beroepsorgaan:
        gevraagd["een bericht aan wie het besluit nam"] = besluitorgaan_ingelicht
    artikel = "Awb 6:14 lid 2" if beroepsorgaan else "Awb 6:14 lid 1"
    goed = "Wij hebben schriftelijk bevestigd dat uw bezwaar of beroep binnen is."
    return volledigheid(artikel, gevraagd, goed, "Er ontbreekt:")


def commissie_gemeld(adviescommissie: bool, meegedeeld_op: date | None) -> Antwoord:
    """Whether the objector was told that a commission will advise. Source: Awb 7:13 lid 2.

    "Zo spoedig mogelijk" has no number of days; telling it in the receipt is our way.
    """
    artikel = "Awb 7:13 lid 2"
    if not adviescommissie:
        return antwoord(Slotsom.HOEFT_NIET, "Er is geen commissie die advies geeft.", artikel)
    if meegedeeld_op is None:
        tekst = "Een commissie geeft advies. Dat moeten wij u zo snel mogelijk laten weten."
        return antwoord(Slotsom.MOET, tekst, artikel)
    tekst = "Een commissie geeft advies over uw bezwaar. Dat hebben wij u laten weten."
    return antwoord(Slotsom.VOLDOET, tekst, artikel, datum=meegedeeld_op)


def horen_volledig(
    *, indiener_uitgenodigd: bool, anderen_uitgenodigd: bool, tien_dagen_genoemd: bool, inzage_genoemd: bool
) -> Antwoord:
    """Whether everybody was invited to be heard, and told of papers. Source: Awb 7:2, 7:4 lid 1 and 3.

    `anderen_uitgenodigd`: the others who gave their view before the decision (True when there are none).
    """
    gevraagd = {
        "een uitnodiging voor u": indiener_uitgenodigd,
        "een uitnodiging voor wie eerder een mening gaf": anderen_uitgenodigd,
        "dat u tot tien dagen ervoor stukken kunt sturen": tien_dagen_genoemd,
        "waar en wanneer u de stukken kunt zien": inzage_genoemd,
    }
    goed = "U kunt vertellen wat u vindt voordat wij beslissen."
    return volledigheid("Awb 7:2 en 7:4", gevraagd, goed, "In de uitnodiging ontbreekt:")
