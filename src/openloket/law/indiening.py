"""Is an objection, appeal or view in time: received or posted, too early, at the wrong body (6:8-6:15)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from openloket.law.kalender import EEN_DAG, Duur, Eenheid, Kalender, dag_in_amsterdam, einde_met_atw
from openloket.law.termijnen import Termijn, Termijnsoort
from openloket.law.termijnvraag import dagstap
from openloket.law.waarom import Stap, Twijfel, Waarom, waarom

ZES_WEKEN = Duur(6, Eenheid.WEKEN)
EEN_WEEK = Duur(1, Eenheid.WEKEN)


class Aanvang(StrEnum):
    """From which day the six weeks run. Source: Awb 6:8 lid 1 to 4."""

    BEKENDMAKING = "bekendmaking"
    BEROEPSTERMIJN_VERSTREKEN = "beroepstermijn_verstreken"
    GOEDKEURING_BEKENDGEMAAKT = "goedkeuring_bekendgemaakt"
    TER_INZAGE = "ter_inzage"


AANVANGEN = {
    Aanvang.BEKENDMAKING: ("Het besluit is bekendgemaakt op {}.", "Awb 6:8 lid 1"),
    Aanvang.BEROEPSTERMIJN_VERSTREKEN: ("Administratief beroep kon tot en met {}.", "Awb 6:8 lid 2"),
    Aanvang.GOEDKEURING_BEKENDGEMAAKT: ("De goedkeuring is bekendgemaakt op {}.", "Awb 6:8 lid 3"),
    Aanvang.TER_INZAGE: ("Het besluit ligt ter inzage sinds {}.", "Awb 6:8 lid 4"),
}


def indieningstermijn(dag: date, aanvang: Aanvang, kalender: Kalender) -> Termijn:
    """Last day to object or appeal, by what made the six weeks start. Source: Awb 6:7, 6:8 lid 1 to 4."""
    tekst, artikel = AANVANGEN[aanvang]
    stappen = waarom(
        dagstap(f"{tekst} De termijn begint op de dag erna.", artikel, dag),
        Stap(f"De termijn duurt {ZES_WEKEN}.", "Awb 6:7"),
    )
    einde = einde_met_atw(dag, ZES_WEKEN, kalender)
    return Termijn(
        soort=Termijnsoort.BEZWAARTERMIJN,
        artikel="Awb 6:7",
        begin=dag + EEN_DAG,
        ruwe_einddatum=einde.ruwe_einddatum,
        laatste_dag=einde.laatste_dag,
        waarom=stappen + einde.waarom,
    )


class Tijdig(StrEnum):
    """Whether a piece came inside its term."""

    OP_TIJD = "op_tijd"
    TE_VROEG = "te_vroeg"
    TE_LAAT = "te_laat"


@dataclass(frozen=True, slots=True)
class Indiening:
    """In time or not, the last day on which a posted piece may still arrive, and why."""

    tijdig: Tijdig
    ontvangst_per_post_uiterlijk: date
    waarom: Waarom
    twijfels: tuple[Twijfel, ...] = ()

    def naar_dict(self) -> dict[str, object]:
        """JSON-able form; days in ISO 8601."""
        return {
            "tijdig": self.tijdig.value,
            "ontvangst_per_post_uiterlijk": self.ontvangst_per_post_uiterlijk.isoformat(),
            "waarom": self.waarom.naar_dict(),
            "twijfels": [twijfel.naar_dict() for twijfel in self.twijfels],
        }


def ontvangst_per_post_uiterlijk(laatste_dag: date, kalender: Kalender) -> date:
    """Last day on which a piece that was posted in time may arrive: one week later. Source: Awb 6:9 lid 2."""
    return einde_met_atw(laatste_dag, EEN_WEEK, kalender).laatste_dag


def tijdig_ingediend(
    termijn: Termijn,
    ontvangen_op: date | datetime,
    kalender: Kalender,
    *,
    ter_post_op: date | None = None,
    onbevoegd_ontvangen_op: date | datetime | None = None,
    besluit_bestond: bool = True,
) -> Indiening:
    """Whether a piece was filed in time. Source: Awb 6:9, 6:10, 6:11, 6:15 lid 3 (3:16 lid 3 for views).

    - `ter_post_op`: the day it was posted; None for every other way, which counts by receipt alone;
    - `onbevoegd_ontvangen_op`: when it came to a body or court without competence: that moment counts;
    - `besluit_bestond`: whether the besluit had been taken already when the piece came too early.
    """
    post = ontvangst_per_post_uiterlijk(termijn.laatste_dag, kalender)
    stappen, twijfels = [], []
    ontvangen = dag_in_amsterdam(ontvangen_op)
    if onbevoegd_ontvangen_op is not None:
        ontvangen = min(ontvangen, dag_in_amsterdam(onbevoegd_ontvangen_op))
        tekst = "Een ander bestuursorgaan of een rechter ontving het op {}. Die dag telt."
        stappen.append(dagstap(tekst, "Awb 6:15 lid 3", ontvangen))
    tijdig, stap = _oordeel(termijn, ontvangen, ter_post_op, post)
    stappen.append(stap)
    if tijdig is Tijdig.TE_VROEG:
        tekst = "Het besluit was al genomen. Dat het vroeg kwam, is dan geen probleem."
        if not besluit_bestond:
            tekst = "Het besluit was nog niet genomen."
            twijfels.append(_DACHT_AL_GENOMEN)
        stappen.append(Stap(tekst, "Awb 6:10 lid 1"))
    if tijdig is Tijdig.TE_LAAT:
        twijfels.append(_VERWIJT)
    return Indiening(tijdig, post, Waarom(tuple(stappen)), tuple(twijfels))


def _oordeel(termijn: Termijn, ontvangen: date, ter_post_op: date | None, post: date) -> tuple[Tijdig, Stap]:
    laatste = termijn.laatste_dag
    if ontvangen < termijn.begin:
        return Tijdig.TE_VROEG, dagstap("De termijn begint pas op {}.", "Awb 6:10 lid 1", termijn.begin)
    if ontvangen <= laatste:
        return Tijdig.OP_TIJD, dagstap(
            "Het is ontvangen op {}: voor het einde van de termijn.", "Awb 6:9 lid 1", ontvangen
        )
    if ter_post_op is not None and ter_post_op <= laatste and ontvangen <= post:
        tekst = "Het is op tijd gepost en uiterlijk een week na de termijn ontvangen: op {}."
        return Tijdig.OP_TIJD, dagstap(tekst, "Awb 6:9 lid 2", ontvangen)
    if ter_post_op is not None and ter_post_op <= laatste:
        return Tijdig.TE_LAAT, dagstap(
            "Het is op tijd gepost, maar kon uiterlijk komen op {}.", "Awb 6:9 lid 2", post
        )
    return Tijdig.TE_LAAT, dagstap("De laatste dag was {}.", "Awb 6:9 lid 1", laatste)


_VERWIJT = Twijfel(
    vraag="Is het de indiener te verwijten dat het na de termijn binnenkwam?",
    grond="Wie redelijkerwijs niet in verzuim is, wordt toch ontvangen.",
    voorlopig="Nee: wij behandelen het tot een medewerker hierover beslist.",
    artikel="Awb 6:11",
)

_DACHT_AL_GENOMEN = Twijfel(
    vraag="Kon de indiener denken dat het besluit al was genomen?",
    grond="Alleen dan is te vroeg indienen geen probleem.",
    voorlopig="Ja: wij behandelen het, zo nodig pas als de termijn begint.",
    artikel="Awb 6:10 lid 1 onder b",
)
