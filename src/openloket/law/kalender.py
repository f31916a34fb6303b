"""The Algemene termijnenwet: holidays, working days, and the day on which a statutory term really ends."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from openloket.law.waarom import Stap, Waarom, datum_in_woorden

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EEN_DAG = timedelta(days=1)
ZATERDAG, ZONDAG = 5, 6

# They cannot be computed: whoever maintains this adds the new decree as soon as the Staatscourant has it.
BIJGEWERKT_OP = date(2025, 10, 4)

BRONNEN = (
    "Besluit gelijkstelling van 28 april 2023, 19 mei 2023, 10 mei 2024, 27 december 2024 en 30 mei 2025 "
    "met een algemeen erkende feestdag",
    "Besluit gelijkstelling van 2 januari 2026, 15 mei 2026, 7 mei 2027, 28 april 2028 en 26 mei 2028 met "
    "een algemeen erkende feestdag",
)

GELIJKGESTELDE_DAGEN = frozenset(
    {
        date(2023, 4, 28),
        date(2023, 5, 19),
        date(2024, 5, 10),
        date(2024, 12, 27),
        date(2025, 5, 30),
        date(2026, 1, 2),
        date(2026, 5, 15),
        date(2027, 5, 7),
        date(2028, 4, 28),
        date(2028, 5, 26),
    }
)


def dag_in_amsterdam(moment: date | datetime) -> date:
    """The calendar day in Amsterdam on which a moment falls; a plain date is taken as it is.

    Raises ValueError for a datetime without a time zone: its day is unknowable.
    """
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("Een tijdstip zonder tijdzone valt op geen vaste dag.")
    return moment.astimezone(AMSTERDAM).date()


def eerste_paasdag(jaar: int) -> date:
    """Easter Sunday (Meeus/Jones/Butcher): no law names its date, but most holidays hang on it."""
    goud = jaar % 19
    eeuw, rest = divmod(jaar, 100)
    epacta = (19 * goud + eeuw - eeuw // 4 - (eeuw - (eeuw + 8) // 25 + 1) // 3 + 15) % 30
    tot_zondag = (32 + 2 * (eeuw % 4) + 2 * (rest // 4) - epacta - rest % 4) % 7
    correctie = (goud + 11 * epacta + 22 * tot_zondag) // 451
    maand, dag = divmod(epacta + tot_zondag - 7 * correctie + 114, 31)
    return date(jaar, maand, dag + 1)


def koningsdag(jaar: int) -> date:
    """The day of the King's birthday celebration since 2014: 27 April, or 26 April if that is a Sunday.

    Source: Algemene termijnenwet 3 lid 1; the Sunday rule is practice, not in that act.
    """
    dag = date(jaar, 4, 27)
    return dag - EEN_DAG if dag.weekday() == ZONDAG else dag


@lru_cache(maxsize=64)
def feestdagen(jaar: int) -> MappingProxyType[date, str]:
    """All holidays of a year with their Dutch names, in order. Source: Algemene termijnenwet 3 lid 1 and 2.

    5 May counts every year, not only every fifth. When two coincide the name of the later one in this
    list is kept.
    """
    pasen = eerste_paasdag(jaar)
    dagen = {
        date(jaar, 1, 1): "Nieuwjaarsdag",
        pasen - timedelta(days=2): "Goede Vrijdag",
        pasen + EEN_DAG: "Tweede paasdag",
        koningsdag(jaar): "Koningsdag",
        date(jaar, 5, 5): "Bevrijdingsdag",
        pasen + timedelta(days=39): "Hemelvaartsdag",
        pasen + timedelta(days=50): "Tweede pinksterdag",
        date(jaar, 12, 25): "Eerste kerstdag",
        date(jaar, 12, 26): "Tweede kerstdag",
    }
    return MappingProxyType(dict(sorted(dagen.items())))


@dataclass(frozen=True, slots=True)
class Kalender:
    """Working days with the days equated by royal decree passed in. Source: Algemene termijnenwet 3.

    A year counts as known when it holds an equated day; `jaren_zonder` names years for which a decree is
    known to equate none.
    """

    gelijkgesteld: frozenset[date]
    jaren_zonder: frozenset[int] = frozenset()

    def feestdag(self, dag: date) -> str | None:
        """Name of the holiday or equated day, or None. Source: Algemene termijnenwet 3."""
        naam = feestdagen(dag.year).get(dag)
        if naam is None and dag in self.gelijkgesteld:
            return "een dag die met een feestdag is gelijkgesteld"
        return naam

    def vrije_dag(self, dag: date) -> str | None:
        """Why a day is no working day: holiday, 'zaterdag' or 'zondag'; None on a working day.

        Source: Algemene termijnenwet 1 lid 1, 3.
        """
        naam = self.feestdag(dag)
        if naam is not None:
            return naam
        return {ZATERDAG: "zaterdag", ZONDAG: "zondag"}.get(dag.weekday())

    def is_werkdag(self, dag: date) -> bool:
        """A day that is not Saturday, Sunday or holiday; Awb 2:23 says 'werkdag' without defining it."""
        return self.vrije_dag(dag) is None

    def eerstvolgende_werkdag(self, dag: date) -> date:
        """The day itself if it is a working day, else the first one after it.

        Source: Algemene termijnenwet 1 lid 1.
        """
        while not self.is_werkdag(dag):
            dag += EEN_DAG
        return dag

    def na_werkdagen(self, dag: date, aantal: int) -> date:
        """The last of `aantal` working days counted from the day after `dag`."""
        for _ in range(aantal):
            dag = self.eerstvolgende_werkdag(dag + EEN_DAG)
        return dag

    def werkdagen(self, eerste: date, laatste: date) -> int:
        """How many working days lie between two days, both included."""
        dagen = (laatste - eerste).days + 1
        return sum(self.is_werkdag(eerste + timedelta(days=n)) for n in range(dagen))

    def ontbrekende_jaren(self, van: date, tot: date) -> tuple[int, ...]:
        """Years in the period for which no equated days are known, so that an end date may still move.

        Source: Algemene termijnenwet 3 lid 3 (the decree comes about every three years).
        """
        bekend = {dag.year for dag in self.gelijkgesteld} | self.jaren_zonder
        return tuple(jaar for jaar in range(van.year, tot.year + 1) if jaar not in bekend)


NEDERLANDSE_KALENDER = Kalender(GELIJKGESTELDE_DAGEN)


class Eenheid(StrEnum):
    """Units in which acts and service norms express a term."""

    UREN = "uren"
    DAGEN = "dagen"
    WERKDAGEN = "werkdagen"
    WEKEN = "weken"
    MAANDEN = "maanden"
    JAREN = "jaren"


# Article 4(a): longer than this and the act stays out; units that are absent are out at any length.
GRENS = {Eenheid.DAGEN: 90, Eenheid.WERKDAGEN: 90, Eenheid.WEKEN: 12, Eenheid.MAANDEN: 3}
ENKELVOUD = {
    Eenheid.UREN: "uur",
    Eenheid.DAGEN: "dag",
    Eenheid.WERKDAGEN: "werkdag",
    Eenheid.WEKEN: "week",
    Eenheid.MAANDEN: "maand",
    Eenheid.JAREN: "jaar",
}
ALTIJD_ENKELVOUD = {Eenheid.UREN, Eenheid.JAREN}


@dataclass(frozen=True, slots=True)
class Duur:
    """A length such as 8 weken; `aantal` is at least 1 (ValueError otherwise)."""

    aantal: int
    eenheid: Eenheid

    def __post_init__(self) -> None:
        if self.aantal < 1:
            raise ValueError("Een termijn duurt ten minste één eenheid.")

    def __str__(self) -> str:
        enkel = self.aantal == 1 or self.eenheid in ALTIJD_ENKELVOUD
        return f"{self.aantal} {ENKELVOUD[self.eenheid] if enkel else self.eenheid.value}"


@dataclass(frozen=True, slots=True)
class Einde:
    """Where a term ends: as counted, and its last day after the Algemene termijnenwet, with the why.

    `schuift` is False when that act stays out, so that the last day may be a free day.
    """

    ruwe_einddatum: date
    laatste_dag: date
    waarom: Waarom
    schuift: bool = True


def atw_geldt(duur: Duur) -> bool:
    """Whether the act applies to a statutory term of this length. Source: Algemene termijnenwet 4 onder a."""
    grens = GRENS.get(duur.eenheid)
    return grens is not None and duur.aantal <= grens


def _maanden_later(dag: date, maanden: int) -> date:
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))


def ruw_einde(na: date, duur: Duur, kalender: Kalender) -> date:
    """The last day of a term that runs from the day after `na`, before any extension.

    Weeks end on the same weekday, months and years on the same day of the month (or the month's last).
    This is practice; no article spells it out. ValueError for hours: they end at a moment, see
    `einde_in_uren`.
    """
    match duur.eenheid:
        case Eenheid.DAGEN:
            return na + timedelta(days=duur.aantal)
        case Eenheid.WERKDAGEN:
            return kalender.na_werkdagen(na, duur.aantal)
        case Eenheid.WEKEN:
            return na + timedelta(weeks=duur.aantal)
        case Eenheid.MAANDEN:
            return _maanden_later(na, duur.aantal)
        case Eenheid.JAREN:
            return _maanden_later(na, 12 * duur.aantal)
        case Eenheid.UREN:
            raise ValueError("Een termijn in uren eindigt op een tijdstip, niet op een dag.")


def einde_met_atw(na: date, duur: Duur, kalender: Kalender) -> Einde:
    """End of a statutory term that runs from the day after `na`.

    Source: Algemene termijnenwet 1 lid 1, 2, 4 onder a.

    Not for terms counted backwards (1 lid 2) nor for hours (ValueError).
    """
    ruw = ruw_einde(na, duur, kalender)
    geteld = Stap(f"{duur} later is {datum_in_woorden(ruw)}.", "", ruw)
    if not atw_geldt(duur):
        tekst = (
            f"Voor een termijn van {duur} geldt de Algemene termijnenwet niet. De laatste dag schuift niet "
            "op, ook niet als dat een vrije dag is."
        )
        return Einde(ruw, ruw, Waarom((geteld, Stap(tekst, "Algemene termijnenwet 4 onder a"))), False)
    laatste = kalender.eerstvolgende_werkdag(ruw)
    stappen = [geteld]
    if laatste != ruw:
        naam = kalender.feestdag(ruw)
        vrij = f"geen werkdag ({naam})" if naam else "geen werkdag"
        tekst = (
            f"{datum_in_woorden(ruw).capitalize()} is {vrij}. Daarom is de laatste dag "
            f"{datum_in_woorden(laatste)}."
        )
        stappen.append(Stap(tekst, "Algemene termijnenwet 1 lid 1", laatste))
    laatste = ten_minste_twee_werkdagen(na + EEN_DAG, ruw, laatste, kalender, stappen)
    return Einde(ruw, laatste, Waarom((*stappen, *_onzekere_jaren(ruw, laatste, kalender))))


def ten_minste_twee_werkdagen(
    eerste: date, ruw: date, laatste: date, kalender: Kalender, stappen: list[Stap]
) -> date:
    """The last day, moved on until the term holds two working days; adds the step that says so.

    Source: Algemene termijnenwet 2.
    """
    if (ruw - eerste).days + 1 < 3:
        return laatste
    tekort = 2 - kalender.werkdagen(eerste, laatste)
    if tekort <= 0:
        return laatste
    laatste = kalender.na_werkdagen(laatste, tekort)
    tekst = (
        "In een termijn van drie dagen of langer zitten ten minste twee werkdagen. Daarom is de laatste "
        f"dag {datum_in_woorden(laatste)}."
    )
    stappen.append(Stap(tekst, "Algemene termijnenwet 2", laatste))
    return laatste


def _onzekere_jaren(ruw: date, laatste: date, kalender: Kalender) -> tuple[Stap, ...]:
    jaren = kalender.ontbrekende_jaren(ruw, laatste)
    if not jaren:
        return ()
    tekst = (
        f"Welke extra vrije dagen er in {' en '.join(map(str, jaren))} zijn, weten wij nog niet. De laatste "
        "dag kan daardoor later worden, niet eerder."
    )
    return (Stap(tekst, "Algemene termijnenwet 3 lid 3"),)


def einde_terug(voor: date, dagen: int) -> Einde:
    """The day that lies `dagen` days before a day, such as a hearing; it never moves to a working day.

    Source: Algemene termijnenwet 1 lid 2. ValueError for less than one day.
    """
    if dagen < 1:
        raise ValueError("Terugtellen gaat over ten minste één dag.")
    dag = voor - dagen * EEN_DAG
    geteld = Stap(f"{Duur(dagen, Eenheid.DAGEN)} eerder is {datum_in_woorden(dag)}.", "", dag)
    tekst = "Deze termijn wordt teruggeteld. Hij schuift daarom niet op, ook niet als het een vrije dag is."
    return Einde(dag, dag, Waarom((geteld, Stap(tekst, "Algemene termijnenwet 1 lid 2"))), False)


def einde_van_dag(dag: date) -> datetime:
    """The moment (UTC) at which a day in Amsterdam is over; a term that ends on it is met before this."""
    middernacht = datetime.combine(dag + EEN_DAG, datetime.min.time(), AMSTERDAM)
    return middernacht.astimezone(UTC)


def middag(dag: date) -> datetime:
    """Noon in Amsterdam (UTC): the moment of what is known by its day only."""
    return datetime.combine(dag, time(12), AMSTERDAM).astimezone(UTC)


def einde_in_uren(vanaf: datetime, uren: int) -> datetime:
    """The moment (UTC) at which a term in hours ends; weekends and holidays do not move it.

    Source: Algemene termijnenwet 4 onder a. Counted in real hours, so a change of the clock does not
    stretch it. ValueError for a datetime without a time zone.
    """
    if vanaf.tzinfo is None:
        raise ValueError("Een tijdstip zonder tijdzone ligt niet vast.")
    return vanaf.astimezone(UTC) + timedelta(hours=uren)
