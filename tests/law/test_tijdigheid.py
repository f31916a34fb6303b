"""In time, too early, forgiven by an outage, for a person, or late (6:9-6:11, 2:21); and 7:10 after it."""

import json
from datetime import date, datetime

import pytest

from openloket.law.kalender import NEDERLANDSE_KALENDER as KALENDER
from openloket.law.storing import Storing
from openloket.law.termijnen import (
    beslistermijn,
    beslistermijn_bezwaar,
    beslistermijn_na_bezwaartermijn,
    bezwaartermijn,
    klachttermijn,
    met_advies,
)
from openloket.law.tijdigheid import Oordeel, Tijdigheidsvraag, tijdigheid

TERMIJN = bezwaartermijn(date(2026, 4, 20), KALENDER)  # Tuesday 21 April to Monday 1 June


def t(tekst: str) -> datetime:
    return datetime.fromisoformat(f"{tekst}+02:00")


AVOND = Storing(t("2026-06-01T22:40"), t("2026-06-02T00:40"))  # two hours: forgiven until 2 June, 02:00
VROEG = Storing(t("2026-05-04T10:00"), t("2026-05-04T12:00"))


@pytest.mark.parametrize(
    ("situatie", "ontvangen", "storingen", "oordeel"),
    [
        ("op de laatste dag", "2026-06-01T23:59", (), Oordeel.OP_TIJD),
        ("op de laatste dag, met storing", "2026-06-01T23:59", (AVOND,), Oordeel.OP_TIJD),
        ("op de dag van bekendmaking", "2026-04-20T20:00", (), Oordeel.TE_VROEG),
        ("een minuut te laat, zonder storing", "2026-06-02T00:00", (), Oordeel.TE_LAAT),
        ("binnen de extra tijd", "2026-06-02T01:59", (AVOND,), Oordeel.VERSCHOOND),
        ("een storing eerder in de termijn telt ook", "2026-06-02T02:00", (VROEG,), Oordeel.VERSCHOOND),
        ("later dan de storing duurde", "2026-06-02T08:00", (AVOND,), Oordeel.MENS_BESLIST),
    ],
)
def test_the_verdict(situatie: str, ontvangen: str, storingen: tuple[Storing, ...], oordeel: Oordeel) -> None:
    vraag = Tijdigheidsvraag(TERMIJN, t(ontvangen), storingen)
    assert tijdigheid(vraag, KALENDER).oordeel is oordeel, situatie


def test_while_it_lasts_what_comes_is_forgiven() -> None:
    vraag = Tijdigheidsvraag(TERMIJN, t("2026-06-03T09:00"), (Storing(t("2026-06-01T23:00")),))
    antwoord = tijdigheid(vraag, KALENDER)
    assert antwoord.oordeel is Oordeel.VERSCHOOND
    assert antwoord.verschoond_tot == t("2026-06-03T10:00")


def test_what_was_told_before_stays() -> None:
    laat, toegezegd = t("2026-06-02T08:00"), t("2026-06-02T09:00")
    vraag = Tijdigheidsvraag(TERMIJN, laat, (AVOND,), toegezegd)
    antwoord = tijdigheid(vraag, KALENDER)
    assert (antwoord.oordeel, antwoord.verschoond_tot) == (Oordeel.VERSCHOOND, toegezegd)
    assert "Eerder zeiden wij" in " ".join(stap.tekst for stap in antwoord.waarom)
    korter = Tijdigheidsvraag(TERMIJN, laat, (AVOND,), t("2026-06-02T01:00"))
    assert tijdigheid(korter, KALENDER).oordeel is Oordeel.MENS_BESLIST
    zonder = Tijdigheidsvraag(TERMIJN, laat, (), toegezegd)
    assert tijdigheid(zonder, KALENDER).oordeel is Oordeel.TE_LAAT


def test_what_is_late_is_for_a_person_to_excuse() -> None:
    laat = tijdigheid(Tijdigheidsvraag(TERMIJN, t("2026-06-04T09:00")), KALENDER)
    assert [twijfel.artikel for twijfel in laat.twijfels] == ["Awb 6:11"]
    mens = tijdigheid(Tijdigheidsvraag(TERMIJN, t("2026-06-04T09:00"), (AVOND,)), KALENDER)
    assert [twijfel.artikel for twijfel in mens.twijfels] == ["Awb 2:21 lid 3", "Awb 6:11"]
    verschoond = tijdigheid(Tijdigheidsvraag(TERMIJN, t("2026-06-02T01:00"), (AVOND,)), KALENDER)
    assert verschoond.twijfels == ()


