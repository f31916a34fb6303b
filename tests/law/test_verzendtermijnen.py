"""Terms around sending: what must hold for every date, and facts that cannot be (Awb 2:10, 2:22 to 2:24)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.law.kalender import NEDERLANDSE_KALENDER as KALENDER
from openloket.law.kalender import Duur, Eenheid, einde_terug, einde_van_dag
from openloket.law.termijnen import Termijnregel
from openloket.law.verzendtermijnen import (
    Kennisgevingstand,
    beslistermijn_na_doorgeleiding,
    kennisgeving_uiterlijk,
    termijn_na_kennisgeving,
    verlengd_door_verkeerde_weg,
)

dagen = st.dates(date(2024, 1, 1), date(2060, 12, 31))
momenten = st.datetimes(datetime(2024, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- hypothesis wants bounds without a zone
VIER_WEKEN = Termijnregel("Wet X", Duur(4, Eenheid.WEKEN), "Eigen termijn.")


@given(momenten)
def test_48_hours_are_always_48_hours(moment: datetime) -> None:
    tijdstip = kennisgeving_uiterlijk(moment).tijdstip
    assert tijdstip is not None
    assert tijdstip - moment == timedelta(hours=48)


@given(dagen, momenten, st.integers(0, 60 * 24 * 30))
def test_the_wrong_way_gives_at_least_the_time_that_passed_and_one_working_day(
    laatste: date, ontvangen: datetime, minuten: int
) -> None:
    gewezen = ontvangen + timedelta(minutes=minuten)
    dag = verlengd_door_verkeerde_weg(laatste, ontvangen, gewezen, KALENDER).laatste_dag
    assert dag is not None
    assert KALENDER.is_werkdag(dag)
    assert KALENDER.werkdagen(laatste + timedelta(days=1), dag) >= 1
    assert einde_van_dag(dag) >= einde_van_dag(laatste) + (gewezen - ontvangen)


def test_a_reaction_before_the_receipt_is_refused() -> None:
    moment = datetime(2026, 6, 1, 12, tzinfo=UTC)
    with pytest.raises(ValueError, match="niet voor de ontvangst"):
        verlengd_door_verkeerde_weg(date(2026, 6, 5), moment, moment - timedelta(minutes=1), KALENDER)


@given(dagen, st.integers(0, 20), st.integers(0, 10), st.booleans())
def test_passing_on_never_makes_a_term_start_before_receipt(
    ontvangen: date, na: int, later: int, bezwaar: bool
) -> None:
    doorgeleid = ontvangen + timedelta(days=na)
    gemeld = doorgeleid + timedelta(days=later)
    uitkomst = beslistermijn_na_doorgeleiding(ontvangen, doorgeleid, gemeld, VIER_WEKEN, KALENDER, bezwaar)
    ongemeld = beslistermijn_na_doorgeleiding(ontvangen, doorgeleid, None, VIER_WEKEN, KALENDER, bezwaar)
    assert uitkomst.laatste_dag is not None
    assert ongemeld.laatste_dag is not None
    assert uitkomst.laatste_dag >= ongemeld.laatste_dag
    if bezwaar:
        assert uitkomst.laatste_dag == ongemeld.laatste_dag
        assert "Awb 7:14" in uitkomst.waarom.artikelen


def test_the_why_speaks_of_receipt_only_when_receipt_counts() -> None:
    dag = date(2026, 6, 5)
    later = beslistermijn_na_doorgeleiding(date(2026, 6, 1), dag, dag, VIER_WEKEN, KALENDER)
    assert not any("ontvingen" in stap.tekst for stap in later.waarom)
    gewoon = beslistermijn_na_doorgeleiding(date(2026, 6, 1), dag, None, VIER_WEKEN, KALENDER)
    assert any("ontvingen" in stap.tekst for stap in gewoon.waarom)


@pytest.mark.parametrize(
    ("doorgeleid", "gemeld"), [(date(2026, 5, 31), None), (date(2026, 6, 5), date(2026, 6, 4))]
)
def test_events_in_the_wrong_order_are_refused(doorgeleid: date, gemeld: date | None) -> None:
    with pytest.raises(ValueError, match="volgen op elkaar"):
        beslistermijn_na_doorgeleiding(date(2026, 6, 1), doorgeleid, gemeld, VIER_WEKEN, KALENDER)


@pytest.mark.parametrize(
    ("stand", "telt", "twijfel"),
    [
        (Kennisgevingstand.VERZONDEN, True, False),
        (Kennisgevingstand.AFGEMELD, True, False),
        (Kennisgevingstand.NIET_VERZONDEN, False, False),
        (Kennisgevingstand.NIET_ONTVANGEN, False, True),
    ],
)
def test_lateness_without_a_notice(stand: Kennisgevingstand, telt: bool, twijfel: bool) -> None:
    uitkomst = termijn_na_kennisgeving(date(2026, 6, 5), stand)
    assert (uitkomst.laatste_dag is not None, bool(uitkomst.twijfels)) == (telt, twijfel)


@given(dagen, st.integers(1, 40))
def test_counting_back_never_moves(voor: date, aantal: int) -> None:
    einde = einde_terug(voor, aantal)
    assert (voor - einde.laatste_dag).days == aantal
    assert not einde.schuift


def test_counting_back_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="ten minste één dag"):
        einde_terug(date(2026, 6, 1), 0)


@pytest.mark.parametrize(
    ("dag", "einde"),
    [
        (date(2026, 6, 1), datetime(2026, 6, 1, 22, tzinfo=UTC)),
        (date(2026, 1, 1), datetime(2026, 1, 1, 23, tzinfo=UTC)),
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_in_amsterdam(dag: date, einde: datetime) -> None:
    assert einde_van_dag(dag) == einde
