"""When a way of proving who you are counts as a signature (Awb 2:18, for 4:2, 6:5 and 9:4)."""

from enum import IntEnum

from openloket.law.antwoord import Antwoord, Slotsom, antwoord
from openloket.law.waarom import Twijfel


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
