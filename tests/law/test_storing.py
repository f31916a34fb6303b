"""Outages that forgive (Awb 2:21): the safe minimum, what goes to a person, and the power to extend."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.law.kalender import NEDERLANDSE_KALENDER as KALENDER
from openloket.law.kalender import einde_van_dag
from openloket.law.storing import (
    Storing,
    Tijdigheid,
    beoordeel_ontvangst,
    duur_in_termijn,
    verlengd_wegens_storing,
    verschoond_tot,
    voorstel_werkdagen,
)

BEGIN, LAATSTE = date(2026, 4, 21), date(2026, 6, 1)  # Monday 1 June is the last day


def t(tekst: str) -> datetime:
    return datetime.fromisoformat(f"{tekst}+02:00")


def s(begin: str, einde: str) -> Storing:
    return Storing(t(begin), t(einde))


@pytest.mark.parametrize(
    ("situatie", "storingen", "uren"),
    [
        ("geen storing", [], 0),
        ("midden in de termijn", [s("2026-05-04T10:00", "2026-05-04T12:00")], 2),
        ("voor de termijn", [s("2026-04-20T10:00", "2026-04-20T12:00")], 0),
        ("alleen het deel in de termijn", [s("2026-04-20T22:00", "2026-04-21T03:00")], 3),
        ("na de termijn begonnen", [s("2026-06-02T00:00", "2026-06-02T12:00")], 0),
        ("voor het einde begonnen: ook het deel erna", [s("2026-06-01T22:00", "2026-06-02T03:00")], 5),
        (
            "twee die elkaar overlappen",
            [s("2026-05-04T11:00", "2026-05-04T14:00"), s("2026-05-04T10:00", "2026-05-04T12:00")],
            4,
        ),
        (
            "een kleine binnen een grote",
            [s("2026-05-04T10:00", "2026-05-04T14:00"), s("2026-05-04T11:00", "2026-05-04T12:00")],
            4,
        ),
        (
            "twee na elkaar",
            [s("2026-05-04T10:00", "2026-05-04T11:00"), s("2026-05-06T10:00", "2026-05-06T11:00")],
            2,
        ),
    ],
)
def test_time_down_inside_a_term(situatie: str, storingen: list[Storing], uren: int) -> None:
    assert duur_in_termijn(BEGIN, LAATSTE, storingen) == timedelta(hours=uren), situatie


def test_an_outage_that_lasts_counts_until_a_named_moment() -> None:
    open_ = [Storing(t("2026-06-01T22:40"))]
    assert duur_in_termijn(BEGIN, LAATSTE, open_, t("2026-06-02T00:40")) == timedelta(hours=2)
    with pytest.raises(ValueError, match="nog duurt"):
        duur_in_termijn(BEGIN, LAATSTE, open_)


@pytest.mark.parametrize(
    ("situatie", "ontvangen", "tijdigheid"),
    [
        ("voor het einde", "2026-06-01T23:59", Tijdigheid.OP_TIJD),
        ("de volgende ochtend, binnen het minimum", "2026-06-02T08:20", Tijdigheid.VERSCHOOND),
        ("later dan het minimum", "2026-06-02T08:21", Tijdigheid.MENS_BESLIST),
    ],
)
def test_the_form_was_down_on_the_last_evening(situatie: str, ontvangen: str, tijdigheid: Tijdigheid) -> None:
    verschoning = verschoond_tot(BEGIN, LAATSTE, [s("2026-06-01T22:40", "2026-06-02T07:00")], KALENDER)
    assert verschoning.tot == t("2026-06-02T08:20")
    oordeel = beoordeel_ontvangst(t(ontvangen), LAATSTE, verschoning)
    assert oordeel.tijdigheid is tijdigheid, situatie
    assert bool(oordeel.twijfels) == (tijdigheid is Tijdigheid.MENS_BESLIST)
    assert any("dinsdag 2 juni 2026 om 08.20 uur" in stap.tekst for stap in verschoning.waarom)


def test_without_an_outage_late_is_late() -> None:
    verschoning = verschoond_tot(BEGIN, LAATSTE, [], KALENDER)
    assert (verschoning.tot, verschoning.twijfels) == (einde_van_dag(LAATSTE), ())
    oordeel = beoordeel_ontvangst(t("2026-06-02T00:00"), LAATSTE, verschoning)
    assert oordeel.tijdigheid is Tijdigheid.TE_LAAT


@pytest.mark.parametrize(
    ("einde", "woorden"),
    [
        ("2026-05-04T10:01", "1 minuut "),
        ("2026-05-04T10:30", "30 minuten "),
        ("2026-05-04T12:00", "2 uur "),
        ("2026-05-04T12:05", "2 uur en 5 minuten "),
    ],
)
def test_the_why_says_how_long_the_way_was_down(einde: str, woorden: str) -> None:
    verschoning = verschoond_tot(BEGIN, LAATSTE, [s("2026-05-04T10:00", einde)], KALENDER)
    assert f"in die termijn {woorden}niet bereiken" in list(verschoning.waarom)[1].tekst


@pytest.mark.parametrize(
    ("uren", "tot"),
    [
        (23, "2026-06-05T23:00"),
        (24, "2026-06-09T00:00"),  # Saturday at midnight
        (71, "2026-06-09T00:00"),  # Sunday evening
        (73, "2026-06-09T00:00"),  # Monday, not less than for Sunday
        (97, "2026-06-09T01:00"),
    ],
)
def test_a_longer_outage_never_gives_less_around_a_weekend(uren: int, tot: str) -> None:
    begin = t("2026-05-18T10:00")
    donderdag = date(2026, 6, 4)
    verschoning = verschoond_tot(BEGIN, donderdag, [Storing(begin, begin + timedelta(hours=uren))], KALENDER)
    assert verschoning.tot == t(tot)


@pytest.mark.parametrize(("uren", "werkdagen"), [(1, 1), (24, 1), (25, 2), (72, 3)])
def test_the_extension_to_propose(uren: int, werkdagen: int) -> None:
    assert voorstel_werkdagen(timedelta(hours=uren)) == werkdagen


def test_only_a_statutory_term_is_extended_and_the_extension_is_announced() -> None:
    langer = verlengd_wegens_storing(LAATSTE, 2, True, KALENDER)
    assert langer.laatste_dag == date(2026, 6, 3)
    assert "2 werkdagen" in list(langer.waarom)[1].tekst
    assert langer.waarom.artikelen == ("Awb 2:21 lid 1", "Awb 2:21 lid 2")
    assert verlengd_wegens_storing(LAATSTE, 2, False, KALENDER).laatste_dag == LAATSTE
    with pytest.raises(ValueError, match="ten minste één werkdag"):
        verlengd_wegens_storing(LAATSTE, 0, True, KALENDER)


def test_an_outage_that_cannot_be_is_refused() -> None:
    met, zonder = t("2026-06-01T10:00"), datetime(2026, 6, 1, 11)  # noqa: DTZ001 -- the missing zone is the point
    for begin, einde in ((zonder, None), (met, zonder)):
        with pytest.raises(ValueError, match="tijdzone"):
            Storing(begin, einde)
    with pytest.raises(ValueError, match="eindigt niet"):
        Storing(met, met - timedelta(seconds=1))


momenten = st.datetimes(datetime(2026, 4, 1), datetime(2026, 6, 10), timezones=st.just(UTC))  # noqa: DTZ001 -- hypothesis wants bounds without a zone


@st.composite
def storingen(draw: st.DrawFn) -> Storing:
    begin = draw(momenten)
    return Storing(begin, begin + timedelta(minutes=draw(st.integers(0, 10_000))))


@given(st.lists(storingen(), max_size=5), storingen())
def test_one_more_outage_never_takes_time_away_and_the_order_does_not_matter(
    lijst: list[Storing], extra: Storing
) -> None:
    zonder = verschoond_tot(BEGIN, LAATSTE, lijst, KALENDER)
    met = verschoond_tot(BEGIN, LAATSTE, [*lijst, extra], KALENDER)
    anders = verschoond_tot(BEGIN, LAATSTE, [extra, *reversed(lijst)], KALENDER)
    assert met.tot >= zonder.tot >= einde_van_dag(LAATSTE)
    assert met == anders


@given(st.lists(storingen(), min_size=1, max_size=5))
def test_nobody_is_late_before_the_outage_at_the_end_is_over(lijst: list[Storing]) -> None:
    einde = einde_van_dag(LAATSTE)
    tot = verschoond_tot(BEGIN, LAATSTE, lijst, KALENDER).tot
    assert all(tot >= storing.einde for storing in lijst if storing.einde and storing.begin < einde)


def test_the_answers_are_plain_json() -> None:
    verschoning = verschoond_tot(BEGIN, LAATSTE, [s("2026-06-01T22:40", "2026-06-02T07:00")], KALENDER)
    oordeel = beoordeel_ontvangst(t("2026-06-02T09:00"), LAATSTE, verschoning)
    kaal = json.loads(json.dumps(verschoning.naar_dict()))
    assert (kaal["tot"], kaal["duur_storing"]) == ("2026-06-02T06:20:00+00:00", 8 * 3600 + 20 * 60)
    assert [twijfel["artikel"] for twijfel in kaal["twijfels"]] == ["Awb 2:21 lid 3"]
    kaal = json.loads(json.dumps(oordeel.naar_dict()))
    assert (kaal["tijdigheid"], kaal["verschoond_tot"]) == ("mens_beslist", "2026-06-02T06:20:00+00:00")
    assert len(kaal["twijfels"]) == 1
