"""The notice that a message is waiting: is it due, and what must it say (Awb 2:10)."""

from dataclasses import dataclass
from datetime import date

from openloket.law.antwoord import Antwoord, Slotsom, antwoord, volledigheid
from openloket.law.inwerking import nog_niet
from openloket.law.waarom import Stap, Twijfel, waarom


def kennisgeving_verplicht(
    op: date, *, systeem_met_toegang: bool, afgezien: bool = False, via_mijnoverheid: bool = False
) -> Antwoord:
    """Whether the addressee must be told within 48 hours that a message is waiting.

    Source: Awb 2:10 lid 1 and 3.

    - `systeem_met_toegang`: the message was placed in a system in which the addressee can read it;
    - `afgezien`: the addressee let know that he wants no such notices;
    - `via_mijnoverheid`: the message also stands in MijnOverheid, whose own notice is enough.
    """
    artikel = "Awb 2:10 lid 1"
    te_vroeg = nog_niet(artikel, op)
    if te_vroeg is not None:
        return te_vroeg
    if not systeem_met_toegang:
        tekst = "Het bericht gaat rechtstreeks naar u toe. Een aparte melding is dan niet nodig."
        return antwoord(Slotsom.HOEFT_NIET, tekst, artikel)
    if afgezien:
        return antwoord(Slotsom.HOEFT_NIET, "U hebt gezegd dat u geen meldingen wilt.", artikel)
    tekst = "Er staat een bericht voor u klaar. Wij laten u dat binnen 48 uur digitaal weten."
    if via_mijnoverheid:
        tekst = "Het bericht staat ook in MijnOverheid. De melding van MijnOverheid is genoeg."
        return antwoord(Slotsom.MOET, tekst, "Awb 2:10 lid 3")
    return antwoord(Slotsom.MOET, tekst, artikel)


@dataclass(frozen=True, slots=True)
class Kennisgeving:
    """What a notice says; empty or None for what it does not say.

    - `aard`: what kind of message waits (a decision, a payment …), `rechtsgevolg`: what follows from it;
    - `reactie_verwacht`: whether the notice says that an answer is expected, or that none is;
    - `reageren_voor`: the last day for that answer, where there is one;
    - `opent_bericht`: the notice opens the message itself, as an app does.
    """

    afzender: str
    aard: str
    rechtsgevolg: str = ""
    reactie_verwacht: bool | None = None
    reageren_voor: date | None = None
    opent_bericht: bool = False


def kennisgeving_inhoud(kennisgeving: Kennisgeving, op: date) -> Antwoord:
    """Whether a notice holds the essential information. Source: Awb 2:10 lid 2, from 1 January 2027.

    The exact words of the paragraph are not known to us; the parts are those on which VNG and Logius agree.
    Every answer therefore carries a Twijfel. Before its first day: GELDT_NOG_NIET, with what would miss.
    """
    artikel = "Awb 2:10 lid 2"
    gevraagd = {
        "wie het bericht stuurt": bool(kennisgeving.afzender.strip()),
        "wat voor bericht het is": bool(kennisgeving.aard.strip()),
        "wat het bericht voor u betekent": bool(kennisgeving.rechtsgevolg.strip()),
        "of u moet reageren": kennisgeving.reactie_verwacht is not None,
    }
    if kennisgeving.reactie_verwacht:
        gevraagd["voor welke dag u moet reageren"] = kennisgeving.reageren_voor is not None
    twijfel = _VIA_OPENEN if kennisgeving.opent_bericht else _TEKST_ONBEKEND
    if kennisgeving.opent_bericht:
        gevraagd = {"wie het bericht stuurt": gevraagd["wie het bericht stuurt"]}
    gevonden = volledigheid(
        artikel, gevraagd, "In de melding staat wat u moet weten.", "In de melding ontbreekt:", twijfel
    )
    te_vroeg = nog_niet(artikel, op)
    if te_vroeg is None:
        return gevonden
    raad = waarom(Stap("Wij schrijven onze meldingen nu al zo.", ""))
    uitleg = te_vroeg.waarom + gevonden.waarom + raad
    return Antwoord(Slotsom.GELDT_NOG_NIET, uitleg, gevonden.ontbreekt, gevonden.twijfels)


_TEKST_ONBEKEND = Twijfel(
    vraag="Staat alles in de melding wat de wet vraagt?",
    grond="De precieze tekst van dit lid is ons nog niet bekend.",
    voorlopig="Afzender, soort bericht, gevolg, en of en wanneer u moet reageren.",
    artikel="Awb 2:10 lid 2",
)
_VIA_OPENEN = Twijfel(
    vraag="Is een melding die het bericht zelf opent genoeg?",
    grond="Een concept-handreiking zegt dat, maar de tekst van dit lid is ons nog niet bekend.",
    voorlopig="Ja, als de melding ook zegt wie het bericht stuurt.",
    artikel="Awb 2:10 lid 2",
)
