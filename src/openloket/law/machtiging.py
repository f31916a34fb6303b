"""Acting for somebody else: who may, what proof to ask, when to refuse (Awb 2:1 lid 2-3, 2:2, 6:17)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openloket.law.antwoord import Antwoord, Slotsom, antwoord, volledigheid
from openloket.law.waarom import Stap, Twijfel, waarom


class Rol(StrEnum):
    """How somebody stands beside a person: assisting, or acting in that person's place."""

    BIJSTAND = "bijstand"
    GEMACHTIGDE = "gemachtigde"


@dataclass(frozen=True, slots=True)
class Vertegenwoordiger:
    """Who acts for somebody; `ernstige_bezwaren` None as long as nobody judged them."""

    rol: Rol
    advocaat: bool = False
    ernstige_bezwaren: bool | None = False


@dataclass(frozen=True, slots=True)
class Machtiging:
    """A written authorisation: by whom, for what and how long; `onderwerp` "" is everything.

    In force from `van` up to and including `tot_en_met`, unless withdrawn.
    """

    ondertekend: bool
    van: date
    tot_en_met: date | None = None
    onderwerp: str = ""
    ingetrokken_op: date | None = None


def mag_vertegenwoordigen(wie: Vertegenwoordiger, geweigerd: bool = False) -> Antwoord:
    """Whether somebody may assist or act for a person. Source: Awb 2:1 lid 2, 2:2 lid 1 and 3.

    `geweigerd`: the body refused this person; that counts for nothing when it is an advocaat.
    """
    if geweigerd and not wie.advocaat:
        tekst = "De gemeente heeft deze persoon geweigerd. U kunt iemand anders vragen om u te helpen."
        return antwoord(Slotsom.MAG_NIET, tekst, "Awb 2:2 lid 1")
    hoe = "u helpen" if wie.rol is Rol.BIJSTAND else "namens u met de gemeente praten"
    stap = Stap(f"Deze persoon mag {hoe}. Dat mag u zelf kiezen.", "Awb 2:1 lid 2")
    if not geweigerd:
        return Antwoord(Slotsom.MAG, waarom(stap))
    niet_geldig = Stap("Een advocaat mag de gemeente niet weigeren.", "Awb 2:2 lid 3")
    return Antwoord(Slotsom.MAG, waarom(niet_geldig, stap))


def mag_machtiging_verlangen(wie: Vertegenwoordiger) -> Antwoord:
    """Whether a written authorisation may be asked: of who acts, not of who only assists.

    Source: Awb 2:1 lid 3 (a power; the paragraph makes no exception for an advocaat).
    """
    artikel = "Awb 2:1 lid 3"
    if wie.rol is Rol.GEMACHTIGDE:
        tekst = "De gemeente mag vragen om een papier waarin staat dat deze persoon namens u mag handelen."
        return antwoord(Slotsom.MAG, f"{tekst} Het hoeft niet.", artikel)
    tekst = "Deze persoon helpt u alleen. Dan mag de gemeente niet om een machtiging vragen."
    return antwoord(Slotsom.MAG_NIET, tekst, artikel)


def machtiging_dekt(machtiging: Machtiging, onderwerp: str, op: date) -> Antwoord:
    """Whether an authorisation covers a subject on a day. Source: Awb 2:1 lid 3."""
    gevraagd = {
        "een handtekening": machtiging.ondertekend,
        "een machtiging die al is begonnen": machtiging.van <= op,
        "een machtiging die nog loopt": machtiging.tot_en_met is None or op <= machtiging.tot_en_met,
        "een machtiging die niet is ingetrokken": (
            machtiging.ingetrokken_op is None or op < machtiging.ingetrokken_op
        ),
        "een machtiging voor dit onderwerp": machtiging.onderwerp in ("", onderwerp),
    }
    goed = "De machtiging geldt voor dit onderwerp en op deze dag."
    return volledigheid("Awb 2:1 lid 3", gevraagd, goed, "De machtiging is niet genoeg. Er ontbreekt:")


def mag_vertegenwoordiger_weigeren(wie: Vertegenwoordiger) -> Antwoord:
    """Whether the body may refuse this person. Source: Awb 2:2 lid 1 to 3.

    A power. Objections that nobody judged yet: not refused, with a Twijfel.
    """
    if wie.advocaat:
        tekst = "Deze persoon is advocaat. De gemeente mag een advocaat niet weigeren."
        return antwoord(Slotsom.MAG_NIET, tekst, "Awb 2:2 lid 3")
    artikel = "Awb 2:2 lid 1"
    if wie.ernstige_bezwaren:
        stappen = waarom(
            Stap("Er zijn ernstige bezwaren. De gemeente mag weigeren, maar hoeft niet.", artikel),
            Stap("Weigert zij, dan schrijft zij dat meteen aan u en aan deze persoon.", "Awb 2:2 lid 2"),
        )
        return Antwoord(Slotsom.MAG, stappen)
    tekst = "Er zijn geen ernstige bezwaren vastgesteld. Weigeren mag dan niet."
    twijfels = (_BEZWAREN_OPEN,) if wie.ernstige_bezwaren is None else ()
    return antwoord(Slotsom.MAG_NIET, tekst, artikel, *twijfels)


_BEZWAREN_OPEN = Twijfel(
    vraag="Zijn er ernstige bezwaren tegen deze persoon?",
    grond="De wet zegt niet wat ernstige bezwaren zijn, en niemand heeft het beoordeeld.",
    voorlopig="De persoon mag helpen of vertegenwoordigen.",
    artikel="Awb 2:2 lid 1",
)


@dataclass(frozen=True, slots=True)
class Weigeringsbericht:
    """Who was told in writing of a refusal, and on which day; None when not."""

    geweigerd_op: date
    belanghebbende_op: date | None = None
    geweigerde_op: date | None = None


def weigering_gemeld(bericht: Weigeringsbericht) -> Antwoord:
    """Whether both persons were told of the refusal in writing and at once. Source: Awb 2:2 lid 2.

    "Onverwijld" has no number of days: told on a later day than the refusal gives a Twijfel.
    """
    artikel = "Awb 2:2 lid 2"
    gevraagd = {
        "een brief aan u": bericht.belanghebbende_op is not None,
        "een brief aan de geweigerde persoon": bericht.geweigerde_op is not None,
    }
    later = any(
        dag is not None and dag > bericht.geweigerd_op
        for dag in (bericht.belanghebbende_op, bericht.geweigerde_op)
    )
    niet_dezelfde_dag = Twijfel(
        vraag="Is de weigering meteen gemeld?",
        grond="De melding ging op een latere dag dan de weigering. De wet noemt geen aantal dagen.",
        voorlopig="De melding geldt als te laat.",
        artikel=artikel,
    )
    twijfels = (niet_dezelfde_dag,) if later else ()
    goed = "U en de geweigerde persoon hebben allebei een brief gekregen."
    return volledigheid(artikel, gevraagd, goed, "De weigering is niet goed gemeld. Er ontbreekt:", *twijfels)


def stukken_aan_gemachtigde(wie: Vertegenwoordiger) -> Antwoord:
    """Whether the papers of an objection must go to who acts for the objector. Source: Awb 6:17."""
    if wie.rol is Rol.GEMACHTIGDE:
        tekst = "De stukken van de zaak gaan in ieder geval naar degene die namens u handelt."
        return antwoord(Slotsom.MOET, tekst, "Awb 6:17")
    tekst = "Deze persoon helpt u alleen. De stukken gaan naar uzelf."
    return antwoord(Slotsom.HOEFT_NIET, tekst, "Awb 6:17")