def test_too_early_asks_whether_the_decision_was_there() -> None:
    vroeg = Tijdigheidsvraag(TERMIJN, t("2026-04-18T09:00"), besluit_bestond=False)
    assert [twijfel.artikel for twijfel in tijdigheid(vroeg, KALENDER).twijfels] == ["Awb 6:10 lid 1 onder b"]


def test_it_can_be_kept_as_json() -> None:
    antwoord = tijdigheid(Tijdigheidsvraag(TERMIJN, t("2026-06-02T01:00"), (AVOND,)), KALENDER)
    gelezen = json.loads(json.dumps(antwoord.naar_dict()))
    assert gelezen["oordeel"] == "verschoond"
    assert gelezen["verschoond_tot"] == "2026-06-02T00:00:00+00:00"


def test_the_decision_term_runs_from_the_last_day_to_object_also_when_that_moved() -> None:
    zonder = beslistermijn_na_bezwaartermijn(date(2026, 6, 1), False, KALENDER)
    assert (zonder.begin, zonder.laatste_dag) == (date(2026, 6, 2), date(2026, 7, 13))
    verlengd = beslistermijn_na_bezwaartermijn(date(2026, 6, 4), True, KALENDER)
    assert (verlengd.begin, verlengd.laatste_dag) == (date(2026, 6, 5), date(2026, 8, 27))
    assert "donderdag 4 juni 2026" in verlengd.waarom.stappen[0].tekst


def test_advice_makes_it_twelve_weeks_from_the_same_day() -> None:
    zes = beslistermijn_bezwaar(date(2026, 4, 20), date(2026, 5, 1), False, KALENDER)
    twaalf = beslistermijn_bezwaar(date(2026, 4, 20), date(2026, 5, 1), True, KALENDER)
    assert met_advies(zes, KALENDER) == twaalf


def test_advice_keeps_the_doubt_about_the_day() -> None:
    onbekend = beslistermijn_bezwaar(None, date(2026, 5, 1), False, KALENDER)
    assert met_advies(onbekend, KALENDER) == beslistermijn_bezwaar(None, date(2026, 5, 1), True, KALENDER)


def test_advice_on_a_complaint_makes_it_ten_weeks() -> None:
    ontvangen = date(2026, 4, 20)
    zes = klachttermijn(ontvangen, False, KALENDER)
    assert met_advies(zes, KALENDER) == klachttermijn(ontvangen, True, KALENDER)


def test_no_committee_on_an_application() -> None:
    with pytest.raises(ValueError, match="commissie"):
        met_advies(beslistermijn(date(2026, 4, 20), None, KALENDER), KALENDER)


@pytest.mark.parametrize(
    ("situatie", "ontvangen", "gepost", "oordeel"),
    [
        ("gepost op de laatste dag", "2026-06-04T00:00", date(2026, 6, 1), Oordeel.OP_TIJD),
        (
            "gepost op tijd, op de laatste dag van de week erna",
            "2026-06-08T00:00",
            date(2026, 6, 1),
            Oordeel.OP_TIJD,
        ),
        (
            "gepost op tijd, langer dan een week onderweg",
            "2026-06-09T00:00",
            date(2026, 6, 1),
            Oordeel.TE_LAAT,
        ),
        ("een dag te laat gepost", "2026-06-03T00:00", date(2026, 6, 2), Oordeel.TE_LAAT),
        ("stempel onleesbaar, binnen de week", "2026-06-08T00:00", None, Oordeel.MENS_BESLIST),
        ("stempel onleesbaar, na de week", "2026-06-09T00:00", None, Oordeel.TE_LAAT),
        ("stempel onleesbaar, binnen de termijn", "2026-06-01T00:00", None, Oordeel.OP_TIJD),
    ],
)
def test_what_comes_by_post_counts_by_its_postmark(
    situatie: str, ontvangen: str, gepost: date | None, oordeel: Oordeel
) -> None:
    vraag = Tijdigheidsvraag(TERMIJN, t(ontvangen), per_post=True, ter_post_op=gepost)
    assert tijdigheid(vraag, KALENDER).oordeel is oordeel, situatie


def test_an_unreadable_postmark_is_put_before_a_person_with_both_questions() -> None:
    antwoord = tijdigheid(Tijdigheidsvraag(TERMIJN, t("2026-06-03T00:00"), per_post=True), KALENDER)
    assert [twijfel.artikel for twijfel in antwoord.twijfels] == ["Awb 6:9 lid 2", "Awb 6:11"]
    assert "niet te lezen" in " ".join(stap.tekst for stap in antwoord.waarom)


def test_a_postmark_says_nothing_of_what_came_another_way() -> None:
    vraag = Tijdigheidsvraag(TERMIJN, t("2026-06-03T09:00"), ter_post_op=date(2026, 6, 1))
    assert tijdigheid(vraag, KALENDER).oordeel is Oordeel.TE_LAAT
