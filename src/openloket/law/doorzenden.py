"""Sending back and forwarding what belongs elsewhere: is it due, and was it done well (Awb 2:3, 6:15)."""

from dataclasses import dataclass
from datetime import date

from openloket.law.antwoord import Antwoord, Slotsom, antwoord, volledigheid
from openloket.law.inwerking import geldt_vanaf
from openloket.law.kanalen import BEZWAAR_OF_BEROEP, Berichtsoort
from openloket.law.waarom import Twijfel

_LID_3 = "Awb 2:3 lid 3"


def terugzendplicht(op: date, *, elektronisch: bool, afzender_blijkt: bool) -> Antwoord:
    """Whether a message that is not for the body, and is not forwarded, goes back to who sent it.

    Source: Awb 2:3 lid 2 and 3.

    `afzender_blijkt`: the message, given the way it was sent, shows without further processing to whom it
    must go back. That exception is only for electronic messages, from the first day of lid 3 on.
    """
    vanaf = geldt_vanaf(_LID_3)
    uitzondering_geldt = vanaf is not None and op >= vanaf
    if elektronisch and uitzondering_geldt and not afzender_blijkt:
        tekst = "Dit bericht is niet voor de gemeente. Niet blijkt wie het stuurde. Dan hoeft het niet terug."
        return antwoord(Slotsom.HOEFT_NIET, tekst, _LID_3)
    tekst = "Dit bericht is niet voor de gemeente. Wij sturen het zo snel mogelijk aan u terug."
    if afzender_blijkt:
        return antwoord(Slotsom.MOET, tekst, "Awb 2:3 lid 2")
    wie = Twijfel(
        vraag="Wie stuurde dit bericht?",
        grond="Het bericht moet terug, maar de afzender is niet bekend.",
        voorlopig="Een medewerker zoekt uit van wie het bericht is.",
        artikel="Awb 2:3 lid 2",
    )
    return antwoord(Slotsom.MOET, tekst, "Awb 2:3 lid 2", wie)


@dataclass(frozen=True, slots=True)
class Doorzending:
    """What was done with a message that another body must handle; None for what was not done.

    `ontvangstdatum_vermeld`: the forwarded message says when it was first received (asked for objections and
    appeals).
    """

    soort: Berichtsoort
    ontvangen_op: date
    doorgezonden_op: date | None = None
    afzender_ingelicht_op: date | None = None
    ontvangstdatum_vermeld: bool = False


def doorzending_volledig(feiten: Doorzending) -> Antwoord:
    """Whether a message was forwarded as the act asks. Source: Awb 2:3 lid 1; 6:15 lid 1 for an objection.

    "Gelijktijdig" is taken as the same day. "Onverwijld" and "zo spoedig mogelijk" have no number of days:
    forwarded on a later day than received gives a Twijfel.
    """
    bezwaar = feiten.soort in BEZWAAR_OF_BEROEP
    artikel = "Awb 6:15 lid 1" if bezwaar else "Awb 2:3 lid 1"
    doorgezonden = feiten.doorgezonden_op is not None
    gevraagd = {
        "doorsturen naar het juiste bestuursorgaan": doorgezonden,
        "u dat tegelijk laten weten": doorgezonden and feiten.afzender_ingelicht_op == feiten.doorgezonden_op,
    }
    if bezwaar:
        gevraagd["de datum van ontvangst erbij zetten"] = feiten.ontvangstdatum_vermeld
    twijfels: tuple[Twijfel, ...] = ()
    if feiten.doorgezonden_op is not None and feiten.doorgezonden_op > feiten.ontvangen_op:
        twijfels = (_niet_dezelfde_dag(artikel),)
    goed = "Wij hebben het bericht doorgestuurd en u dat tegelijk laten weten."
    return volledigheid(artikel, gevraagd, goed, "Dit moet nog gebeuren:", *twijfels)


def _niet_dezelfde_dag(artikel: str) -> Twijfel:
    return Twijfel(
        vraag="Is het bericht snel genoeg doorgestuurd?",
        grond="Het ging op een latere dag weg dan het binnenkwam. De wet noemt geen aantal dagen.",
        voorlopig="De dag waarop het bij ons binnenkwam, telt voor u.",
        artikel=artikel,
    )
