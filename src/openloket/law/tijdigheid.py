"""Whether a message that is bound to a term came in time, outages of its way included (6:9-6:11, 2:21)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from openloket.law.indiening import Indiening, Tijdig, tijdig_ingediend
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.storing import LID_3, NIETS, Storing, Verschoning, beoordeel_ontvangst, verschoond_tot
from openloket.law.termijnen import Termijn
from openloket.law.termijnvraag import dagstap
from openloket.law.waarom import Stap, Twijfel, Waarom, waarom

_ONLEESBAAR = (
    "Het kwam met de post. Op welke dag het is gepost, is niet te lezen. Is het binnen de termijn gepost, "
    "dan is het op tijd: het mocht tot en met {} aankomen."
)
_WANNEER_GEPOST = Twijfel(
    vraag="Is het uiterlijk op de laatste dag van de termijn gepost?",
    grond="Wat op tijd is gepost en binnen een week daarna aankomt, is op tijd.",
    voorlopig="Ja: wij behandelen het tot een medewerker hierover beslist.",
    artikel="Awb 6:9 lid 2",
)


class Oordeel(StrEnum):
    """In time, too early, late and forgiven, put before a person, or late."""

    OP_TIJD = "op_tijd"
    TE_VROEG = "te_vroeg"
    VERSCHOOND = "verschoond"
    MENS_BESLIST = "mens_beslist"
    TE_LAAT = "te_laat"


@dataclass(frozen=True, slots=True)
class Tijdigheidsvraag:
    """What is known of a message that is bound to a term.

    - `storingen`: the outages that touch the term, of the way by which it came;
    - `toegezegd_tot`: until when the body told before that lateness is forgiven;
    - `besluit_bestond`: whether the besluit had been taken already when the message came;
    - `per_post`: it came by post; `ter_post_op` is the day of the postmark, None when that can't be read.
    """

    termijn: Termijn
    ontvangen_op: datetime
    storingen: tuple[Storing, ...] = ()
    toegezegd_tot: datetime | None = None
    besluit_bestond: bool = True
    per_post: bool = False
    ter_post_op: date | None = None


@dataclass(frozen=True, slots=True)
class Tijdigheid:
    """The answer; `verschoond_tot` (UTC) only when it came after the last day and there was an outage."""

    oordeel: Oordeel
    waarom: Waarom
    verschoond_tot: datetime | None = None
    twijfels: tuple[Twijfel, ...] = ()

    def naar_dict(self) -> dict[str, object]:
        """JSON-able form; the moment in ISO 8601."""
        return {
            "oordeel": self.oordeel.value,
            "verschoond_tot": self.verschoond_tot.isoformat() if self.verschoond_tot else None,
            "waarom": self.waarom.naar_dict(),
            "twijfels": [twijfel.naar_dict() for twijfel in self.twijfels],
        }


def tijdigheid(vraag: Tijdigheidsvraag, kalender: Kalender) -> Tijdigheid:
    """Whether an objection came in time. Source: Awb 6:9, 6:10, 6:11, 2:21 lid 3.

    Late without an outage: a person says whether it can be held against the sender (6:11). Late after an
    outage: forgiven for as long as it lasted at the least; what came later is for a person. By post within a
    week after the term, with a postmark that can't be read: a person says when it was posted (6:9 lid 2).
    """
    ingediend = tijdig_ingediend(
        vraag.termijn,
        vraag.ontvangen_op,
        kalender,
        ter_post_op=vraag.ter_post_op if vraag.per_post else None,
        besluit_bestond=vraag.besluit_bestond,
    )
    if ingediend.tijdig is not Tijdig.TE_LAAT:
        return Tijdigheid(Oordeel(ingediend.tijdig), ingediend.waarom, twijfels=ingediend.twijfels)
    laat = _te_laat(vraag, ingediend, kalender)
    ontvangen = dag_in_amsterdam(vraag.ontvangen_op)
    onleesbaar = vraag.per_post and vraag.ter_post_op is None
    if (
        laat.oordeel is Oordeel.VERSCHOOND
        or not onleesbaar
        or ontvangen > ingediend.ontvangst_per_post_uiterlijk
    ):
        return laat
    stap = dagstap(_ONLEESBAAR, "Awb 6:9 lid 2", ingediend.ontvangst_per_post_uiterlijk)
    return replace(
        laat,
        oordeel=Oordeel.MENS_BESLIST,
        waarom=laat.waarom + waarom(stap),
        twijfels=(_WANNEER_GEPOST, *laat.twijfels),
    )


def _te_laat(vraag: Tijdigheidsvraag, ingediend: Indiening, kalender: Kalender) -> Tijdigheid:
    """What came after its term, with the outages that touched it."""
    verschoning = _verschoning(vraag, vraag.storingen, kalender)
    if verschoning.duur_storing == NIETS:
        return Tijdigheid(Oordeel.TE_LAAT, ingediend.waarom, twijfels=ingediend.twijfels)
    oordeel = beoordeel_ontvangst(vraag.ontvangen_op, vraag.termijn.laatste_dag, verschoning)
    twijfels = oordeel.twijfels + ingediend.twijfels if oordeel.twijfels else ()
    return Tijdigheid(Oordeel(oordeel.tijdigheid), oordeel.waarom, verschoning.tot, twijfels)


def _verschoning(vraag: Tijdigheidsvraag, storingen: Iterable[Storing], kalender: Kalender) -> Verschoning:
    termijn = vraag.termijn
    verschoning = verschoond_tot(
        termijn.begin, termijn.laatste_dag, storingen, kalender, op=vraag.ontvangen_op
    )
    if verschoning.duur_storing == NIETS or vraag.toegezegd_tot is None:
        return verschoning
    if vraag.toegezegd_tot <= verschoning.tot:
        return verschoning
    stap = Stap("Eerder zeiden wij u een later tijdstip toe. Dat geldt.", LID_3)
    return replace(verschoning, tot=vraag.toegezegd_tot, waarom=verschoning.waarom + waarom(stap))
