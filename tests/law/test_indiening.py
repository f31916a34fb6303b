"""In time or not: received, posted, too early, at the wrong body (Awb 6:8 to 6:11, 6:15)."""

import json
from datetime import UTC, date, datetime

import pytest

from openloket.law.indiening import Aanvang, Tijdig, indieningstermijn, tijdig_ingediend
from openloket.law.kalender import NEDERLANDSE_KALENDER as KALENDER

TERMIJN = indieningstermijn(date(2026, 4, 20), Aanvang.BEKENDMAKING, KALENDER)  # 21 April to 1 June 2026


def d(maand: int, dag: int) -> date:
    return date(2026, maand, dag)


@pytest.mark.parametrize(
    ("artikel", "situatie", "ontvangen", "gepost", "onbevoegd", "tijdig"),
    [
        ("6:9-1", "op de laatste dag", d(6, 1), None, None, Tijdig.OP_TIJD),
        ("6:9-1", "digitaal, een dag te laat", d(6, 2), None, None, Tijdig.TE_LAAT),
        ("6:9-2", "op tijd gepost, een week later binnen", d(6, 8), d(6, 1), None, Tijdig.OP_TIJD),
        ("6:9-2", "op tijd gepost, later dan een week", d(6, 9), d(6, 1), None, Tijdig.TE_LAAT),
        ("6:9-2", "te laat gepost", d(6, 3), d(6, 2), None, Tijdig.TE_LAAT),
        ("6:10", "voor het begin", d(4, 20), None, None, Tijdig.TE_VROEG),
        ("6:10", "op de eerste dag", d(4, 21), None, None, Tijdig.OP_TIJD),
        ("6:15", "op tijd bij een ander orgaan", d(6, 20), None, d(6, 1), Tijdig.OP_TIJD),
        ("6:15", "ook daar te laat", d(6, 20), None, d(6, 2), Tijdig.TE_LAAT),
        ("6:15", "per post naar een ander orgaan", d(6, 20), d(6, 1), d(6, 5), Tijdig.OP_TIJD),
        ("6:15", "het bevoegde orgaan had het eerder", d(6, 1), None, d(6, 3), Tijdig.OP_TIJD),
    ],
)
def test_in_time(
    artikel: str, situatie: str, ontvangen: date, gepost: date | None, onbevoegd: date | None, tijdig: Tijdig
) -> None:
    oordeel = tijdig_ingediend(
        TERMIJN, ontvangen, KALENDER, ter_post_op=gepost, onbevoegd_ontvangen_op=onbevoegd
    )
    assert oordeel.tijdig is tijdig, (artikel, situatie)
    assert [t.artikel for t in oordeel.twijfels] == (["Awb 6:11"] if tijdig is Tijdig.TE_LAAT else [])
    assert oordeel.ontvangst_per_post_uiterlijk == d(6, 8)


def test_one_minute_past_midnight_in_amsterdam_is_the_next_day() -> None:
    voor, na = datetime(2026, 6, 1, 21, 59, tzinfo=UTC), datetime(2026, 6, 1, 22, 1, tzinfo=UTC)
    assert tijdig_ingediend(TERMIJN, voor, KALENDER).tijdig is Tijdig.OP_TIJD
    assert tijdig_ingediend(TERMIJN, na, KALENDER).tijdig is Tijdig.TE_LAAT


def test_too_early_is_no_problem_once_the_besluit_was_taken_else_a_person_decides() -> None:
    genomen = tijdig_ingediend(TERMIJN, d(4, 10), KALENDER)
    niet = tijdig_ingediend(TERMIJN, d(4, 10), KALENDER, besluit_bestond=False)
    assert genomen.twijfels == ()
    assert [t.artikel for t in niet.twijfels] == ["Awb 6:10 lid 1 onder b"]


@pytest.mark.parametrize("aanvang", Aanvang)
def test_each_start_cites_its_own_paragraph(aanvang: Aanvang) -> None:
    termijn = indieningstermijn(d(4, 20), aanvang, KALENDER)
    assert termijn.laatste_dag == d(6, 1)
    lid = {"bekendmaking": 1, "beroepstermijn_verstreken": 2, "goedkeuring_bekendgemaakt": 3, "ter_inzage": 4}
    assert termijn.waarom.artikelen[0] == f"Awb 6:8 lid {lid[aanvang.value]}"


def test_the_answer_is_plain_json() -> None:
    kaal = json.loads(json.dumps(tijdig_ingediend(TERMIJN, d(6, 2), KALENDER).naar_dict()))
    assert (kaal["tijdig"], kaal["ontvangst_per_post_uiterlijk"]) == ("te_laat", "2026-06-08")
    assert [twijfel["artikel"] for twijfel in kaal["twijfels"]] == ["Awb 6:11"]
