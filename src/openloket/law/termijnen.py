"""The terms of the Awb: to decide, to object, to decide on an objection, to handle a complaint."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from openloket.law.kalender import (
    EEN_DAG,
    Duur,
    Eenheid,
    Einde,
    Kalender,
    dag_in_amsterdam,
    einde_met_atw,
    ruw_einde,
)
from openloket.law.waarom import Stap, Twijfel, Waarom, datum_in_woorden, waarom

ACHT_WEKEN = Duur(8, Eenheid.WEKEN)
ZES_WEKEN = Duur(6, Eenheid.WEKEN)
TIEN_WEKEN = Duur(10, Eenheid.WEKEN)
TWAALF_WEKEN = Duur(12, Eenheid.WEKEN)


class Termijnsoort(StrEnum):
    """What has to happen before the last day is over."""

    BESLISTERMIJN = "beslistermijn"
    STREEFTERMIJN = "streeftermijn"
    BEZWAARTERMIJN = "bezwaartermijn"
    BESLISTERMIJN_BEZWAAR = "beslistermijn_bezwaar"
    KLACHTTERMIJN = "klachttermijn"
    AANVULTERMIJN = "aanvultermijn"
    NIET_BEHANDELEN = "niet_behandelen"


@dataclass(frozen=True, slots=True)
class Termijnregel:
    """A decision term set by another rule than the Awb, passed in by the product that it belongs to.

    `in_wet` is False for a rule that is no act of parliament (a municipal verordening): the Algemene
    termijnenwet speaks only of terms "in een wet gesteld".
    """

    artikel: str
    duur: Duur
    omschrijving: str
    in_wet: bool = True


@dataclass(frozen=True, slots=True)
class Streeftermijn:
    """A service norm the municipality set itself; explicitly no statutory term."""

    duur: Duur
    omschrijving: str


@dataclass(frozen=True, slots=True)
class Termijn:
    """A term: its first day, the last day as counted, and the last day that counts (included), with the why.

    `artikel` is empty for a service norm. With a `twijfel` the dates are the safe side until a person
    decides. `schuift` tells whether a last day that is free moves on (Algemene termijnenwet 1, 4).
    """

    soort: Termijnsoort
    artikel: str
    begin: date
    ruwe_einddatum: date
    laatste_dag: date
    waarom: Waarom
    twijfel: Twijfel | None = None
    schuift: bool = True

    @property
    def wettelijk(self) -> bool:
        """False for a service norm."""
        return self.soort is not Termijnsoort.STREEFTERMIJN

    def naar_dict(self) -> dict[str, object]:
        """JSON-able form; dates in ISO 8601, `twijfel` None when nothing is open."""
        return {
            "soort": self.soort.value,
            "artikel": self.artikel,
            "wettelijk": self.wettelijk,
            "begin": self.begin.isoformat(),
            "ruwe_einddatum": self.ruwe_einddatum.isoformat(),
            "laatste_dag": self.laatste_dag.isoformat(),
            "waarom": self.waarom.naar_dict(),
            "twijfel": self.twijfel.naar_dict() if self.twijfel else None,
            "schuift": self.schuift,
        }

    @classmethod
    def uit_dict(cls, gelezen: Mapping[str, Any]) -> Self:
        """The term that `naar_dict` wrote. Terms written before `schuift` was kept are statutory or norms."""
        soort, twijfel = Termijnsoort(gelezen["soort"]), gelezen["twijfel"]
        return cls(
            soort=soort,
            artikel=gelezen["artikel"],
            begin=date.fromisoformat(gelezen["begin"]),
            ruwe_einddatum=date.fromisoformat(gelezen["ruwe_einddatum"]),
            laatste_dag=date.fromisoformat(gelezen["laatste_dag"]),
            waarom=Waarom.uit_dict(gelezen["waarom"]),
            twijfel=Twijfel.uit_dict(twijfel) if twijfel else None,
            schuift=gelezen.get("schuift", soort is not Termijnsoort.STREEFTERMIJN),
        )


def _termijn(
    soort: Termijnsoort,
    artikel: str,
    na: date,
    einde: Einde,
    vooraf: Waarom,
    twijfel: Twijfel | None = None,
) -> Termijn:
    return Termijn(
        soort=soort,
        artikel=artikel,
        begin=na + EEN_DAG,
        ruwe_einddatum=einde.ruwe_einddatum,
        laatste_dag=einde.laatste_dag,
        waarom=vooraf + einde.waarom,
        twijfel=twijfel,
        schuift=einde.schuift,
    )


def _ontvangen(wat: str, dag: date, artikel: str) -> Stap:
    tekst = f"Wij ontvingen {wat} op {datum_in_woorden(dag)}. De termijn loopt vanaf de dag erna."
    return Stap(tekst, artikel, dag)


def beslistermijn(
    ontvangen_op: date | datetime, regel: Termijnregel | Streeftermijn | None, kalender: Kalender
) -> Termijn:
    """Last day to decide on an application, counted from its receipt. Source: Awb 4:13 lid 1 and 2.

    Without a statutory rule: a reasonable term, in any case over after eight weeks. A Streeftermijn is
    for a message that asks no besluit: it says so and is never moved by the Algemene termijnenwet.
    """
    dag = dag_in_amsterdam(ontvangen_op)
    if isinstance(regel, Streeftermijn):
        return _streeftermijn(dag, regel, kalender)
    soort = Termijnsoort.BESLISTERMIJN
    if regel is None:
        artikel = "Awb 4:13 lid 2"
        uitleg = Stap(
            "Voor deze aanvraag noemt de wet geen eigen termijn. Dan beslissen wij binnen een redelijke "
            "tijd, en uiterlijk binnen 8 weken.",
            artikel,
        )
        einde = einde_met_atw(dag, ACHT_WEKEN, kalender)
        return _termijn(soort, artikel, dag, einde, waarom(_ontvangen("uw aanvraag", dag, artikel), uitleg))
    uitleg = Stap(f"{regel.omschrijving} Wij beslissen binnen {regel.duur}.", regel.artikel)
    vooraf = waarom(_ontvangen("uw aanvraag", dag, "Awb 4:13 lid 1"), uitleg)
    if regel.in_wet:
        return _termijn(soort, regel.artikel, dag, einde_met_atw(dag, regel.duur, kalender), vooraf)
    einde = _einde_buiten_wet(dag, regel.duur, kalender)
    twijfel = None if kalender.is_werkdag(einde.laatste_dag) else _BUITEN_WET
    return _termijn(soort, regel.artikel, dag, einde, vooraf, twijfel)


_BUITEN_WET = Twijfel(
    vraag="Schuift de laatste dag van deze termijn op als dat een vrije dag is?",
    grond="De Algemene termijnenwet spreekt van een termijn in een wet. Deze staat in een andere regeling.",
    voorlopig="Nee: de vroegste dag blijft staan.",
    artikel="Algemene termijnenwet 1 lid 1",
)


def _einde_buiten_wet(dag: date, duur: Duur, kalender: Kalender) -> Einde:
    ruw = ruw_einde(dag, duur, kalender)
    geteld = Stap(f"{duur} later is {datum_in_woorden(ruw)}.", "", ruw)
    if kalender.is_werkdag(ruw):
        return Einde(ruw, ruw, waarom(geteld), False)
    tekst = (
        "Dat is geen werkdag. Deze termijn staat niet in een wet, maar in een andere regeling. Daarom "
        "schuiven wij de laatste dag niet op."
    )
    return Einde(ruw, ruw, waarom(geteld, Stap(tekst, "Algemene termijnenwet 1 lid 1")), False)


def _streeftermijn(dag: date, norm: Streeftermijn, kalender: Kalender) -> Termijn:
    einde = ruw_einde(dag, norm.duur, kalender)
    stappen = waarom(
        _ontvangen("uw bericht", dag, ""),
        Stap(f"{norm.omschrijving} Wij streven naar een antwoord binnen {norm.duur}.", ""),
        Stap(
            f"{norm.duur} later is {datum_in_woorden(einde)}. Dit is geen wettelijke termijn: het is wat "
            "wij u zelf beloven.",
            "",
            einde,
        ),
    )
    return Termijn(Termijnsoort.STREEFTERMIJN, "", dag + EEN_DAG, einde, einde, stappen, schuift=False)


def bezwaartermijn(bekendgemaakt_op: date | datetime, kalender: Kalender) -> Termijn:
    """Last day on which an objection must have been received (by post: been posted).

    Source: Awb 6:7, 6:8 lid 1, 6:9.

    `bekendgemaakt_op` is the day on which the besluit was made known as prescribed (Awb 3:41, 3:42).
    """
    dag = dag_in_amsterdam(bekendgemaakt_op)
    bekend = f"Het besluit is bekendgemaakt op {datum_in_woorden(dag)}. De termijn begint op de dag erna."
    vooraf = waarom(
        Stap(bekend, "Awb 6:8 lid 1", dag),
        Stap("U kunt 6 weken lang bezwaar maken.", "Awb 6:7"),
    )
    return _termijn(
        Termijnsoort.BEZWAARTERMIJN, "Awb 6:7", dag, einde_met_atw(dag, ZES_WEKEN, kalender), vooraf
    )


def beslistermijn_bezwaar(
    bekendgemaakt_op: date | datetime | None,
    ontvangen_op: date | datetime,
    adviescommissie: bool,
    kalender: Kalender,
) -> Termijn:
    """Last day to decide on an objection: 6 weeks, or 12 with a 7:13 commission. Source: Awb 7:10 lid 1.

    Counted from the day after the last day of the objection term, not from receipt. Unknown
    `bekendgemaakt_op`, or an objection received after that term: the answer carries a Twijfel and the
    earliest defensible last day.
    """
    ontvangen = dag_in_amsterdam(ontvangen_op)
    if bekendgemaakt_op is None:
        return _bezwaar_zonder_besluitdatum(ontvangen, adviescommissie, kalender)
    bezwaar = bezwaartermijn(bekendgemaakt_op, kalender)
    termijn = beslistermijn_na_bezwaartermijn(bezwaar.laatste_dag, adviescommissie, kalender)
    return replace(termijn, twijfel=_te_laat(ontvangen)) if ontvangen > bezwaar.laatste_dag else termijn


def beslistermijn_na_bezwaartermijn(laatste_dag: date, adviescommissie: bool, kalender: Kalender) -> Termijn:
    """Last day to decide on an objection, when the last day to object is known. Source: Awb 7:10 lid 1.

    That day may lie later than six weeks after the publication (Awb 2:21 lid 1, 6:8). Whether the objection
    itself came in time is not asked here: see `tijdigheid`.
    """
    tekst = (
        f"U kon bezwaar maken tot en met {datum_in_woorden(laatste_dag)}. De termijn om te beslissen begint "
        "op de dag erna."
    )
    start = Stap(tekst, "Awb 7:10 lid 1", laatste_dag)
    return _beslissen_op_bezwaar(laatste_dag, start, adviescommissie, kalender, None)


def met_advies(termijn: Termijn, kalender: Kalender) -> Termijn:
    """The same term when a committee or person will advise. Source: Awb 7:10 lid 1, 7:13, 9:11 lid 1, 9:14.

    Twelve weeks for an objection, ten for a complaint, from the same first day. ValueError for another term.
    """
    na = termijn.begin - EEN_DAG
    if termijn.soort is Termijnsoort.KLACHTTERMIJN:
        return klachttermijn(na, True, kalender)
    if termijn.soort is not Termijnsoort.BESLISTERMIJN_BEZWAAR:
        raise ValueError("Alleen over een bezwaar of een klacht geeft een commissie dit advies.")
    return _beslissen_op_bezwaar(na, termijn.waarom.stappen[0], True, kalender, termijn.twijfel)


def _bezwaar_zonder_besluitdatum(ontvangen: date, adviescommissie: bool, kalender: Kalender) -> Termijn:
    # An objection that is in time came at the latest on the last day of its term: no earlier start is
    # defensible.
    start = Stap(
        f"Wij ontvingen uw bezwaar op {datum_in_woorden(ontvangen)}. Wij weten nog niet wanneer het besluit "
        "is bekendgemaakt. Daarom doen wij alsof dit de laatste dag was om bezwaar te maken. Dat geeft de "
        "vroegste datum waarop wij moeten beslissen.",
        "Awb 7:10 lid 1",
        ontvangen,
    )
    twijfel = Twijfel(
        vraag="Op welke dag is het besluit bekendgemaakt?",
        grond="De termijn begint na de bezwaartermijn. Die begint op de dag na de bekendmaking.",
        voorlopig="De vroegste dag: alsof de bezwaartermijn eindigde op de dag van ontvangst.",
        artikel="Awb 6:8 lid 1",
    )
    return _beslissen_op_bezwaar(ontvangen, start, adviescommissie, kalender, twijfel)


def _te_laat(ontvangen: date) -> Twijfel:
    return Twijfel(
        vraag="Is het te verwijten dat het bezwaar na de termijn binnenkwam?",
        grond=(
            f"Het bezwaar is ontvangen op {datum_in_woorden(ontvangen)}, na de laatste dag van de "
            "bezwaartermijn."
        ),
        voorlopig="Wij behandelen het bezwaar en tellen de termijn zoals de wet hem noemt.",
        artikel="Awb 6:11",
    )


def _beslissen_op_bezwaar(
    na: date, start: Stap, adviescommissie: bool, kalender: Kalender, twijfel: Twijfel | None
) -> Termijn:
    duur = TWAALF_WEKEN if adviescommissie else ZES_WEKEN
    commissie = "Een commissie geeft advies over uw bezwaar. " if adviescommissie else ""
    uitleg = Stap(f"{commissie}Wij beslissen binnen {duur}.", "Awb 7:10 lid 1")
    einde = einde_met_atw(na, duur, kalender)
    soort = Termijnsoort.BESLISTERMIJN_BEZWAAR
    return _termijn(soort, "Awb 7:10 lid 1", na, einde, waarom(start, uitleg), twijfel)


def klachttermijn(ontvangen_op: date | datetime, adviesprocedure: bool, kalender: Kalender) -> Termijn:
    """Last day to handle a written complaint: 6 weeks, or 10 when afdeling 9.1.3 applies.

    Source: Awb 9:11 lid 1.
    """
    artikel = "Awb 9:11 lid 1"
    dag = dag_in_amsterdam(ontvangen_op)
    duur = TIEN_WEKEN if adviesprocedure else ZES_WEKEN
    advies = "Een persoon of commissie geeft advies over uw klacht. " if adviesprocedure else ""
    vooraf = waarom(
        _ontvangen("uw klacht", dag, artikel),
        Stap(f"{advies}Wij handelen uw klacht af binnen {duur}.", artikel),
    )
    return _termijn(Termijnsoort.KLACHTTERMIJN, artikel, dag, einde_met_atw(dag, duur, kalender), vooraf)


def dagen_resterend(termijn: Termijn, op: date) -> int:
    """Days left after `op`: 0 on the last day itself, negative once it is over."""
    return (termijn.laatste_dag - op).days


def is_verstreken(termijn: Termijn, op: date) -> bool:
    """True from the day after the last day; the last day still counts in full (Amsterdam time)."""
    return op > termijn.laatste_dag


def verstreken_deel(termijn: Termijn, op: date) -> float:
    """The part of the term that is over at the end of `op`: 0.0 before it began, 1.0 from the last day on."""
    lengte = (termijn.laatste_dag - termijn.begin).days + 1
    voorbij = (op - termijn.begin).days + 1
    return min(1.0, max(0.0, voorbij / lengte))
