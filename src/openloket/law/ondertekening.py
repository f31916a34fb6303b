"""When a way of proving who you are counts as a signature (Awb 2:18, for 4:2, 6:5 and 9:4)."""

from enum import IntEnum

from openloket.law.antwoord import Antwoord, Slotsom, antwoord
from openloket.law.kanalen import Berichtsoort
from openloket.law.waarom import Stap, Twijfel, waarom


class Methode(IntEnum):
    """How a sender proved who he is, from weak to strong; the last two are of the eIDAS regulation."""

    GEEN = 0
    E_MAILCONTROLE = 1
    INLOG_LAAG = 2
    INLOG_SUBSTANTIEEL = 3
    INLOG_HOOG = 4
    GEAVANCEERDE_HANDTEKENING = 5
    GEKWALIFICEERDE_HANDTEKENING = 6


def ondertekening_voldoet(
    gebruikt: Methode,
    nodig: Methode | None,
    *,
    voorgeschreven: Methode | None = None,
    voorschrift: str = "",
) -> Antwoord:
    """Whether the method used meets a requirement of signature. Source: Awb 2:18 lid 1 and 2.

    - `nodig`: what the body found sufficiently reliable for this kind of message; None when it never did:
      any method but none counts then, with a Twijfel;
    - `voorgeschreven`: the type that a statutory rule prescribes, `voorschrift` its article. Without that
      article a prescribed type counts for nothing.
    """
    if voorgeschreven is not None and voorschrift:
        if gebruikt >= voorgeschreven:
            return antwoord(Slotsom.VOLDOET, "De handtekening is van het soort dat moet.", voorschrift)
        tekst = "Een wet schrijft hier een ander soort handtekening voor. U krijgt de kans die te zetten."
        return antwoord(Slotsom.SCHIET_TEKORT, tekst, voorschrift)
    artikel = "Awb 2:18 lid 1"
    if gebruikt is Methode.GEEN:
        tekst = "Er is niet ondertekend. U krijgt de kans om dat alsnog te doen."
        return antwoord(Slotsom.SCHIET_TEKORT, tekst, artikel)
    if nodig is None:
        twijfel = Twijfel(
            vraag="Is deze manier van ondertekenen betrouwbaar genoeg?",
            grond="De gemeente heeft voor dit soort bericht niet bepaald wat nodig is.",
            voorlopig="Ja: het bericht geldt als ondertekend.",
            artikel=artikel,
        )
        return antwoord(Slotsom.VOLDOET, "Het bericht geldt als ondertekend.", artikel, twijfel)
    if gebruikt >= nodig:
        return antwoord(Slotsom.VOLDOET, "Het bericht is betrouwbaar genoeg ondertekend.", artikel)
    tekst = "Deze manier van ondertekenen is niet betrouwbaar genoeg. U krijgt de kans dat te herstellen."
    return antwoord(Slotsom.SCHIET_TEKORT, tekst, artikel)


_HERSTEL = {
    Berichtsoort.AANVRAAG: "Awb 4:5 lid 1 onder a",
    Berichtsoort.BEZWAAR: "Awb 6:6 onder a",
    Berichtsoort.BEROEP: "Awb 6:6 onder a",
}
"""Where the law itself gives a chance to sign after all."""


def medeondertekening(soort: Berichtsoort, ontbreekt: int) -> Antwoord:
    """What it means that others who must sign have not done so. Source: Awb 2:18, 4:2, 4:5, 6:5 and 6:6.

    `ontbreekt`: how many signatures are still missing. The message is received when its sender sent it; a
    signature that is missing is a defect that can be mended, and never undoes that it was received.
    """
    if not ontbreekt:
        return antwoord(Slotsom.VOLDOET, "Iedereen heeft getekend.", "Awb 2:18 lid 1")
    ontvangen = Stap(
        "Het bericht is ontvangen toen de afzender het verstuurde. Een handtekening die nog komt, "
        "verandert dat niet.",
        "",
    )
    herstel = _HERSTEL.get(soort)
    wat = "Er ontbreekt 1 handtekening." if ontbreekt == 1 else f"Er ontbreken {ontbreekt} handtekeningen."
    if herstel:
        kans = Stap(
            f"{wat} Wilt u daarop weigeren? Geef dan eerst de kans om alsnog te tekenen, binnen een termijn.",
            herstel,
        )
        return Antwoord(Slotsom.SCHIET_TEKORT, waarom(ontvangen, kans), ("handtekening",))
    twijfel = Twijfel(
        vraag="Kunt u dit bericht behandelen zonder die handtekening?",
        grond="Voor dit soort bericht zegt de Awb niet wat er gebeurt als iemand niet meetekent.",
        voorlopig="Ja: het bericht is ontvangen. Vraag de afzender om de handtekening als u die nodig hebt.",
        artikel="Awb 3:2",
    )
    return Antwoord(
        Slotsom.SCHIET_TEKORT, waarom(ontvangen, Stap(wat, "Awb 3:2")), ("handtekening",), (twijfel,)
    )
