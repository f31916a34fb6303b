"""A term that follows its events: what stood still, what was added, and the last day that comes out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from openloket.law.gebeurtenissen import (
    Gebeurtenis,
    Hervatting,
    Mededeling,
    Opschorting,
    Opschortingsgrond,
    Periode,
    Stilstand,
    Verlenging,
    Verlengingsgrond,
)
from openloket.law.kalender import EEN_DAG, Duur, Eenheid, Kalender, einde_met_atw, ruw_einde
from openloket.law.termijnen import Termijn, Termijnsoort
from openloket.law.verloopuitleg import (
    ALLEEN_AANGEKONDIGD,
    mededelingen,
    niet_van_toepassing,
    slotstap,
    stap_aangekondigd,
    stap_stilstand,
    stap_verlengd,
    te_laat_verlengd,
    twijfel_open,
    twijfel_te_laat,
)
from openloket.law.waarom import Stap, Twijfel, Waarom

# 7:14 leaves for objections only 4:14 lid 1 and 4:15 lid 1 onder b, lid 2 onder b and c beside 7:10 itself.
TOEGESTAAN: dict[Termijnsoort, frozenset[Opschortingsgrond | Verlengingsgrond]] = {
    Termijnsoort.BESLISTERMIJN: frozenset(
        {*Opschortingsgrond} - {Opschortingsgrond.HERSTEL_BEZWAAR}
        | {Verlengingsgrond.MEDEDELING, Verlengingsgrond.MEDEDELING_WETTELIJK, Verlengingsgrond.INGEWIKKELD}
    ),
    Termijnsoort.BESLISTERMIJN_BEZWAAR: frozenset(
        {
            Opschortingsgrond.HERSTEL_BEZWAAR,
            Opschortingsgrond.BUITENLANDSE_INFORMATIE,
            Opschortingsgrond.TOEREKENBAAR,
            Opschortingsgrond.OVERMACHT,
            Verlengingsgrond.MEDEDELING_WETTELIJK,
            Verlengingsgrond.VERDAGING_BEZWAAR,
            Verlengingsgrond.UITSTEL_BEZWAAR,
        }
    ),
    Termijnsoort.KLACHTTERMIJN: frozenset(
        {Verlengingsgrond.VERDAGING_KLACHT, Verlengingsgrond.UITSTEL_KLACHT}
    ),
    Termijnsoort.BEZWAARTERMIJN: frozenset({Verlengingsgrond.STORING}),
}

# "Voor ten hoogste": all extensions on one of these grounds together.
TEN_HOOGSTE = {
    Verlengingsgrond.VERDAGING_BEZWAAR: Duur(6, Eenheid.WEKEN),
    Verlengingsgrond.VERDAGING_KLACHT: Duur(4, Eenheid.WEKEN),
}

ACHT_WEKEN = Duur(8, Eenheid.WEKEN)
ZONDER_EIGEN_TERMIJN = "Awb 4:13 lid 2"
UNIFORME_PROCEDURE = "Awb 3:18 lid 1"


@dataclass(frozen=True, slots=True)
class Verloop:
    """A term after its events; days are days of the calendar.

    - `opgeschort`: the periods inside the term that do not count, apart from each other and in order;
    - `verlengd_met`: days added by extensions that hold;
    - `aangekondigd`: the later day told under 4:14 lid 1, which moves nothing;
    - `mededelingen`: the notices the law asks, in order of the day from which they are due.
    """

    termijn: Termijn
    ruwe_einddatum: date
    laatste_dag: date
    opgeschort: tuple[Periode, ...]
    verlengd_met: int
    aangekondigd: date | None
    mededelingen: tuple[Mededeling, ...]
    waarom: Waarom
    twijfels: tuple[Twijfel, ...]

    @property
    def opgeschorte_dagen(self) -> int:
        """How many days inside the term did not count."""
        return sum(periode.dagen for periode in self.opgeschort)

    def staat_stil(self, dag: date) -> bool:
        """Whether the term stands still on a day."""
        return any(periode.bevat(dag) for periode in self.opgeschort)

    def als_termijn(self) -> Termijn:
        """The same term with its new days; of several doubts the first."""
        return replace(
            self.termijn,
            ruwe_einddatum=self.ruwe_einddatum,
            laatste_dag=self.laatste_dag,
            waarom=self.waarom,
            twijfel=self.twijfels[0] if self.twijfels else None,
        )

    def naar_dict(self) -> dict[str, object]:
        """JSON-able form; days in ISO 8601."""
        return {
            "soort": self.termijn.soort.value,
            "artikel": self.termijn.artikel,
            "begin": self.termijn.begin.isoformat(),
            "ruwe_einddatum": self.ruwe_einddatum.isoformat(),
            "laatste_dag": self.laatste_dag.isoformat(),
            "opgeschort": [[p.eerste.isoformat(), p.laatste.isoformat()] for p in self.opgeschort],
            "opgeschorte_dagen": self.opgeschorte_dagen,
            "verlengd_met": self.verlengd_met,
            "aangekondigd": self.aangekondigd.isoformat() if self.aangekondigd else None,
            "mededelingen": [mededeling.naar_dict() for mededeling in self.mededelingen],
            "waarom": self.waarom.naar_dict(),
            "twijfels": [twijfel.naar_dict() for twijfel in self.twijfels],
        }


@dataclass(slots=True)
class _Lopend:
    """The term while its events are applied one by one."""

    termijn: Termijn
    kalender: Kalender
    stil: tuple[Periode, ...]
    lengte: int
    aangekondigd: date | None = None

    def ruw(self) -> date:
        einde = self.termijn.begin + timedelta(days=self.lengte - 1)
        for periode in self.stil:
            if periode.eerste > einde:
                break
            einde += timedelta(days=periode.dagen)
        return einde

    def laatste_dag(self) -> date:
        # What the act once added (its article 2 included) is never taken back by an event.
        dag = max(self.ruw(), self.termijn.laatste_dag)
        while self._telt_niet(dag):
            dag += EEN_DAG
        return dag

    def _telt_niet(self, dag: date) -> bool:
        vrij = self.termijn.schuift and not self.kalender.is_werkdag(dag)
        return vrij or any(periode.bevat(dag) for periode in self.stil)


def verloop(
    termijn: Termijn,
    gebeurtenissen: Iterable[Gebeurtenis],
    kalender: Kalender,
    op: date | None = None,
) -> Verloop:
    """What became of a term, whatever the order in which its events are given.

    Source: Awb 2:21 lid 1, 3:18 lid 2, 4:14, 4:15, 7:10 lid 2 to 5, 9:11 lid 2 and 3; Algemene
    termijnenwet 1 and 4.

    A term to supplement that nobody has used yet counts to its end. A suspension without a known end
    counts up to and including `op`; without `op` not at all, and in both cases with a Twijfel.
    A resumption of what never stood still changes nothing.
    """
    alle = tuple(gebeurtenissen)
    hervattingen = [g for g in alle if isinstance(g, Hervatting)]
    lopend = _Lopend(termijn, kalender, (), (termijn.ruwe_einddatum - termijn.begin).days + 1)
    stappen: list[Stap] = []
    twijfels: list[Twijfel] = [termijn.twijfel] if termijn.twijfel else []
    geldig: list[Stilstand] = []
    for opschorting in sorted((g for g in alle if isinstance(g, Opschorting)), key=_volgorde_opschorting):
        if not _geldt(termijn, opschorting.grond):
            stappen.append(niet_van_toepassing(opschorting.grond))
            continue
        hervat = _hervat_op(opschorting, hervattingen)
        geldig.append(Stilstand(opschorting, hervat, _laatste_stille_dag(opschorting, hervat, op)))
    lopend.stil = _samengevoegd(termijn.begin, geldig)
    verlengingen = sorted((g for g in alle if isinstance(g, Verlenging)), key=_volgorde_verlenging)
    toegepast = _verleng(lopend, verlengingen, stappen, twijfels)
    return _uitkomst(lopend, geldig, toegepast, stappen, twijfels)


def mogelijke_gronden(termijn: Termijn) -> tuple[Opschortingsgrond | Verlengingsgrond, ...]:
    """The grounds on which this term may stand still or grow, in the order of the act.

    Source: Awb 3:18 lid 2, 4:14, 4:15, 7:10, 7:14, 9:11.
    """
    alle: tuple[Opschortingsgrond | Verlengingsgrond, ...] = (*Opschortingsgrond, *Verlengingsgrond)
    return tuple(grond for grond in alle if _geldt(termijn, grond))


def _volgorde_opschorting(opschorting: Opschorting) -> tuple[date, str, str, date]:
    uiterlijk = opschorting.uiterlijk or date.max
    return opschorting.aanleiding, opschorting.grond.value, opschorting.kenmerk, uiterlijk


def _volgorde_verlenging(verlenging: Verlenging) -> tuple[date, str, str, int]:
    duur = verlenging.duur
    return verlenging.medegedeeld_op, verlenging.grond.value, duur.eenheid.value, duur.aantal


def _geldt(termijn: Termijn, grond: Opschortingsgrond | Verlengingsgrond) -> bool:
    if grond not in TOEGESTAAN.get(termijn.soort, frozenset()):
        return False
    match grond:
        case Verlengingsgrond.MEDEDELING:
            return termijn.artikel == ZONDER_EIGEN_TERMIJN
        case Verlengingsgrond.MEDEDELING_WETTELIJK:
            return termijn.artikel != ZONDER_EIGEN_TERMIJN
        case Verlengingsgrond.INGEWIKKELD:
            return termijn.artikel == UNIFORME_PROCEDURE
    return True


def _hervat_op(opschorting: Opschorting, hervattingen: Iterable[Hervatting]) -> date | None:
    sleutel = (opschorting.grond, opschorting.kenmerk)
    dagen = [h.op for h in hervattingen if (h.grond, h.kenmerk) == sleutel and h.op >= opschorting.aanleiding]
    return min(dagen, default=None)


def _laatste_stille_dag(opschorting: Opschorting, hervat: date | None, op: date | None) -> date | None:
    """The last day that does not count; None when no day is known yet. "Tot": the day itself counts again."""
    grenzen = [dag for dag in (opschorting.uiterlijk, hervat - EEN_DAG if hervat else None) if dag]
    return min(grenzen) if grenzen else op


def _samengevoegd(begin: date, geldig: Iterable[Stilstand]) -> tuple[Periode, ...]:
    """Periods without overlap from the first day of the term on, so that no day is left out twice."""
    ruw = [(max(s.opschorting.eerste_dag, begin), s.laatste) for s in geldig if s.laatste]
    perioden: list[Periode] = []
    for eerste, laatste in sorted(paar for paar in ruw if paar[0] <= paar[1]):
        if perioden and eerste <= perioden[-1].laatste + EEN_DAG:
            vorige = perioden.pop()
            perioden.append(Periode(vorige.eerste, max(vorige.laatste, laatste)))
        else:
            perioden.append(Periode(eerste, laatste))
    return tuple(perioden)


def _verleng(
    lopend: _Lopend, verlengingen: Iterable[Verlenging], stappen: list[Stap], twijfels: list[Twijfel]
) -> list[Verlenging]:
    """Applies the extensions that hold, oldest first; answers those, 4:14 lid 1 included."""
    gebruikt: dict[Verlengingsgrond, int] = {}
    toegepast = []
    for verlenging in verlengingen:
        if not _geldt(lopend.termijn, verlenging.grond):
            stappen.append(niet_van_toepassing(verlenging.grond))
            continue
        uiterlijk = _uiterste_mededeling(lopend, verlenging.grond)
        if verlenging.grond is Verlengingsgrond.MEDEDELING_WETTELIJK:
            _kondig_aan(lopend, verlenging, stappen, twijfels)
        elif verlenging.medegedeeld_op > uiterlijk:
            stappen.append(te_laat_verlengd(verlenging, uiterlijk))
            twijfels.append(twijfel_te_laat(verlenging))
            continue
        else:
            _tel_op(lopend, verlenging, gebruikt, stappen)
        toegepast.append(verlenging)
    return toegepast


def _uiterste_mededeling(lopend: _Lopend, grond: Verlengingsgrond) -> date:
    if grond is Verlengingsgrond.STORING:
        return date.max  # of an outage on the last evening one hears the next morning; the act sets no day
    if grond is not Verlengingsgrond.INGEWIKKELD:
        return lopend.laatste_dag()
    return einde_met_atw(lopend.termijn.begin - EEN_DAG, ACHT_WEKEN, lopend.kalender).laatste_dag


def _extra_dagen(lopend: _Lopend, duur: Duur, na: date | None = None) -> int:
    """Days that are added; counted from the end as it was counted, or from the day `na`."""
    einde = lopend.termijn.begin + timedelta(days=lopend.lengte - 1)
    return (ruw_einde(na or einde, duur, lopend.kalender) - einde).days


def _tel_op(
    lopend: _Lopend, verlenging: Verlenging, gebruikt: dict[Verlengingsgrond, int], stappen: list[Stap]
) -> None:
    grond = verlenging.grond
    # Who sends gets whole working days after the last day that he knew.
    na = lopend.laatste_dag() if grond is Verlengingsgrond.STORING else None
    extra = _extra_dagen(lopend, verlenging.duur, na)
    hoogste = TEN_HOOGSTE.get(grond)
    ruimte = extra if hoogste is None else _extra_dagen(lopend, hoogste) - gebruikt.get(grond, 0)
    geteld = min(extra, ruimte)
    gebruikt[grond] = gebruikt.get(grond, 0) + geteld
    lopend.lengte += geteld
    stappen.append(stap_verlengd(verlenging, hoogste if geteld < extra else None))


def _kondig_aan(
    lopend: _Lopend, verlenging: Verlenging, stappen: list[Stap], twijfels: list[Twijfel]
) -> None:
    dag = ruw_einde(lopend.laatste_dag(), verlenging.duur, lopend.kalender)
    lopend.aangekondigd = max(dag, lopend.aangekondigd or dag)
    stappen.append(stap_aangekondigd(verlenging, dag))
    twijfels.append(ALLEEN_AANGEKONDIGD)


def _uitkomst(
    lopend: _Lopend,
    geldig: list[Stilstand],
    toegepast: list[Verlenging],
    stappen: list[Stap],
    twijfels: list[Twijfel],
) -> Verloop:
    laatste = lopend.laatste_dag()
    binnen = tuple(periode for periode in lopend.stil if periode.eerste <= laatste)
    for stilstand in geldig:
        stappen.append(stap_stilstand(stilstand, laatste))
        if stilstand.open and stilstand.begonnen(laatste):
            twijfels.append(twijfel_open(stilstand))
    stappen.append(slotstap(lopend.ruw(), laatste))
    basis = (lopend.termijn.ruwe_einddatum - lopend.termijn.begin).days + 1
    return Verloop(
        termijn=lopend.termijn,
        ruwe_einddatum=lopend.ruw(),
        laatste_dag=laatste,
        opgeschort=binnen,
        verlengd_met=lopend.lengte - basis,
        aangekondigd=lopend.aangekondigd,
        mededelingen=mededelingen(lopend.termijn, geldig, toegepast, lopend.aangekondigd, laatste),
        waarom=lopend.termijn.waarom + Waarom(tuple(stappen)),
        twijfels=tuple(dict.fromkeys(twijfels)),
    )
