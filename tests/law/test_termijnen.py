"""The terms of the Awb as a table a lawyer can check, and properties that hold for every date."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.law.kalender import NEDERLANDSE_KALENDER as KALENDER
from openloket.law.kalender import Duur, Eenheid
from openloket.law.termijnen import (
    Streeftermijn,
    Termijnregel,
    Termijnsoort,
    beslistermijn,
    beslistermijn_bezwaar,
    bezwaartermijn,
    dagen_resterend,
    is_verstreken,
    klachttermijn,
    verstreken_deel,
)

dagen = st.dates(date(2024, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("bekendgemaakt", "ruw", "laatste_dag"),
    [
        (date(2026, 2, 20), date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday, Easter
        (date(2026, 3, 16), date(2026, 4, 27), date(2026, 4, 28)),  # King's Day
        (date(2026, 4, 3), date(2026, 5, 15), date(2026, 5, 18)),  # equated day, weekend
        (date(2026, 6, 1), date(2026, 7, 13), date(2026, 7, 13)),
    ],
)
def test_term_to_object(bekendgemaakt: date, ruw: date, laatste_dag: date) -> None:
    termijn = bezwaartermijn(bekendgemaakt, KALENDER)
    assert (termijn.begin, termijn.ruwe_einddatum, termijn.laatste_dag) == (
        bekendgemaakt + timedelta(days=1),
        ruw,
        laatste_dag,
    )
    assert termijn.waarom.artikelen[:2] == ("Awb 6:8 lid 1", "Awb 6:7")
    assert termijn.twijfel is None


@pytest.mark.parametrize(
    ("ontvangen", "ruw", "laatste_dag"),
    [
        (date(2026, 3, 2), date(2026, 4, 27), date(2026, 4, 28)),  # King's Day
        (date(2026, 3, 10), date(2026, 5, 5), date(2026, 5, 6)),  # Liberation Day
        (date(2026, 3, 3), date(2026, 4, 28), date(2026, 4, 28)),
        (date(2026, 11, 6), date(2027, 1, 1), date(2027, 1, 4)),  # New Year's Day, weekend
    ],
)
def test_term_to_decide_without_a_rule_is_eight_weeks(ontvangen: date, ruw: date, laatste_dag: date) -> None:
    termijn = beslistermijn(ontvangen, None, KALENDER)
    assert (termijn.ruwe_einddatum, termijn.laatste_dag) == (ruw, laatste_dag)
    assert termijn.artikel == "Awb 4:13 lid 2"
    assert termijn.wettelijk


def test_the_day_of_receipt_is_the_day_in_amsterdam() -> None:
    net_na_middernacht = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert beslistermijn(net_na_middernacht, None, KALENDER) == beslistermijn(
        date(2026, 3, 3), None, KALENDER
    )


@pytest.mark.parametrize(
    ("duur", "laatste_dag"),
    [
        (Duur(4, Eenheid.WEKEN), date(2026, 3, 30)),
        (Duur(12, Eenheid.WEKEN), date(2026, 5, 26)),  # Whit Monday moves
        (Duur(6, Eenheid.MAANDEN), date(2026, 9, 2)),
        (Duur(26, Eenheid.WEKEN), date(2026, 8, 31)),
    ],
)
def test_a_statutory_term_comes_from_outside(duur: Duur, laatste_dag: date) -> None:
    regel = Termijnregel("Wet X 9", duur, "Voor deze vergunning noemt de wet een eigen termijn.")
    termijn = beslistermijn(date(2026, 3, 2), regel, KALENDER)
    assert termijn.laatste_dag == laatste_dag
    assert termijn.artikel == "Wet X 9"
    assert "Wet X 9" in termijn.waarom.artikelen
    assert termijn.twijfel is None


def test_a_term_of_a_verordening_keeps_the_earliest_day_and_asks_a_person() -> None:
    regel = Termijnregel(
        "Verordening X 3", Duur(8, Eenheid.WEKEN), "De verordening noemt een termijn.", in_wet=False
    )
    termijn = beslistermijn(date(2026, 3, 2), regel, KALENDER)
    assert termijn.laatste_dag == termijn.ruwe_einddatum == date(2026, 4, 27)
    assert termijn.twijfel is not None
    assert termijn.twijfel.artikel == "Algemene termijnenwet 1 lid 1"
    op_werkdag = beslistermijn(date(2026, 3, 3), regel, KALENDER)
    assert op_werkdag.laatste_dag == date(2026, 4, 28)
    assert op_werkdag.twijfel is None


def test_a_service_norm_says_that_it_is_no_statutory_term() -> None:
    norm = Streeftermijn(Duur(5, Eenheid.WERKDAGEN), "Wij kijken snel naar uw melding.")
    termijn = beslistermijn(date(2026, 4, 1), norm, KALENDER)
    assert termijn.soort is Termijnsoort.STREEFTERMIJN
    assert not termijn.wettelijk
    assert termijn.artikel == ""
    assert termijn.laatste_dag == date(2026, 4, 10)
    assert termijn.waarom.artikelen == ()
    assert any("geen wettelijke termijn" in stap.tekst for stap in termijn.waarom)


def test_a_service_norm_is_never_moved() -> None:
    norm = Streeftermijn(Duur(2, Eenheid.WEKEN), "Wij antwoorden snel.")
    assert beslistermijn(date(2026, 4, 13), norm, KALENDER).laatste_dag == date(2026, 4, 27)


@pytest.mark.parametrize(
    ("bekendgemaakt", "commissie", "laatste_dag"),
    [
        (date(2026, 2, 20), False, date(2026, 5, 19)),  # objection term ends 7 April
        (date(2026, 2, 20), True, date(2026, 6, 30)),
        (date(2026, 3, 16), False, date(2026, 6, 9)),
    ],
)
def test_term_to_decide_on_an_objection(bekendgemaakt: date, commissie: bool, laatste_dag: date) -> None:
    termijn = beslistermijn_bezwaar(bekendgemaakt, date(2026, 3, 20), commissie, KALENDER)
    assert termijn.laatste_dag == laatste_dag
    assert termijn.begin == bezwaartermijn(bekendgemaakt, KALENDER).laatste_dag + timedelta(days=1)
    assert termijn.artikel == "Awb 7:10 lid 1"
    assert termijn.twijfel is None


def test_without_the_day_of_the_besluit_the_earliest_day_is_kept_and_a_person_decides() -> None:
    termijn = beslistermijn_bezwaar(None, date(2026, 3, 20), False, KALENDER)
    assert termijn.laatste_dag == date(2026, 5, 1)
    assert termijn.twijfel is not None
    assert termijn.twijfel.vraag == "Op welke dag is het besluit bekendgemaakt?"
    assert "Wij weten nog niet" in termijn.waarom.stappen[0].tekst


def test_a_late_objection_goes_to_a_person() -> None:
    op_tijd = beslistermijn_bezwaar(date(2026, 2, 20), date(2026, 4, 7), False, KALENDER)
    te_laat = beslistermijn_bezwaar(date(2026, 2, 20), date(2026, 4, 8), False, KALENDER)
    assert op_tijd.twijfel is None
    assert te_laat.twijfel is not None
    assert te_laat.twijfel.artikel == "Awb 6:11"
    assert te_laat.laatste_dag == op_tijd.laatste_dag


@pytest.mark.parametrize(
    ("ontvangen", "advies", "ruw", "laatste_dag"),
    [
        (date(2026, 4, 13), False, date(2026, 5, 25), date(2026, 5, 26)),  # Whit Monday
        (date(2026, 4, 13), True, date(2026, 6, 22), date(2026, 6, 22)),
    ],
)
def test_term_to_handle_a_complaint(ontvangen: date, advies: bool, ruw: date, laatste_dag: date) -> None:
    termijn = klachttermijn(ontvangen, advies, KALENDER)
    assert (termijn.ruwe_einddatum, termijn.laatste_dag) == (ruw, laatste_dag)
    assert termijn.artikel == "Awb 9:11 lid 1"


@pytest.mark.parametrize(
    ("op", "resterend", "verstreken", "deel"),
    [
        (date(2026, 3, 2), 57, False, 0.0),
        (date(2026, 3, 3), 56, False, 1 / 57),
        (date(2026, 4, 27), 1, False, 56 / 57),
        (date(2026, 4, 28), 0, False, 1.0),
        (date(2026, 4, 29), -1, True, 1.0),
    ],
)
def test_how_far_a_term_is_on_a_day(op: date, resterend: int, verstreken: bool, deel: float) -> None:
    termijn = beslistermijn(date(2026, 3, 2), None, KALENDER)
    assert dagen_resterend(termijn, op) == resterend
    assert is_verstreken(termijn, op) is verstreken
    assert verstreken_deel(termijn, op) == pytest.approx(deel)


def test_a_term_survives_json() -> None:
    termijn = beslistermijn_bezwaar(None, date(2026, 3, 20), True, KALENDER)
    gelezen = json.loads(json.dumps(termijn.naar_dict()))
    assert gelezen["soort"] == "beslistermijn_bezwaar"
    assert gelezen["laatste_dag"] == "2026-06-12"
    assert gelezen["wettelijk"] is True
    assert gelezen["twijfel"]["artikel"] == "Awb 6:8 lid 1"
    assert gelezen["waarom"]["stappen"][0]["datum"] == "2026-03-20"


@given(dagen, st.integers(0, 200), st.booleans())
def test_the_safe_day_is_never_later_than_the_true_day_of_a_timely_objection(
    bekendgemaakt: date, na: int, commissie: bool
) -> None:
    einde = bezwaartermijn(bekendgemaakt, KALENDER).laatste_dag
    ontvangen = min(bekendgemaakt + timedelta(days=na), einde)
    veilig = beslistermijn_bezwaar(None, ontvangen, commissie, KALENDER)
    echt = beslistermijn_bezwaar(bekendgemaakt, ontvangen, commissie, KALENDER)
    assert veilig.laatste_dag <= echt.laatste_dag


@given(dagen, dagen)
def test_a_term_is_over_exactly_when_no_days_are_left(ontvangen: date, op: date) -> None:
    termijn = beslistermijn(ontvangen, None, KALENDER)
    assert is_verstreken(termijn, op) == (dagen_resterend(termijn, op) < 0)
    assert 0.0 <= verstreken_deel(termijn, op) <= 1.0


@given(dagen)
def test_statutory_terms_end_on_a_working_day_named_in_the_why(dag: date) -> None:
    termijnen = (
        beslistermijn(dag, None, KALENDER),
        bezwaartermijn(dag, KALENDER),
        klachttermijn(dag, True, KALENDER),
        beslistermijn_bezwaar(dag, dag, True, KALENDER),
    )
    for termijn in termijnen:
        assert KALENDER.is_werkdag(termijn.laatste_dag)
        assert termijn.laatste_dag in {stap.datum for stap in termijn.waarom}
