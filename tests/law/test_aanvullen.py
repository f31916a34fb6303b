"""The terms around a request to supplement: set by the body, and then four weeks not to handle."""

from datetime import date, timedelta

import pytest
from tests.law.cases import plain

from openloket.law.gebeurtenissen import Opschortingsgrond
from openloket.law.kalender import Kalender
from openloket.law.procedures import aanvultermijn, besluit_niet_behandelen, termijn_niet_behandelen
from openloket.law.termijnen import Termijn, Termijnsoort

KALENDER = Kalender(frozenset())
GEVRAAGD = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("grond", "artikel"),
    [(Opschortingsgrond.AANVULLING, "Awb 4:5 lid 1"), (Opschortingsgrond.HERSTEL_BEZWAAR, "Awb 6:6")],
)
def test_the_body_sets_the_day_and_no_act_moves_it(grond: Opschortingsgrond, artikel: str) -> None:
    pasen = date(2026, 4, 5)  # a Sunday and a holiday
    termijn = aanvultermijn(grond, GEVRAAGD, pasen)
    assert (termijn.soort, termijn.artikel) == (Termijnsoort.AANVULTERMIJN, artikel)
    assert (termijn.begin, termijn.laatste_dag, termijn.schuift) == (date(2026, 3, 3), pasen, False)
    plain(termijn.waarom)
    assert Termijn.uit_dict(termijn.naar_dict()) == termijn


@pytest.mark.parametrize(
    ("grond", "uiterste_dag"),
    [
        (Opschortingsgrond.AANVULLING, GEVRAAGD),
        (Opschortingsgrond.OVERMACHT, GEVRAAGD + timedelta(days=14)),
    ],
)
def test_what_is_no_term_to_supplement(grond: Opschortingsgrond, uiterste_dag: date) -> None:
    with pytest.raises(ValueError, match=r"ligt na de dag|Alleen een aanvraag"):
        aanvultermijn(grond, GEVRAAGD, uiterste_dag)


@pytest.mark.parametrize(
    ("aangevuld_op", "begin", "laatste_dag", "twijfel"),
    [
        (None, date(2026, 3, 17), date(2026, 4, 13), False),
        (date(2026, 3, 16), date(2026, 3, 17), date(2026, 4, 13), True),
        (date(2026, 3, 6), date(2026, 3, 7), date(2026, 4, 7), True),  # Good Friday to Easter Monday
        (date(2026, 3, 17), date(2026, 3, 17), date(2026, 4, 13), False),
    ],
)
def test_four_weeks_not_to_handle(
    aangevuld_op: date | None, begin: date, laatste_dag: date, twijfel: bool
) -> None:
    termijn = termijn_niet_behandelen(date(2026, 3, 16), aangevuld_op, KALENDER)
    assert (termijn.begin, termijn.laatste_dag) == (begin, laatste_dag)
    assert (
        termijn.laatste_dag == besluit_niet_behandelen(date(2026, 3, 16), aangevuld_op, KALENDER).laatste_dag
    )
    assert (termijn.twijfel is not None) is twijfel
    assert "Awb 4:5 lid 4" in termijn.waarom.artikelen
