"""The language of the body and of who writes to it (Awb 2:6, 4:5 lid 2, 6:5 lid 3)."""

from openloket.law.antwoord import Antwoord, Slotsom, antwoord
from openloket.law.waarom import Twijfel

NEDERLANDS = "nl"


def taal_toegestaan(
    taal: str,
    *,
    doelmatiger: bool = False,
    schaadt_derden: bool | None = None,
    wettelijk_voorschrift: str = "",
) -> Antwoord:
    """Whether the body may write in this language (a code such as "nl" or "en"). Source: Awb 2:6 lid 1 and 2.

    `schaadt_derden` None: nobody judged whether others are harmed out of proportion; then Dutch is the safe
    side. `wettelijk_voorschrift` names an article that lets or makes the body use another language.
    """
    if taal == NEDERLANDS:
        return antwoord(Slotsom.VOLDOET, "De gemeente schrijft in het Nederlands.", "Awb 2:6 lid 1")
    if wettelijk_voorschrift:
        return antwoord(Slotsom.MAG, "Een andere wet staat deze taal toe.", wettelijk_voorschrift)
    artikel = "Awb 2:6 lid 2"
    if not doelmatiger:
        tekst = "Een andere taal mag alleen als dat beter werkt. Dat is hier niet zo."
        return antwoord(Slotsom.MAG_NIET, tekst, artikel)
    if schaadt_derden is None:
        twijfel = Twijfel(
            vraag="Hebben anderen te veel last van het gebruik van deze taal?",
            grond="Dat is nog niet beoordeeld.",
            voorlopig="De gemeente schrijft in het Nederlands.",
            artikel=artikel,
        )
        tekst = "Een andere taal mag pas als vaststaat dat anderen daar niet te veel last van hebben."
        return antwoord(Slotsom.MAG_NIET, tekst, artikel, twijfel)
    if schaadt_derden:
        return antwoord(Slotsom.MAG_NIET, "Anderen zouden te veel last hebben van deze taal.", artikel)
    tekst = "Deze taal werkt hier beter en niemand heeft daar te veel last van. Het mag, het hoeft niet."
    return antwoord(Slotsom.MAG, tekst, artikel)


def vertaling_nodig(taal: str, *, nodig_voor_behandeling: bool, bezwaar: bool) -> Antwoord:
    """Whether who writes in another language must add a translation. Source: Awb 4:5 lid 2, 6:5 lid 3.

    The sender always gets an opportunity to add it before any consequence (4:5 lid 2, 6:6).
    """
    artikel = "Awb 6:5 lid 3" if bezwaar else "Awb 4:5 lid 2"
    if taal == NEDERLANDS or not nodig_voor_behandeling:
        return antwoord(Slotsom.HOEFT_NIET, "Een vertaling is niet nodig.", artikel)
    tekst = "Wij kunnen dit alleen goed behandelen met een vertaling. U krijgt de tijd om die te sturen."
    return antwoord(Slotsom.MOET, tekst, artikel)
