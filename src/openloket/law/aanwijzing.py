"""The designation decision: a way for every kind of official message, and fair requirements (Awb 2:13)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from openloket.law.antwoord import Antwoord, Slotsom, antwoord, volledigheid
from openloket.law.inwerking import nog_niet
from openloket.law.kanalen import Berichtsoort, Kanaalkeuze
from openloket.law.waarom import Twijfel

_LID_2 = "Awb 2:13 lid 2"


def aanwijzing_volledig(
    keuze: Kanaalkeuze,
    soorten: Iterable[Berichtsoort],
    onderwerp: str,
    op: date,
    vrijgesteld: Collection[Berichtsoort] = frozenset(),
) -> Antwoord:
    """Whether every kind of official message about a product has a designated way on a day.

    Source: Awb 2:13 lid 2; lid 4 for `vrijgesteld`, kinds that a temporary regulation takes out.
    """
    te_vroeg = nog_niet(_LID_2, op)
    if te_vroeg is not None:
        return te_vroeg
    alle = [soort for soort in dict.fromkeys(soorten) if soort not in vrijgesteld]
    zonder = keuze.zonder_aanwijzing(alle, onderwerp, op)
    gevraagd = {soort.value: soort not in zonder for soort in alle}
    goed = "Voor elk soort officieel bericht is een digitale weg aangewezen."
    fout = "Zonder aangewezen weg moet de gemeente behandelen wat er binnenkomt. Er is geen weg voor:"
    return volledigheid(_LID_2, gevraagd, goed, fout)


@dataclass(frozen=True, slots=True)
class Aanwijzingsbesluit:
    """What is known of a designation decision.

    - `bevoegd_orgaan`: taken by the body whose power the messages concern (raad, college or burgemeester);
    - `per_type`: it names a way for each kind of message;
    - `afgewogen`: nature, content and purpose of each kind were considered;
    - `betrouwbaar`: the ways are sufficiently reliable and confidential for it;
    - `gepubliceerd_op`: the day on which it stood in the gemeenteblad.
    """

    bevoegd_orgaan: bool
    per_type: bool
    afgewogen: bool
    betrouwbaar: bool
    gepubliceerd_op: date | None


def aanwijzingsbesluit_volledig(besluit: Aanwijzingsbesluit, op: date) -> Antwoord:
    """Whether a designation decision has what the act asks, publication included.

    Source: Awb 2:13 lid 2, 3:42; Bekendmakingswet 6. That it is a decision not aimed at particular persons is
    our reading; municipalities publish theirs so.
    """
    te_vroeg = nog_niet(_LID_2, op)
    if te_vroeg is not None:
        return te_vroeg
    gepubliceerd = besluit.gepubliceerd_op is not None and besluit.gepubliceerd_op <= op
    gevraagd = {
        "een besluit van het bevoegde bestuursorgaan": besluit.bevoegd_orgaan,
        "een weg per soort bericht": besluit.per_type,
        "een afweging van aard, inhoud en doel": besluit.afgewogen,
        "een weg die betrouwbaar en vertrouwelijk genoeg is": besluit.betrouwbaar,
        "publicatie in het gemeenteblad": gepubliceerd,
    }
    goed = "Het aanwijzingsbesluit is compleet en gepubliceerd."
    return volledigheid(_LID_2, gevraagd, goed, "In het aanwijzingsbesluit ontbreekt:")


def eis_toegestaan(op: date, *, in_besluit: bool, belemmert_onevenredig: bool | None) -> Antwoord:
    """Whether a further requirement (type of file, size, login) may be set. Source: Awb 2:13 lid 3.

    A power, used by besluit or statutory rule. `belemmert_onevenredig` None: nobody judged it; then the
    requirement is not held against the sender.
    """
    artikel = "Awb 2:13 lid 3"
    te_vroeg = nog_niet(artikel, op)
    if te_vroeg is not None:
        return te_vroeg
    if not in_besluit:
        return antwoord(Slotsom.MAG_NIET, "Deze eis staat niet in een besluit of een wet.", artikel)
    if belemmert_onevenredig is None:
        twijfel = Twijfel(
            vraag="Maakt deze eis digitaal versturen te moeilijk?",
            grond="Dat is nog niet beoordeeld.",
            voorlopig="Een bericht dat niet aan de eis voldoet, wordt toch behandeld.",
            artikel=artikel,
        )
        tekst = "Een eis mag digitaal versturen niet te moeilijk maken. Dat is hier nog niet beoordeeld."
        return antwoord(Slotsom.MAG_NIET, tekst, artikel, twijfel)
    if belemmert_onevenredig:
        return antwoord(Slotsom.MAG_NIET, "Deze eis maakt digitaal versturen te moeilijk.", artikel)
    tekst = "De gemeente mag deze eis stellen. Het hoeft niet."
    return antwoord(Slotsom.MAG, tekst, artikel)
