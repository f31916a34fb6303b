"""Decisions: the day they are made known, whether they work, and what they say about objecting."""

from datetime import date

import pytest
from tests.law.cases import check, plain

from openloket.law.antwoord import Slotsom
from openloket.law.bekendmaking import (
    Bekendmakingswijze,
    Clausule,
    bekendmaking,
    clausule_volledig,
    in_werking,
    mededeling_verplicht,
)

OP = date(2026, 2, 20)
POST, BALIE, DIGITAAL, BLAD, ANDERS = Bekendmakingswijze


@pytest.mark.parametrize(
    ("geval", "wijze", "op", "gericht", "feiten", "dag", "artikel", "twijfel"),
    [
        ("posted", POST, OP, True, {}, OP, "Awb 3:41 lid 1", False),
        ("handed over", BALIE, OP, True, {}, OP, "Awb 3:41 lid 1", False),
        ("electronically", DIGITAAL, OP, True, {}, OP, "Awb 3:41 lid 1", False),
        (
            "electronically without consent",
            DIGITAAL,
            OP,
            True,
            {"bereikbaar_verklaard": False},
            None,
            "Awb 2:8",
            True,
        ),
        ("not yet", POST, None, True, {}, None, "Awb 3:41 lid 1", False),
        ("published, addressee known", BLAD, OP, True, {}, None, "Awb 3:41 lid 1", True),
        ("address unknown", BLAD, OP, True, {"persoonlijk_kon_niet": True}, OP, "Awb 3:41 lid 2", False),
        ("another way", ANDERS, OP, True, {"persoonlijk_kon_niet": True}, OP, "Awb 3:41 lid 2", False),
        ("for all, published", BLAD, OP, False, {}, OP, "Awb 3:42", False),
        ("for all, only posted", POST, OP, False, {}, None, "Awb 3:42", True),
        ("for all, not yet", BLAD, None, False, {}, None, "Awb 3:42", False),
        ("on an objection, posted", POST, OP, True, {"na_bezwaar": True}, OP, "Awb 7:12 lid 2", False),
        ("on an objection, not yet", POST, None, True, {"na_bezwaar": True}, None, "Awb 7:12 lid 2", False),
    ],
)
def test_the_day_a_decision_is_made_known(
    geval: str,
    wijze: Bekendmakingswijze,
    op: date | None,
    gericht: bool,
    feiten: dict[str, bool],
    dag: date | None,
    artikel: str,
    twijfel: bool,
) -> None:
    found = bekendmaking(wijze, op, tot_belanghebbenden_gericht=gericht, **feiten)
    assert found.dag == dag
    assert found.waarom.artikelen == (artikel,)
    assert (found.twijfel is not None) is twijfel
    plain(found.waarom)


def test_a_decision_works_from_the_day_it_is_made_known() -> None:
    known = bekendmaking(POST, OP, tot_belanghebbenden_gericht=True)
    check(in_werking(known, date(2026, 2, 19)), Slotsom.MAG_NIET, "Awb 3:40")
    check(in_werking(known, OP), Slotsom.MAG, "Awb 3:40")
    unsure = bekendmaking(DIGITAAL, OP, tot_belanghebbenden_gericht=True, bereikbaar_verklaard=False)
    check(in_werking(unsure, OP), Slotsom.MAG_NIET, "Awb 3:40", doubts=1)


@pytest.mark.parametrize(
    ("clausule", "mogelijk", "na_bezwaar", "slotsom", "artikel", "ontbreekt"),
    [
        (
            Clausule("wie het raakt", "6 weken", "het college"),
            True,
            False,
            Slotsom.VOLDOET,
            "Awb 3:45 lid 2",
            [],
        ),
        (
            Clausule("wie het raakt", "6 weken", "de rechtbank"),
            True,
            True,
            Slotsom.VOLDOET,
            "Awb 6:23 lid 2",
            [],
        ),
        (None, True, False, Slotsom.SCHIET_TEKORT, "Awb 3:45 lid 2", ["wie", "termijn", "bij wie"]),
        (
            Clausule("wie het raakt", " ", "het college"),
            True,
            False,
            Slotsom.SCHIET_TEKORT,
            "Awb 3:45 lid 2",
            ["termijn"],
        ),
        (None, False, False, Slotsom.HOEFT_NIET, "Awb 3:45 lid 2", []),
    ],
)
def test_the_clause(
    clausule: Clausule | None,
    mogelijk: bool,
    na_bezwaar: bool,
    slotsom: Slotsom,
    artikel: str,
    ontbreekt: list[str],
) -> None:
    answer = clausule_volledig(clausule, rechtsmiddel_mogelijk=mogelijk, na_bezwaar=na_bezwaar)
    check(answer, slotsom, artikel, ontbreekt)


@pytest.mark.parametrize(
    ("zienswijze", "advies", "slotsom"),
    [
        (True, False, Slotsom.MOET),
        (False, True, Slotsom.MOET),
        (False, False, Slotsom.HOEFT_NIET),
    ],
)
def test_who_else_is_told(zienswijze: bool, advies: bool, slotsom: Slotsom) -> None:
    answer = mededeling_verplicht(bracht_zienswijze_naar_voren=zienswijze, adviseur_niet_gevolgd=advies)
    check(answer, slotsom, "Awb 3:43 lid 1")
