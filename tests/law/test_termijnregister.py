"""Every term by its article, as a table a lawyer can read: article, situation, facts, expected."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.law.kalender import NEDERLANDSE_KALENDER as KALENDER
from openloket.law.termijnregister import TERMIJNEN
from openloket.law.termijnvraag import Feiten, Feitsoort, Termijnvraag, Waarde

ZONDER_TIJDZONE = datetime(2026, 6, 1)  # noqa: DTZ001 -- the missing zone is the point


def d(tekst: str) -> date:
    return date.fromisoformat(tekst)


def t(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst)


@pytest.mark.parametrize(
    ("artikel", "situatie", "feiten", "verwacht"),
    [
        ("3:16", "eerste dag telt mee", {"ter_inzage_op": d("2026-06-04")}, d("2026-07-15")),
        (
            "3:16",
            "later bekendgemaakt dan ter inzage gelegd",
            {"ter_inzage_op": d("2026-06-04"), "kennis_gegeven_op": d("2026-06-10")},
            d("2026-07-21"),
        ),
        ("3:16", "eindigt op eerste kerstdag", {"ter_inzage_op": d("2026-11-14")}, d("2026-12-28")),
        ("3:18", "zes maanden: zondag blijft zondag", {"ontvangen_op": d("2026-03-06")}, d("2026-09-06")),
        ("3:18", "31 augustus: laatste dag van februari", {"ontvangen_op": d("2026-08-31")}, d("2027-02-28")),
        ("3:18-3", "twaalf weken schuift wel", {"ter_inzage_op": d("2026-03-02")}, d("2026-05-26")),
        ("4:5-4", "niets aangevuld", {"uiterste_dag": d("2026-03-09")}, d("2026-04-07")),
        (
            "4:5-4",
            "op tijd aangevuld",
            {"uiterste_dag": d("2026-06-15"), "aangevuld_op": d("2026-06-09")},
            d("2026-07-07"),
        ),
        (
            "4:5-4",
            "te laat aangevuld: de gestelde termijn telt",
            {"uiterste_dag": d("2026-06-15"), "aangevuld_op": d("2026-06-20")},
            d("2026-07-13"),
        ),
        ("4:13", "Koningsdag", {"ontvangen_op": d("2026-03-02")}, d("2026-04-28")),
        ("4:13", "Bevrijdingsdag", {"ontvangen_op": d("2026-03-10")}, d("2026-05-06")),
        ("4:13", "eigen termijn", {"ontvangen_op": d("2026-06-01"), "weken": 4}, d("2026-06-29")),
        (
            "4:14",
            "zonder eigen termijn, op tijd medegedeeld",
            {"ontvangen_op": d("2026-06-01"), "medegedeeld_op": d("2026-07-01"), "weken_langer": 4},
            d("2026-08-24"),
        ),
        (
            "4:14",
            "eigen termijn schuift niet op door de mededeling",
            {
                "ontvangen_op": d("2026-06-01"),
                "medegedeeld_op": d("2026-06-20"),
                "weken_langer": 4,
                "weken": 4,
            },
            d("2026-06-29"),
        ),
        (
            "4:15",
            "twee weken om aan te vullen, niets gebeurd",
            {
                "ontvangen_op": d("2026-06-01"),
                "uitgenodigd_op": d("2026-06-08"),
                "uiterste_dag": d("2026-06-22"),
            },
            d("2026-08-10"),
        ),
        (
            "4:15",
            "na acht dagen aangevuld",
            {
                "ontvangen_op": d("2026-06-01"),
                "uitgenodigd_op": d("2026-06-08"),
                "uiterste_dag": d("2026-06-22"),
                "aangevuld_op": d("2026-06-16"),
            },
            d("2026-08-03"),
        ),
        (
            "4:17",
            "nooit besloten: 42 dagen, ook als de laatste op zaterdag valt",
            {"laatste_dag": d("2026-06-01"), "ingebreke_gesteld_op": d("2026-06-06")},
            d("2026-08-01"),
        ),
        (
            "4:17",
            "besloten op de vierde dag van de dwangsom",
            {
                "laatste_dag": d("2026-06-01"),
                "ingebreke_gesteld_op": d("2026-06-04"),
                "besloten_op": d("2026-06-22"),
            },
            d("2026-06-21"),
        ),
        ("4:18", "twee weken", {"laatste_dag": d("2026-08-01")}, d("2026-08-17")),
        ("4:20c", "twee weken", {"laatste_dag": d("2026-06-01")}, d("2026-06-15")),
        ("6:7", "Goede Vrijdag en Pasen", {"bekendgemaakt_op": d("2026-02-20")}, d("2026-04-07")),
        ("6:7", "Koningsdag", {"bekendgemaakt_op": d("2026-03-16")}, d("2026-04-28")),
        ("6:8-2", "na de beroepstermijn", {"beroep_kon_tot": d("2026-04-07")}, d("2026-05-19")),
        ("6:8-3", "na de goedkeuring", {"goedkeuring_bekend_op": d("2026-06-01")}, d("2026-07-13")),
        ("6:8-4", "na terinzagelegging", {"ter_inzage_op": d("2026-06-01")}, d("2026-07-13")),
        ("6:9", "een week later binnen", {"laatste_dag": d("2026-06-01")}, d("2026-06-08")),
        ("6:9", "die week eindigt op tweede pinksterdag", {"laatste_dag": d("2026-05-18")}, d("2026-05-26")),
        (
            "6:15",
            "bij een ander orgaan op tijd",
            {
                "bekendgemaakt_op": d("2026-02-20"),
                "onbevoegd_ontvangen_op": d("2026-04-07"),
                "ontvangen_op": d("2026-04-20"),
            },
            d("2026-04-07"),
        ),
        ("7:4", "tien dagen terug, ook op zondag", {"hoorzitting_op": d("2026-06-17")}, d("2026-06-07")),
        ("7:4-2", "een week terug", {"hoorzitting_op": d("2026-06-17")}, d("2026-06-10")),
        ("7:10", "zonder commissie", {"bekendgemaakt_op": d("2026-02-20")}, d("2026-05-19")),
        (
            "7:10",
            "met commissie",
            {"bekendgemaakt_op": d("2026-02-20"), "ontvangen_op": d("2026-03-01"), "adviescommissie": True},
            d("2026-06-30"),
        ),
        ("9:8", "vier weken", {"ontvangen_op": d("2026-04-27")}, d("2026-05-26")),
        ("9:11", "tweede pinksterdag", {"ontvangen_op": d("2026-04-13")}, d("2026-05-26")),
        (
            "9:11",
            "met adviesprocedure",
            {"ontvangen_op": d("2026-04-13"), "adviesprocedure": True},
            d("2026-06-22"),
        ),
        ("atw:1", "Goede Vrijdag", {"einde_op": d("2026-04-03")}, d("2026-04-07")),
        ("atw:1-2", "terugtellen schuift niet", {"voor": d("2026-04-13"), "dagen": 10}, d("2026-04-03")),
        (
            "atw:2",
            "drie dagen over kerst en een weekend",
            {"na": d("2026-12-24"), "dagen": 3},
            d("2026-12-29"),
        ),
        ("atw:4", "drie maanden schuift", {"na": d("2026-02-06"), "maanden": 3}, d("2026-05-06")),
        ("atw:4", "vier maanden schuift niet", {"na": d("2026-02-06"), "maanden": 4}, d("2026-06-06")),
        ("atw:4", "drie maanden tot een zaterdag", {"na": d("2026-02-16"), "maanden": 3}, d("2026-05-18")),
        ("2:21-1", "één werkdag", {"laatste_dag": d("2026-06-05"), "werkdagen": 1}, d("2026-06-08")),
        (
            "2:21-1",
            "geen wettelijke termijn",
            {"laatste_dag": d("2026-06-05"), "werkdagen": 1, "wettelijk": False},
            d("2026-06-05"),
        ),
        ("2:22", "verzonden", {"laatste_dag": d("2026-06-05"), "verzonden": True}, d("2026-06-05")),
        (
            "2:22",
            "niet verzonden, maar afgemeld",
            {"laatste_dag": d("2026-06-05"), "verzonden": False, "afgemeld": True},
            d("2026-06-05"),
        ),
        ("2:22", "niet verzonden", {"laatste_dag": d("2026-06-05"), "verzonden": False}, None),
        (
            "2:22",
            "verzonden maar niet aangekomen",
            {"laatste_dag": d("2026-06-05"), "verzonden": True, "aangekomen": False},
            None,
        ),
        (
            "2:23",
            "reactie na een uur: een hele werkdag erbij",
            {
                "laatste_dag": d("2026-06-05"),
                "ontvangen_op": t("2026-06-04T10:00+02:00"),
                "gewezen_op": t("2026-06-04T11:00+02:00"),
            },
            d("2026-06-08"),
        ),
        (
            "2:23",
            "reactie na tien dagen: die tijd erbij",
            {
                "laatste_dag": d("2026-06-05"),
                "ontvangen_op": t("2026-06-04T10:00+02:00"),
                "gewezen_op": t("2026-06-14T11:00+02:00"),
            },
            d("2026-06-16"),
        ),
        (
            "2:24",
            "op tijd gemeld, eigen termijn",
            {
                "ontvangen_op": d("2026-06-01"),
                "doorgeleid_op": d("2026-06-05"),
                "medegedeeld_op": d("2026-06-08"),
                "weken": 4,
            },
            d("2026-07-03"),
        ),
        (
            "2:24",
            "te laat gemeld",
            {
                "ontvangen_op": d("2026-06-01"),
                "doorgeleid_op": d("2026-06-05"),
                "medegedeeld_op": d("2026-06-09"),
                "weken": 4,
            },
            d("2026-06-29"),
        ),
        (
            "2:24",
            "niet gemeld",
            {"ontvangen_op": d("2026-06-01"), "doorgeleid_op": d("2026-06-05"), "weken": 4},
            d("2026-06-29"),
        ),
        (
            "2:24",
            "acht weken van 4:13: de vroege kant",
            {
                "ontvangen_op": d("2026-06-01"),
                "doorgeleid_op": d("2026-06-05"),
                "medegedeeld_op": d("2026-06-05"),
            },
            d("2026-07-27"),
        ),
        (
            "2:24",
            "nooit voor bezwaar",
            {
                "ontvangen_op": d("2026-06-01"),
                "doorgeleid_op": d("2026-06-05"),
                "medegedeeld_op": d("2026-06-05"),
                "weken": 6,
                "bezwaar_of_beroep": True,
            },
            d("2026-07-13"),
        ),
    ],
)
def test_last_day(artikel: str, situatie: str, feiten: Feiten, verwacht: date | None) -> None:
    uitkomst = TERMIJNEN[artikel].beantwoord(feiten, KALENDER)
    assert uitkomst.laatste_dag == verwacht, situatie
    assert json.loads(json.dumps(uitkomst.naar_dict()))["waarom"]["stappen"]


@pytest.mark.parametrize(
    ("artikel", "situatie", "feiten", "tijdstip"),
    [
        (
            "2:10",
            "48 uur schuift niet op over Pasen",
            {"toegankelijk_op": t("2026-04-03T16:00+02:00")},
            t("2026-04-05T16:00+02:00"),
        ),
        (
            "2:10",
            "de klok gaat een uur vooruit: echte uren",
            {"toegankelijk_op": t("2026-03-28T12:00+01:00")},
            t("2026-03-30T13:00+02:00"),
        ),
        (
            "2:10",
            "afgemeld: geen kennisgeving",
            {"toegankelijk_op": t("2026-04-03T16:00+02:00"), "afgemeld": True},
            None,
        ),
        (
            "2:21",
            "de laatste avond vanaf 22.40 uur, tot de ochtend",
            {
                "laatste_dag": d("2026-06-01"),
                "storing_begin": t("2026-06-01T22:40+02:00"),
                "storing_einde": t("2026-06-02T07:00+02:00"),
            },
            t("2026-06-02T08:20+02:00"),
        ),
        (
            "2:21",
            "het minimum valt op zaterdag: tot en met maandag",
            {
                "laatste_dag": d("2026-06-05"),
                "begin": d("2026-05-01"),
                "storing_begin": t("2026-06-02T10:00+02:00"),
                "storing_einde": t("2026-06-02T11:30+02:00"),
            },
            t("2026-06-09T00:00+02:00"),
        ),
    ],
)
def test_moment(artikel: str, situatie: str, feiten: Feiten, tijdstip: datetime | None) -> None:
    uitkomst = TERMIJNEN[artikel].beantwoord(feiten, KALENDER)
    assert (uitkomst.tijdstip, uitkomst.laatste_dag) == (tijdstip, None), situatie
    if tijdstip:
        assert t(str(uitkomst.naar_dict()["tijdstip"])) == tijdstip


@pytest.mark.parametrize(
    ("artikel", "situatie", "feiten", "eerste_dag"),
    [
        (
            "4:17",
            "vijftien dagen na de ingebrekestelling",
            {"laatste_dag": d("2026-06-01"), "ingebreke_gesteld_op": d("2026-06-04")},
            d("2026-06-19"),
        ),
        ("4:20b", "derde dag, ook op zondag", {"laatste_dag": d("2026-06-04")}, d("2026-06-07")),
        (
            "6:12",
            "twee weken na de dag van de ingebrekestelling",
            {"laatste_dag": d("2026-06-01"), "ingebreke_gesteld_op": d("2026-06-04")},
            d("2026-06-19"),
        ),
        ("6:12", "ingebrekestelling niet te vergen", {"laatste_dag": d("2026-06-01")}, d("2026-06-02")),
        ("3:16", "de dag zelf", {"ter_inzage_op": d("2026-06-04")}, d("2026-06-04")),
    ],
)
def test_first_day(artikel: str, situatie: str, feiten: Feiten, eerste_dag: date) -> None:
    assert TERMIJNEN[artikel].beantwoord(feiten, KALENDER).eerste_dag == eerste_dag, situatie


@pytest.mark.parametrize(
    ("artikel", "feiten", "twijfel"),
    [
        (
            "2:24",
            {
                "ontvangen_op": d("2026-06-01"),
                "doorgeleid_op": d("2026-06-05"),
                "medegedeeld_op": d("2026-06-05"),
            },
            "Awb 2:24",
        ),
        ("2:22", {"laatste_dag": d("2026-06-05"), "verzonden": True, "aangekomen": False}, "Awb 2:22 lid 2"),
        ("6:12", {"laatste_dag": d("2026-06-01")}, "Awb 6:12 lid 3"),
        ("7:4", {"hoorzitting_op": d("2026-06-17")}, "Awb 7:4 lid 1"),
        (
            "6:15",
            {"bekendgemaakt_op": d("2026-02-20"), "onbevoegd_ontvangen_op": d("2026-04-08")},
            "Awb 6:11",
        ),
        ("7:10", {"bekendgemaakt_op": d("2026-02-20"), "ontvangen_op": d("2026-04-08")}, "Awb 6:11"),
    ],
)
def test_what_is_left_to_a_person(artikel: str, feiten: Feiten, twijfel: str) -> None:
    uitkomst = TERMIJNEN[artikel].beantwoord(feiten, KALENDER)
    assert [open_.artikel for open_ in uitkomst.twijfels] == [twijfel]


def test_the_register_names_every_term_of_the_law_once() -> None:
    assert {
        *(
            "2:10",
            "2:21",
            "2:21-1",
            "2:22",
            "2:23",
            "2:24",
            "3:16",
            "3:18",
            "3:18-3",
            "4:5-4",
            "4:13",
            "4:14",
        ),
        *("4:15", "4:17", "4:18", "4:20b", "4:20c", "6:7", "6:8-2", "6:8-3", "6:8-4", "6:9", "6:12", "6:15"),
        *("7:4", "7:4-2", "7:10", "9:8", "9:11", "atw:1", "atw:1-2", "atw:2", "atw:4"),
    } == set(TERMIJNEN)
    for artikel, vraag in TERMIJNEN.items():
        assert artikel == vraag.artikel
        assert vraag.omschrijving[0].isupper()
        assert vraag.feiten[0].verplicht
        assert len({feit.naam for feit in vraag.feiten}) == len(vraag.feiten)


VOORBEELD: dict[Feitsoort, Waarde] = {
    Feitsoort.DAG: date(2026, 6, 1),
    Feitsoort.TIJDSTIP: datetime(2026, 6, 1, 12, tzinfo=UTC),
    Feitsoort.GETAL: 2,
    Feitsoort.JANEE: True,
}


@pytest.mark.parametrize("vraag", TERMIJNEN.values(), ids=list(TERMIJNEN))
@pytest.mark.parametrize("alles", [True, False])
def test_every_term_answers_with_all_its_facts_and_with_only_the_needed(
    vraag: Termijnvraag, alles: bool
) -> None:
    feiten = {feit.naam: VOORBEELD[feit.soort] for feit in vraag.feiten if alles or feit.verplicht}
    uitkomst = vraag.beantwoord(feiten, KALENDER)
    assert uitkomst.waarom.artikelen
    ontbreekt = dict(feiten)
    del ontbreekt[vraag.feiten[0].naam]
    with pytest.raises(ValueError, match=f"Feit ontbreekt: {vraag.feiten[0].naam}"):
        vraag.beantwoord(ontbreekt, KALENDER)


@pytest.mark.parametrize(
    ("artikel", "feiten", "bezwaar"),
    [
        ("6:7", {"bekendgemaakt_op": d("2026-06-01"), "kleur": 1}, "Onbekend feit: kleur."),
        ("6:7", {"bekendgemaakt_op": 3}, "Feit bekendgemaakt_op is geen date."),
        ("6:7", {"bekendgemaakt_op": ZONDER_TIJDZONE}, "Feit bekendgemaakt_op is geen date."),
        ("2:10", {"toegankelijk_op": d("2026-06-01")}, "Feit toegankelijk_op is geen datetime."),
        ("2:10", {"toegankelijk_op": ZONDER_TIJDZONE}, "Feit toegankelijk_op is geen datetime."),
        ("atw:2", {"na": d("2026-06-01"), "dagen": True}, "Feit dagen is geen int."),
        (
            "9:11",
            {"ontvangen_op": d("2026-06-01"), "adviesprocedure": 1},
            "Feit adviesprocedure is geen bool.",
        ),
    ],
)
def test_facts_that_are_not_right_are_named(artikel: str, feiten: Feiten, bezwaar: str) -> None:
    assert TERMIJNEN[artikel].bezwaren(feiten) == (bezwaar,)


def test_a_moment_counts_as_the_day_in_amsterdam() -> None:
    net_na_middernacht = datetime(2026, 2, 19, 23, 30, tzinfo=UTC)
    uitkomst = TERMIJNEN["6:7"].beantwoord({"bekendgemaakt_op": net_na_middernacht}, KALENDER)
    assert uitkomst.laatste_dag == d("2026-04-07")


SCHUIFT = (
    *("3:16", "3:18-3", "4:5-4", "4:13", "4:18", "4:20c", "6:7", "6:8-2", "6:8-3", "6:8-4", "6:9", "7:10"),
    *("9:8", "9:11", "atw:1"),
)
SCHUIFT_NIET = ("3:18", "7:4", "7:4-2")


@given(st.sampled_from(SCHUIFT), st.dates(date(2024, 1, 1), date(2060, 12, 31)))
def test_no_last_day_is_free_where_the_act_moves_it(artikel: str, dag: date) -> None:
    vraag = TERMIJNEN[artikel]
    uitkomst = vraag.beantwoord({vraag.feiten[0].naam: dag}, KALENDER)
    assert uitkomst.laatste_dag is not None
    assert KALENDER.is_werkdag(uitkomst.laatste_dag)
    assert uitkomst.laatste_dag in {stap.datum for stap in uitkomst.waarom}


@pytest.mark.parametrize("artikel", SCHUIFT_NIET)
def test_where_the_act_does_not_move_it_some_last_days_are_free(artikel: str) -> None:
    vraag = TERMIJNEN[artikel]
    dagen = [
        vraag.beantwoord({vraag.feiten[0].naam: date(2026, 6, n)}, KALENDER).laatste_dag for n in range(1, 15)
    ]
    assert sum(not KALENDER.is_werkdag(dag) for dag in dagen if dag) >= 4
