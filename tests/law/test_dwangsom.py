"""The penalty for deciding too late, day by day (Awb 4:17)."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.law.dwangsom import (
    Dwangsom,
    EersteDag,
    GeenDwangsom,
    beroep_niet_tijdig,
    dwangsom,
    dwangsombedrag,
)
from openloket.law.kalender import NEDERLANDSE_KALENDER as KALENDER


@pytest.mark.parametrize(
    ("dagen", "euro"),
    [(0, 0), (1, 23), (14, 322), (15, 357), (28, 812), (29, 857), (42, 1442), (43, 1442), (60, 1442)],
)
def test_amount_after_days_in_default(dagen: int, euro: int) -> None:
    assert dwangsombedrag(dagen) == euro


@given(st.integers(0, 400))
def test_every_day_costs_nothing_or_one_of_the_three_amounts(dagen: int) -> None:
    assert dwangsombedrag(dagen + 1) - dwangsombedrag(dagen) in {0, 23, 35, 45}


def test_a_negative_number_of_days_is_refused() -> None:
    with pytest.raises(ValueError, match="nul of meer"):
        dwangsombedrag(-1)


LAATSTE, INGEBREKE = date(2026, 6, 1), date(2026, 6, 4)


@pytest.mark.parametrize(
    ("situatie", "ingebreke", "keuze", "eerste", "laatste"),
    [
        (
            "vaste lijn: de vijftiende dag",
            INGEBREKE,
            EersteDag.VIJFTIENDE,
            date(2026, 6, 19),
            date(2026, 7, 30),
        ),
        (
            "letterlijk: de veertiende dag",
            INGEBREKE,
            EersteDag.VEERTIENDE,
            date(2026, 6, 18),
            date(2026, 7, 29),
        ),
        (
            "te vroeg: pas vanaf de laatste beslisdag",
            date(2026, 5, 20),
            EersteDag.VIJFTIENDE,
            date(2026, 6, 16),
            date(2026, 7, 27),
        ),
    ],
)
def test_first_and_last_day(
    situatie: str, ingebreke: date, keuze: EersteDag, eerste: date, laatste: date
) -> None:
    uitkomst = dwangsom(LAATSTE, ingebreke, KALENDER, eerste_dag=keuze)
    assert (uitkomst.eerste_dag, uitkomst.laatste_dag) == (eerste, laatste), situatie
    assert f"De {keuze.value} dag." in uitkomst.twijfels[0].voorlopig


@pytest.mark.parametrize(
    ("dag", "euro"),
    [
        (date(2026, 6, 18), 0),
        (date(2026, 6, 19), 23),
        (date(2026, 7, 2), 322),
        (date(2026, 7, 3), 357),
        (date(2026, 7, 30), 1442),
        (date(2026, 12, 31), 1442),
    ],
)
def test_amount_on_a_day(dag: date, euro: int) -> None:
    uitkomst = dwangsom(LAATSTE, INGEBREKE, KALENDER, aanvragers=3)
    assert uitkomst.bedrag_op(dag) == euro
    assert 0 <= 3 * uitkomst.deel_in_centen(dag) - 100 * euro < 3


@pytest.mark.parametrize(
    ("besloten", "laatste", "euro", "vaststellen"),
    [
        (date(2026, 6, 20), date(2026, 6, 19), 23, date(2026, 7, 3)),
        (date(2026, 6, 29), date(2026, 6, 28), 230, date(2026, 7, 13)),  # Sunday 12 July moves
        (date(2026, 9, 1), date(2026, 7, 30), 1442, date(2026, 8, 13)),
    ],
)
def test_a_decision_ends_the_penalty_the_day_before(
    besloten: date, laatste: date, euro: int, vaststellen: date
) -> None:
    uitkomst = dwangsom(LAATSTE, INGEBREKE, KALENDER, besloten_op=besloten)
    assert (uitkomst.laatste_dag, uitkomst.vaststellen_uiterlijk) == (laatste, vaststellen)
    assert uitkomst.bedrag_op(date(2027, 1, 1)) == euro


def _geen(uitkomst: Dwangsom) -> bool:
    dagen = (uitkomst.eerste_dag, uitkomst.laatste_dag, uitkomst.vaststellen_uiterlijk)
    return dagen == (None, None, None) and uitkomst.bedrag_op(date(2027, 1, 1)) == 0


@pytest.mark.parametrize(
    ("geen", "artikel"),
    [
        (GeenDwangsom.ONREDELIJK_LAAT, "Awb 4:17 lid 5 onder a"),
        (GeenDwangsom.GEEN_BELANGHEBBENDE, "Awb 4:17 lid 5 onder b"),
        (GeenDwangsom.KENNELIJK_KANSLOOS, "Awb 4:17 lid 5 onder c"),
        (GeenDwangsom.VAN_RECHTSWEGE, "Awb 4:20a lid 2"),
        (GeenDwangsom.TE_VROEG, "Awb 4:17 lid 3"),
        (GeenDwangsom.ANDERE_WET, "die andere wet"),
    ],
)
def test_no_penalty(geen: GeenDwangsom, artikel: str) -> None:
    uitkomst = dwangsom(LAATSTE, INGEBREKE, KALENDER, geen=geen)
    assert _geen(uitkomst)
    assert uitkomst.waarom.artikelen == (artikel,)


@pytest.mark.parametrize("besloten", [date(2026, 6, 10), date(2026, 6, 19)])
def test_no_penalty_when_the_decision_came_on_the_first_day_or_before(besloten: date) -> None:
    assert _geen(dwangsom(LAATSTE, INGEBREKE, KALENDER, besloten_op=besloten))


def test_doubts_about_an_early_notice_and_a_free_day_come_only_when_they_matter() -> None:
    artikelen = [t.vraag.split()[0] for t in dwangsom(LAATSTE, INGEBREKE, KALENDER).twijfels]
    assert artikelen == ["Is"]
    te_vroeg = dwangsom(LAATSTE, LAATSTE, KALENDER).twijfels
    assert any("te vroege ingebrekestelling" in t.grond for t in te_vroeg)
    zaterdag = dwangsom(LAATSTE, date(2026, 6, 6), KALENDER).twijfels
    assert any("vrije dag" in t.vraag for t in zaterdag)


def test_fewer_than_one_applicant_is_refused() -> None:
    with pytest.raises(ValueError, match="ten minste één"):
        dwangsom(LAATSTE, INGEBREKE, KALENDER, aanvragers=0)


@given(st.dates(date(2024, 1, 1), date(2040, 1, 1)), st.integers(-60, 200), st.integers(0, 120))
def test_a_later_notice_or_an_earlier_decision_never_costs_more(laatste: date, na: int, besluit: int) -> None:
    ingebreke = laatste + timedelta(days=na)
    besloten = ingebreke + timedelta(days=besluit)
    ver = date(2050, 1, 1)
    nooit = dwangsom(laatste, ingebreke, KALENDER)
    wel = dwangsom(laatste, ingebreke, KALENDER, besloten_op=besloten)
    later = dwangsom(laatste, ingebreke + timedelta(days=1), KALENDER, besloten_op=besloten)
    assert nooit.bedrag_op(ver) == 1442
    assert later.bedrag_op(ver) <= wel.bedrag_op(ver) <= 1442


@pytest.mark.parametrize(
    ("situatie", "ingebreke", "vanaf"),
    [
        ("na de termijn", date(2026, 6, 4), date(2026, 6, 19)),
        ("ver voor het einde: pas na de termijn", date(2026, 5, 1), date(2026, 6, 2)),
        ("niet te vergen", None, date(2026, 6, 2)),
    ],
)
def test_first_day_to_appeal(situatie: str, ingebreke: date | None, vanaf: date) -> None:
    uitkomst = beroep_niet_tijdig(LAATSTE, ingebreke)
    assert (uitkomst.eerste_dag, uitkomst.laatste_dag) == (vanaf, None), situatie
    assert bool(uitkomst.twijfels) == (ingebreke is None)


def test_the_answer_is_plain_json() -> None:
    kaal = json.loads(json.dumps(dwangsom(LAATSTE, INGEBREKE, KALENDER).naar_dict()))
    assert (kaal["eerste_dag"], kaal["laatste_dag"]) == ("2026-06-19", "2026-07-30")
    assert (kaal["vaststellen_uiterlijk"], kaal["aanvragers"]) == ("2026-08-13", 1)
    geen = dwangsom(LAATSTE, INGEBREKE, KALENDER, geen=GeenDwangsom.GEEN_BELANGHEBBENDE).naar_dict()
    assert (geen["eerste_dag"], geen["twijfels"]) == (None, [])
