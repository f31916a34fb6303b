"""The Algemene termijnenwet: holidays against a table made elsewhere, and the end of a statutory term."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.law.kalender import (
    AMSTERDAM,
    NEDERLANDSE_KALENDER,
    Duur,
    Eenheid,
    Kalender,
    atw_geldt,
    dag_in_amsterdam,
    eerste_paasdag,
    einde_in_uren,
    einde_met_atw,
    feestdagen,
    koningsdag,
    ruw_einde,
)

# Computed independently from article 3 and the titles of the two royal decrees; every day of thirteen years.
TABEL = Path(__file__).with_name("feestdagen-2023-2035.csv")
dagen = st.dates(date(2014, 1, 1), date(2100, 12, 31))


def rijen() -> list[dict[str, str]]:
    with TABEL.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def test_every_day_of_thirteen_years_agrees_with_the_table() -> None:
    verwacht = {date.fromisoformat(rij["datum"]): rij["naam"] for rij in rijen()}
    dag, gevonden = date(2023, 1, 1), {}
    while dag <= date(2035, 12, 31):
        naam = NEDERLANDSE_KALENDER.feestdag(dag)
        if naam is not None:
            gevonden[dag] = "Gelijkgestelde dag" if "gelijkgesteld" in naam else naam
        dag += timedelta(days=1)
    assert len(verwacht) == 127
    assert gevonden == verwacht


@pytest.mark.parametrize(
    ("jaar", "pasen"),
    [
        (1818, date(1818, 3, 22)),
        (1943, date(1943, 4, 25)),
        (1954, date(1954, 4, 18)),
        (1981, date(1981, 4, 19)),
        (2000, date(2000, 4, 23)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
        (2285, date(2285, 3, 22)),
    ],
)
def test_easter(jaar: int, pasen: date) -> None:
    assert eerste_paasdag(jaar) == pasen


@given(st.integers(1600, 3000))
def test_easter_is_a_sunday_between_22_march_and_25_april(jaar: int) -> None:
    pasen = eerste_paasdag(jaar)
    assert pasen.weekday() == 6
    assert date(jaar, 3, 22) <= pasen <= date(jaar, 4, 25)


@pytest.mark.parametrize(
    ("jaar", "dag"),
    [
        (2014, date(2014, 4, 26)),
        (2024, date(2024, 4, 27)),
        (2025, date(2025, 4, 26)),
        (2031, date(2031, 4, 26)),
    ],
)
def test_kings_day_moves_back_from_a_sunday(jaar: int, dag: date) -> None:
    assert koningsdag(jaar) == dag


def test_the_fifth_of_may_counts_every_year() -> None:
    assert all(feestdagen(jaar)[date(jaar, 5, 5)] == "Bevrijdingsdag" for jaar in range(2023, 2036))


@pytest.mark.parametrize(
    ("dag", "reden"),
    [
        (date(2026, 1, 1), "Nieuwjaarsdag"),
        (date(2026, 1, 2), "een dag die met een feestdag is gelijkgesteld"),
        (date(2026, 1, 3), "zaterdag"),
        (date(2026, 1, 4), "zondag"),
        (date(2026, 1, 5), None),
        (date(2026, 12, 26), "Tweede kerstdag"),
    ],
)
def test_why_a_day_is_free(dag: date, reden: str | None) -> None:
    assert NEDERLANDSE_KALENDER.vrije_dag(dag) == reden


def test_equated_days_come_from_outside() -> None:
    assert Kalender(frozenset()).is_werkdag(date(2026, 5, 15))
    assert not Kalender(frozenset({date(2026, 5, 15)})).is_werkdag(date(2026, 5, 15))


def test_years_without_a_known_decree_are_named() -> None:
    assert NEDERLANDSE_KALENDER.ontbrekende_jaren(date(2026, 1, 1), date(2028, 12, 31)) == ()
    assert NEDERLANDSE_KALENDER.ontbrekende_jaren(date(2028, 12, 1), date(2030, 1, 1)) == (2029, 2030)
    bekend = Kalender(frozenset(), jaren_zonder=frozenset({2029}))
    assert bekend.ontbrekende_jaren(date(2029, 1, 1), date(2030, 1, 1)) == (2030,)


def test_a_late_evening_in_utc_is_the_next_day_in_amsterdam() -> None:
    assert dag_in_amsterdam(datetime(2026, 3, 1, 22, 59, tzinfo=UTC)) == date(2026, 3, 1)
    assert dag_in_amsterdam(datetime(2026, 3, 1, 23, 0, tzinfo=UTC)) == date(2026, 3, 2)
    assert dag_in_amsterdam(datetime(2026, 7, 1, 22, 0, tzinfo=UTC)) == date(2026, 7, 2)
    assert dag_in_amsterdam(date(2026, 3, 1)) == date(2026, 3, 1)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="tijdzone"):
        dag_in_amsterdam(datetime(2026, 3, 1, 12, 0))  # noqa: DTZ001 (the point of the test)
    with pytest.raises(ValueError, match="tijdzone"):
        einde_in_uren(datetime(2026, 3, 1, 12, 0), 48)  # noqa: DTZ001 (the point of the test)


@pytest.mark.parametrize(
    ("aantal", "eenheid", "geldt"),
    [
        (48, Eenheid.UREN, False),
        (90, Eenheid.DAGEN, True),
        (91, Eenheid.DAGEN, False),
        (12, Eenheid.WEKEN, True),
        (13, Eenheid.WEKEN, False),
        (3, Eenheid.MAANDEN, True),
        (4, Eenheid.MAANDEN, False),
        (6, Eenheid.MAANDEN, False),
        (1, Eenheid.JAREN, False),
    ],
)
def test_where_the_act_stops(aantal: int, eenheid: Eenheid, geldt: bool) -> None:
    assert atw_geldt(Duur(aantal, eenheid)) is geldt


@pytest.mark.parametrize(
    ("na", "duur", "einde"),
    [
        (date(2026, 1, 31), Duur(1, Eenheid.MAANDEN), date(2026, 2, 28)),
        (date(2028, 1, 31), Duur(1, Eenheid.MAANDEN), date(2028, 2, 29)),
        (date(2026, 11, 30), Duur(3, Eenheid.MAANDEN), date(2027, 2, 28)),
        (date(2026, 12, 15), Duur(6, Eenheid.MAANDEN), date(2027, 6, 15)),
        (date(2028, 2, 29), Duur(1, Eenheid.JAREN), date(2029, 2, 28)),
        (date(2026, 3, 2), Duur(8, Eenheid.WEKEN), date(2026, 4, 27)),
        (date(2026, 4, 1), Duur(5, Eenheid.WERKDAGEN), date(2026, 4, 10)),
        (date(2026, 3, 2), Duur(10, Eenheid.DAGEN), date(2026, 3, 12)),
    ],
)
def test_counting_without_extension(na: date, duur: Duur, einde: date) -> None:
    assert ruw_einde(na, duur, NEDERLANDSE_KALENDER) == einde


@pytest.mark.parametrize(
    ("geval", "na", "duur", "laatste_dag"),
    [
        ("ends on a working day", date(2026, 3, 3), Duur(1, Eenheid.WEKEN), date(2026, 3, 10)),
        ("ends on a Saturday", date(2026, 2, 28), Duur(2, Eenheid.WEKEN), date(2026, 3, 16)),
        ("ends on Good Friday", date(2026, 3, 27), Duur(1, Eenheid.WEKEN), date(2026, 4, 7)),
        ("ends on an equated day", date(2026, 5, 8), Duur(1, Eenheid.WEKEN), date(2026, 5, 18)),
        ("ends on 1 January, 2 is equated", date(2025, 12, 25), Duur(1, Eenheid.WEKEN), date(2026, 1, 5)),
        ("three days with two working days", date(2026, 3, 2), Duur(3, Eenheid.DAGEN), date(2026, 3, 5)),
        (
            "three days from Friday: Monday and Tuesday",
            date(2026, 3, 6),
            Duur(3, Eenheid.DAGEN),
            date(2026, 3, 10),
        ),
        ("three days over Easter", date(2026, 4, 3), Duur(3, Eenheid.DAGEN), date(2026, 4, 8)),
        ("two days are not helped by article 2", date(2026, 3, 6), Duur(2, Eenheid.DAGEN), date(2026, 3, 9)),
        ("six months stay on a Saturday", date(2026, 2, 15), Duur(6, Eenheid.MAANDEN), date(2026, 8, 15)),
        ("thirteen weeks stay on a Saturday", date(2026, 2, 28), Duur(13, Eenheid.WEKEN), date(2026, 5, 30)),
        ("91 days stay on Christmas", date(2026, 9, 25), Duur(91, Eenheid.DAGEN), date(2026, 12, 25)),
    ],
)
def test_the_end_of_a_statutory_term(geval: str, na: date, duur: Duur, laatste_dag: date) -> None:
    assert einde_met_atw(na, duur, NEDERLANDSE_KALENDER).laatste_dag == laatste_dag, geval


def test_the_why_names_the_holiday_and_both_articles() -> None:
    einde = einde_met_atw(date(2026, 4, 3), Duur(3, Eenheid.DAGEN), NEDERLANDSE_KALENDER)
    assert einde.waarom.artikelen == ("Algemene termijnenwet 1 lid 1", "Algemene termijnenwet 2")
    teksten = [stap.tekst for stap in einde.waarom]
    assert teksten[1] == (
        "Maandag 6 april 2026 is geen werkdag (Tweede paasdag). Daarom is de laatste dag "
        "dinsdag 7 april 2026."
    )
    assert "woensdag 8 april 2026" in teksten[2]


def test_an_end_in_a_year_without_decree_warns() -> None:
    einde = einde_met_atw(date(2028, 12, 1), Duur(8, Eenheid.WEKEN), NEDERLANDSE_KALENDER)
    assert einde.waarom.stappen[-1].artikel == "Algemene termijnenwet 3 lid 3"
    assert "2029" in einde.waarom.stappen[-1].tekst


def test_hours_run_through_weekends_and_the_change_of_the_clock() -> None:
    vrijdag = datetime(2026, 3, 27, 12, 0, tzinfo=AMSTERDAM)
    einde = einde_in_uren(vrijdag, 48)
    assert einde.astimezone(AMSTERDAM).isoformat() == "2026-03-29T13:00:00+02:00"
    with pytest.raises(ValueError, match="uren"):
        ruw_einde(date(2026, 3, 27), Duur(48, Eenheid.UREN), NEDERLANDSE_KALENDER)


@pytest.mark.parametrize(
    ("duur", "woorden"),
    [
        (Duur(1, Eenheid.WEKEN), "1 week"),
        (Duur(8, Eenheid.WEKEN), "8 weken"),
        (Duur(48, Eenheid.UREN), "48 uur"),
        (Duur(2, Eenheid.JAREN), "2 jaar"),
        (Duur(1, Eenheid.DAGEN), "1 dag"),
        (Duur(5, Eenheid.WERKDAGEN), "5 werkdagen"),
    ],
)
def test_a_length_reads_as_dutch(duur: Duur, woorden: str) -> None:
    assert str(duur) == woorden


def test_a_length_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="ten minste één"):
        Duur(0, Eenheid.WEKEN)


binnen_de_wet = st.one_of(
    st.builds(Duur, st.integers(1, 90), st.just(Eenheid.DAGEN)),
    st.builds(Duur, st.integers(1, 12), st.just(Eenheid.WEKEN)),
    st.builds(Duur, st.integers(1, 3), st.just(Eenheid.MAANDEN)),
)


@given(dagen, binnen_de_wet)
def test_within_the_act_a_term_ends_on_a_working_day_and_never_sooner(na: date, duur: Duur) -> None:
    einde = einde_met_atw(na, duur, NEDERLANDSE_KALENDER)
    assert einde.laatste_dag >= einde.ruwe_einddatum
    assert NEDERLANDSE_KALENDER.is_werkdag(einde.laatste_dag)
    if einde.laatste_dag > einde.ruwe_einddatum:
        assert einde.waarom.artikelen


@given(dagen, binnen_de_wet)
def test_from_three_days_on_there_are_two_working_days_and_not_a_day_more_than_needed(
    na: date, duur: Duur
) -> None:
    kalender = NEDERLANDSE_KALENDER
    einde = einde_met_atw(na, duur, kalender)
    eerste = na + timedelta(days=1)
    if (einde.ruwe_einddatum - eerste).days + 1 < 3:
        return
    assert kalender.werkdagen(eerste, einde.laatste_dag) >= 2
    if einde.laatste_dag > einde.ruwe_einddatum:
        vorige = einde.laatste_dag - timedelta(days=1)
        te_kort = kalender.werkdagen(eerste, vorige) < 2
        assert te_kort or not any(
            kalender.is_werkdag(einde.ruwe_einddatum + timedelta(days=n))
            for n in range((einde.laatste_dag - einde.ruwe_einddatum).days)
        )


@given(dagen, st.integers(0, 30), binnen_de_wet)
def test_a_later_start_never_ends_sooner(na: date, later: int, duur: Duur) -> None:
    eerder = einde_met_atw(na, duur, NEDERLANDSE_KALENDER).laatste_dag
    assert einde_met_atw(na + timedelta(days=later), duur, NEDERLANDSE_KALENDER).laatste_dag >= eerder


@given(dagen, st.integers(13, 60))
def test_outside_the_act_no_day_moves(na: date, weken: int) -> None:
    einde = einde_met_atw(na, Duur(weken, Eenheid.WEKEN), NEDERLANDSE_KALENDER)
    assert einde.laatste_dag == einde.ruwe_einddatum == na + timedelta(weeks=weken)
    assert einde.waarom.artikelen == ("Algemene termijnenwet 4 onder a",)
