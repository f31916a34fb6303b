"""What a decision says to who disagrees: objection or appeal, and its term (Awb 3:45, 6:7, 6:23)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from openloket.law.bekendmaking import Clausule
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.termijnen import Termijn, bezwaartermijn
from openloket.law.waarom import Stap, Waarom, datum_in_woorden, waarom


class Rechtsmiddel(StrEnum):
    """What somebody can do who disagrees with a decision."""

    BEZWAAR = "bezwaar"
    BEROEP = "beroep"


@dataclass(frozen=True, slots=True)
class _Woorden:
    doen: str
    doet: str
    brief: str
    wie_het_krijgt: str


_WOORDEN = {
    Rechtsmiddel.BEZWAAR: _Woorden("bezwaar maken", "bezwaar maakt", "bezwaarschrift", "wij krijgen"),
    Rechtsmiddel.BEROEP: _Woorden("in beroep gaan", "in beroep gaat", "beroepschrift", "de rechtbank krijgt"),
}


def rechtsmiddel_tegen(begonnen_met: Berichtsoort) -> Rechtsmiddel:
    """The remedy against the decision that ends a matter. Source: Awb 7:1 lid 1 and 2.

    Against a decision on an objection or administrative appeal: appeal to the court; against others:
    objection first. The exceptions of 7:1 lid 1 (such as afdeling 3.4) are for the body to know.
    """
    na_bezwaar = begonnen_met in {Berichtsoort.BEZWAAR, Berichtsoort.BEROEP}
    return Rechtsmiddel.BEROEP if na_bezwaar else Rechtsmiddel.BEZWAAR


def clausule(
    middel: Rechtsmiddel,
    orgaan: str,
    *,
    laatste_dag: date | None = None,
    postadres: str = "",
    digitale_weg: str = "",
) -> Clausule:
    """By whom, within which term and with which body. Source: Awb 3:45 lid 2, 6:23 lid 2.

    `orgaan` is the body that decided, or the court; empty gives a clause without it, which
    `clausule_volledig` refuses. `laatste_dag` is known once the decision was made known. `digitale_weg`
    is an address that the act does not ask to mention.
    """
    woorden = _WOORDEN[middel]
    wie = (
        f"U kunt {woorden.doen} als u het niet eens bent met dit besluit. Iemand anders kan dat ook, als dit "
        "besluit direct over zijn of haar belang gaat."
    )
    aan = f", {postadres}" if postadres else ""
    naar = f"Stuur uw {woorden.brief} naar: {orgaan.strip()}{aan}." if orgaan.strip() else ""
    return Clausule(wie, _binnen(woorden, laatste_dag), naar, digitale_weg)


def _binnen(woorden: _Woorden, laatste_dag: date | None) -> str:
    post = (
        "Stuurt u het met de post? Dan bent u op tijd als u het uiterlijk op de laatste dag op de post doet, "
        f"en {woorden.wie_het_krijgt} het binnen een week daarna."
    )
    if laatste_dag is not None:
        return f"Doe dat binnen 6 weken: uiterlijk op {datum_in_woorden(laatste_dag)}. {post}"
    begin = (
        "Doe dat binnen 6 weken. De 6 weken beginnen op de dag na de dag waarop wij dit besluit naar u "
        "sturen of aan u geven."
    )
    return f"{begin} {post}"


def toelichting(middel: Rechtsmiddel) -> tuple[str, ...]:
    """What else helps who disagrees: what to write, and that waiting may be too long.

    Source: Awb 6:5 lid 1, 6:16, 8:41, 8:81. No act asks to say this.
    """
    woorden = _WOORDEN[middel]
    inhoud = (
        f"Zet in uw {woorden.brief} uw naam en adres, de datum, om welk besluit het gaat en waarom u het er "
        "niet mee eens bent. Zet er ook uw handtekening onder."
    )
    kosten = ("Voor beroep betaalt u griffierecht.",) if middel is Rechtsmiddel.BEROEP else ()
    wachten = (
        f"Als u {woorden.doet}, blijft dit besluit intussen gelden. Kunt u daar niet op wachten? Vraag dan "
        "ook de voorzieningenrechter van de rechtbank om een tijdelijke beslissing (een voorlopige "
        "voorziening). Dat kost griffierecht. Op rechtspraak.nl leest u hoe het gaat."
    )
    return (inhoud, *kosten, wachten)


def beroepstermijn(bekendgemaakt_op: date | datetime, kalender: Kalender) -> Termijn:
    """Last day on which an appeal must have reached the court. Source: Awb 6:7, 6:8 lid 1, 6:9.

    The same days as the term to object; a message to a court does not go by a channel of the body, so an
    outage of such a channel (2:21) never makes it longer.
    """
    dag = dag_in_amsterdam(bekendgemaakt_op)
    termijn = bezwaartermijn(dag, kalender)
    vooraf = waarom(
        termijn.waarom.stappen[0],
        Stap("U kunt 6 weken lang in beroep gaan bij de rechtbank.", "Awb 6:7"),
    )
    return replace(termijn, waarom=vooraf + Waarom(termijn.waarom.stappen[2:]))
