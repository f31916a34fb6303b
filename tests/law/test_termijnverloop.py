"""A term that follows its events: a table for a lawyer, and what must hold for every order and every day."""

import json
from datetime import date, timedelta
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.law.gebeurtenissen import (
    Gebeurtenis,
    Hervatting,
    Ontvanger,
    Opschorting,
    Opschortingsgrond,
    Verlenging,
    Verlengingsgrond,
)
from openloket.law.kalender import EEN_DAG, Duur, Eenheid
from openloket.law.kalender import NEDERLANDSE_KALENDER as KALENDER
from openloket.law.storing import verlengd_wegens_storing
from openloket.law.termijnen import (
    Streeftermijn,
    Termijn,
    Termijnregel,
    beslistermijn,
    beslistermijn_bezwaar,
    bezwaartermijn,
    klachttermijn,
)
from openloket.law.termijnverloop import verloop

G = Opschortingsgrond
V = Verlengingsgrond
WEKEN = Eenheid.WEKEN
ONTVANGEN = date(2026, 6, 1)  # eight weeks: Monday 27 July 2026
AANVRAAG = beslistermijn(ONTVANGEN, None, KALENDER)
ZES_MAANDEN = beslistermijn(
    ONTVANGEN, Termijnregel("Awb 3:18 lid 1", Duur(6, Eenheid.MAANDEN), "Uniforme procedure."), KALENDER
)
VERGUNNING = beslistermijn(ONTVANGEN, Termijnregel("APV", Duur(8, WEKEN), "Eigen termijn."), KALENDER)
BEZWAAR = beslistermijn_bezwaar(date(2026, 4, 20), date(2026, 5, 1), False, KALENDER)  # to 13 July 2026
KLACHT = klachttermijn(ONTVANGEN, False, KALENDER)  # to 13 July 2026


def dag(maand: int, dag: int, jaar: int = 2026) -> date:
    return date(jaar, maand, dag)


@pytest.mark.parametrize(
    ("artikel", "situatie", "termijn", "gebeurtenissen", "stil", "laatste_dag"),
    [
        ("4:13", "niets gebeurd", AANVRAAG, [], 0, dag(7, 27)),
        (
            "4:15-1a",
            "twee weken om aan te vullen, niets ontvangen",
            AANVRAAG,
            [Opschorting(G.AANVULLING, dag(6, 8), dag(6, 22))],
            14,
            dag(8, 10),
        ),
        (
            "4:15-1a",
            "op de achtste dag aangevuld: 9 tot en met 15 juni tellen niet",
            AANVRAAG,
            [Opschorting(G.AANVULLING, dag(6, 8), dag(6, 22)), Hervatting(G.AANVULLING, dag(6, 16))],
            7,
            dag(8, 3),
        ),
        (
            "4:15-1a",
            "dezelfde dag aangevuld",
            AANVRAAG,
            [Opschorting(G.AANVULLING, dag(6, 8), dag(6, 22)), Hervatting(G.AANVULLING, dag(6, 8))],
            0,
            dag(7, 27),
        ),
        (
            "4:15-1a",
            "te laat aangevuld: de gestelde termijn is de grens",
            AANVRAAG,
            [Opschorting(G.AANVULLING, dag(6, 8), dag(6, 22)), Hervatting(G.AANVULLING, dag(6, 30))],
            14,
            dag(8, 10),
        ),
        (
            "4:15-1a",
            "uitgenodigd op de laatste dag: te laat om nog stil te staan",
            AANVRAAG,
            [Opschorting(G.AANVULLING, dag(7, 27), dag(8, 10))],
            0,
            dag(7, 27),
        ),
        (
            "4:15-1b",
            "informatie uit het buitenland, na drie weken ontvangen",
            AANVRAAG,
            [
                Opschorting(G.BUITENLANDSE_INFORMATIE, dag(6, 8)),
                Hervatting(G.BUITENLANDSE_INFORMATIE, dag(6, 30)),
            ],
            21,
            dag(8, 17),
        ),
        (
            "4:15-2a",
            "ingestemd met een week uitstel",
            AANVRAAG,
            [Opschorting(G.INSTEMMING, dag(6, 8), dag(6, 14))],
            7,
            dag(8, 3),
        ),
        (
            "4:15",
            "twee opschortingen over elkaar tellen één keer",
            AANVRAAG,
            [
                Opschorting(G.AANVULLING, dag(6, 8), dag(6, 22)),
                Opschorting(G.OVERMACHT, dag(6, 16)),
                Hervatting(G.OVERMACHT, dag(6, 30)),
            ],
            21,
            dag(8, 17),
        ),
        (
            "4:15-1a",
            "twee uitnodigingen met een eigen kenmerk",
            AANVRAAG,
            [
                Opschorting(G.AANVULLING, dag(6, 8), dag(6, 22), "1"),
                Hervatting(G.AANVULLING, dag(6, 10), "1"),
                Opschorting(G.AANVULLING, dag(7, 6), dag(7, 20), "2"),
            ],
            15,
            dag(8, 11),
        ),
        (
            "4:14-3",
            "binnen acht weken vier weken langer",
            AANVRAAG,
            [Verlenging(V.MEDEDELING, dag(7, 27), Duur(4, WEKEN))],
            0,
            dag(8, 24),
        ),
        (
            "4:14-3",
            "een dag te laat medegedeeld",
            AANVRAAG,
            [Verlenging(V.MEDEDELING, dag(7, 28), Duur(4, WEKEN))],
            0,
            dag(7, 27),
        ),
        (
            "4:14-3",
            "na acht weken, maar de termijn had stilgestaan",
            AANVRAAG,
            [
                Opschorting(G.AANVULLING, dag(6, 8), dag(6, 22)),
                Verlenging(V.MEDEDELING, dag(8, 10), Duur(4, WEKEN)),
            ],
            14,
            dag(9, 7),
        ),
        (
            "4:14-3",
            "geldt niet als een wet of regeling een eigen termijn noemt",
            VERGUNNING,
            [Verlenging(V.MEDEDELING, dag(7, 1), Duur(4, WEKEN))],
            0,
            dag(7, 27),
        ),
        (
            "4:14-1",
            "de mededeling verplaatst een wettelijke termijn niet",
            VERGUNNING,
            [Verlenging(V.MEDEDELING_WETTELIJK, dag(7, 20), Duur(4, WEKEN))],
            0,
            dag(7, 27),
        ),
        (
            "3:18-2",
            "binnen acht weken zes weken langer; eindigt op een dinsdag",
            ZES_MAANDEN,
            [Verlenging(V.INGEWIKKELD, dag(7, 27), Duur(6, WEKEN))],
            0,
            dag(1, 12, 2027),
        ),
        (
            "3:18-2",
            "zes maanden en vier dagen: de zaterdag schuift niet op",
            ZES_MAANDEN,
            [Verlenging(V.INGEWIKKELD, dag(7, 1), Duur(4, Eenheid.DAGEN))],
            0,
            dag(12, 5),
        ),
        (
            "3:18-2",
            "na acht weken kan het niet meer",
            ZES_MAANDEN,
            [Verlenging(V.INGEWIKKELD, dag(7, 28), Duur(6, WEKEN))],
            0,
            dag(12, 1),
        ),
        (
            "7:10-2",
            "twee weken om de gronden aan te vullen",
            BEZWAAR,
            [Opschorting(G.HERSTEL_BEZWAAR, dag(6, 8), dag(6, 22))],
            14,
            dag(7, 27),
        ),
        (
            "7:10-2",
            "hersteld voordat de termijn begon: niets stond stil",
            BEZWAAR,
            [Opschorting(G.HERSTEL_BEZWAAR, dag(5, 6), dag(5, 20))],
            0,
            dag(7, 13),
        ),
        (
            "7:10-2",
            "herstel loopt door in de termijn: alleen de dagen erin tellen niet",
            BEZWAAR,
            [Opschorting(G.HERSTEL_BEZWAAR, dag(5, 20), dag(6, 8))],
            7,
            dag(7, 20),
        ),
        (
            "7:10-3",
            "zes weken verdaagd",
            BEZWAAR,
            [Verlenging(V.VERDAGING_BEZWAAR, dag(7, 13), Duur(6, WEKEN))],
            0,
            dag(8, 24),
        ),
        (
            "7:10-3",
            "twee keer vier weken: samen ten hoogste zes",
            BEZWAAR,
            [
                Verlenging(V.VERDAGING_BEZWAAR, dag(7, 1), Duur(4, WEKEN)),
                Verlenging(V.VERDAGING_BEZWAAR, dag(8, 3), Duur(4, WEKEN)),
            ],
            0,
            dag(8, 24),
        ),
        (
            "7:10-4",
            "verdaagd en daarna met instemming twee weken",
            BEZWAAR,
            [
                Verlenging(V.VERDAGING_BEZWAAR, dag(7, 1), Duur(6, WEKEN)),
                Verlenging(V.UITSTEL_BEZWAAR, dag(8, 20), Duur(2, WEKEN)),
            ],
            0,
            dag(9, 7),
        ),
        (
            "7:14",
            "4:15 lid 1 onder a geldt niet voor bezwaar",
            BEZWAAR,
            [Opschorting(G.AANVULLING, dag(6, 8), dag(6, 22))],
            0,
            dag(7, 13),
        ),
        (
            "7:14",
            "overmacht geldt wel voor bezwaar",
            BEZWAAR,
            [Opschorting(G.OVERMACHT, dag(6, 8)), Hervatting(G.OVERMACHT, dag(6, 15))],
            7,
            dag(7, 20),
        ),
        (
            "9:11-2",
            "vier weken verdaagd; meer telt niet",
            KLACHT,
            [Verlenging(V.VERDAGING_KLACHT, dag(7, 1), Duur(5, WEKEN))],
            0,
            dag(8, 10),
        ),
        (
            "9:11-3",
            "de klager stemt in met nog een week",
            KLACHT,
            [
                Verlenging(V.VERDAGING_KLACHT, dag(7, 1), Duur(4, WEKEN)),
                Verlenging(V.UITSTEL_KLACHT, dag(8, 1), Duur(1, WEKEN)),
            ],
            0,
            dag(8, 17),
        ),
        (
            "9:11",
            "een klacht kent geen opschorting",
            KLACHT,
            [Opschorting(G.OVERMACHT, dag(6, 8)), Hervatting(G.OVERMACHT, dag(6, 22))],
            0,
            dag(7, 13),
        ),
        (
            "ATW 1",
            "eindigt na één dag stilstand op dinsdag",
            AANVRAAG,
            [Opschorting(G.INSTEMMING, dag(7, 6), dag(7, 6))],
            1,
            dag(7, 28),
        ),
        (
            "ATW 1",
            "eindigt na vijf dagen stilstand op zaterdag en schuift op",
            AANVRAAG,
            [Opschorting(G.INSTEMMING, dag(7, 6), dag(7, 10))],
            5,
            dag(8, 3),
        ),
    ],
)
def test_a_term_after_its_events(
    artikel: str,
    situatie: str,
    termijn: Termijn,
    gebeurtenissen: list[Gebeurtenis],
    stil: int,
    laatste_dag: date,
) -> None:
    uitkomst = verloop(termijn, gebeurtenissen, KALENDER)
    assert (uitkomst.opgeschorte_dagen, uitkomst.laatste_dag) == (stil, laatste_dag), (artikel, situatie)
    assert laatste_dag in {stap.datum for stap in uitkomst.waarom}


def test_nothing_follows_a_term_of_another_kind() -> None:
    norm = beslistermijn(ONTVANGEN, Streeftermijn(Duur(2, WEKEN), "Binnen twee weken."), KALENDER)
    for termijn in (norm, bezwaartermijn(ONTVANGEN, KALENDER)):
        uitkomst = verloop(termijn, [Opschorting(G.OVERMACHT, dag(6, 8))], KALENDER, op=dag(6, 20))
        assert uitkomst.laatste_dag == termijn.laatste_dag
        assert "geldt niet" in [stap.tekst for stap in uitkomst.waarom][-2]


def test_an_open_suspension_counts_until_today_and_says_that_its_end_is_unknown() -> None:
    open_ = [Opschorting(G.OVERMACHT, dag(6, 8))]
    vroegst = verloop(AANVRAAG, open_, KALENDER)
    vandaag = verloop(AANVRAAG, open_, KALENDER, op=dag(6, 14))
    assert vroegst.laatste_dag == AANVRAAG.laatste_dag
    assert vandaag.laatste_dag == dag(8, 3)
    assert vandaag.staat_stil(dag(6, 14))
    assert not vandaag.staat_stil(dag(6, 15))
    assert "14 juni" in vandaag.twijfels[0].voorlopig
    assert [twijfel.artikel for twijfel in vroegst.twijfels] == ["Awb 4:15 lid 2 onder c"]
    morgen = verloop(AANVRAAG, open_, KALENDER, op=dag(6, 7))
    assert morgen.laatste_dag == AANVRAAG.laatste_dag
    assert any("staat stil vanaf maandag 8 juni 2026" in stap.tekst for stap in morgen.waarom)


def test_a_last_day_that_moved_over_a_weekend_never_lands_on_a_suspended_day() -> None:
    termijn = beslistermijn(dag(6, 6), None, KALENDER)  # Saturday 1 August, moved to Monday 3 August
    uitkomst = verloop(termijn, [Opschorting(G.AANVULLING, dag(8, 1), dag(8, 11))], KALENDER)
    assert (termijn.laatste_dag, uitkomst.laatste_dag) == (dag(8, 3), dag(8, 12))


@pytest.mark.parametrize(
    ("gebeurtenissen", "verwacht"),
    [
        (
            [Opschorting(G.OVERMACHT, dag(6, 8)), Hervatting(G.OVERMACHT, dag(6, 15))],
            [("Awb 4:15 lid 3", dag(6, 8), None), ("Awb 4:15 lid 4", dag(6, 15), dag(8, 3))],
        ),
        (
            [Opschorting(G.TOEREKENBAAR, dag(6, 8)), Hervatting(G.TOEREKENBAAR, dag(6, 15))],
            [("Awb 4:15 lid 4", dag(6, 15), dag(8, 3))],
        ),
        ([Opschorting(G.AANVULLING, dag(6, 8), dag(6, 22))], []),
        ([Opschorting(G.OVERMACHT, dag(9, 8))], []),
        (
            [Verlenging(V.MEDEDELING, dag(7, 1), Duur(2, WEKEN))],
            [("Awb 4:14 lid 3", dag(7, 1), dag(8, 10))],
        ),
    ],
)
def test_which_notices_the_law_asks_about_an_application(
    gebeurtenissen: list[Gebeurtenis], verwacht: list[tuple[str, date, date | None]]
) -> None:
    berichten = verloop(AANVRAAG, gebeurtenissen, KALENDER, op=dag(6, 10)).mededelingen
    assert [(b.artikel, b.vanaf, b.noemt) for b in berichten] == verwacht
    assert all(b.aan == (Ontvanger.AANVRAGER,) and not b.schriftelijk for b in berichten)


def test_notices_about_objections_and_complaints_are_in_writing_to_all() -> None:
    bezwaar = verloop(
        BEZWAAR,
        [
            Opschorting(G.HERSTEL_BEZWAAR, dag(6, 8), dag(6, 22)),
            Verlenging(V.VERDAGING_BEZWAAR, dag(7, 1), Duur(6, WEKEN)),
        ],
        KALENDER,
    )
    assert [(b.artikel, b.schriftelijk, b.aan) for b in bezwaar.mededelingen] == [
        ("Awb 7:10 lid 5", True, (Ontvanger.BELANGHEBBENDEN,))
    ] * 2
    klacht = verloop(
        KLACHT,
        [
            Verlenging(V.VERDAGING_KLACHT, dag(7, 1), Duur(4, WEKEN)),
            Verlenging(V.UITSTEL_KLACHT, dag(8, 1), Duur(1, WEKEN)),
        ],
        KALENDER,
    )
    (bericht,) = klacht.mededelingen
    assert (bericht.artikel, bericht.aan) == ("Awb 9:11 lid 2", (Ontvanger.KLAGER, Ontvanger.BEKLAAGDE))


def test_a_notice_under_4_14_1_announces_a_day_and_raises_the_doubt() -> None:
    uitkomst = verloop(VERGUNNING, [Verlenging(V.MEDEDELING_WETTELIJK, dag(7, 20), Duur(4, WEKEN))], KALENDER)
    assert uitkomst.aangekondigd == dag(8, 24)
    assert [b.noemt for b in uitkomst.mededelingen] == [dag(8, 24)]
    assert [t.artikel for t in uitkomst.twijfels] == ["Awb 4:14 lid 1"]
    assert uitkomst.verlengd_met == 0


def test_an_extension_that_came_too_late_is_put_before_a_person() -> None:
    uitkomst = verloop(AANVRAAG, [Verlenging(V.MEDEDELING, dag(7, 28), Duur(4, WEKEN))], KALENDER)
    assert [t.artikel for t in uitkomst.twijfels] == ["Awb 4:14 lid 3"]
    assert uitkomst.mededelingen == ()


def test_the_course_becomes_a_term_again_and_plain_json() -> None:
    uitkomst = verloop(AANVRAAG, [Opschorting(G.OVERMACHT, dag(6, 8))], KALENDER, op=dag(6, 14))
    termijn = uitkomst.als_termijn()
    assert (termijn.begin, termijn.laatste_dag, termijn.twijfel) == (
        AANVRAAG.begin,
        dag(8, 3),
        uitkomst.twijfels[0],
    )
    assert verloop(AANVRAAG, [], KALENDER).als_termijn().twijfel is None
    kaal = json.loads(json.dumps(uitkomst.naar_dict()))
    assert kaal["opgeschort"] == [["2026-06-08", "2026-06-14"]]
    assert (kaal["laatste_dag"], kaal["aangekondigd"]) == ("2026-08-03", None)
    assert kaal["mededelingen"][0]["aan"] == ["aanvrager"]
    aangekondigd = verloop(
        VERGUNNING, [Verlenging(V.MEDEDELING_WETTELIJK, dag(7, 20), Duur(4, WEKEN))], KALENDER
    ).naar_dict()
    assert aangekondigd["aangekondigd"] == "2026-08-24"


@pytest.mark.parametrize(
    ("grond", "uiterlijk"),
    [(G.AANVULLING, None), (G.OVERMACHT, dag(6, 20)), (G.INSTEMMING, dag(6, 1))],
)
def test_a_suspension_that_cannot_be_is_refused(grond: Opschortingsgrond, uiterlijk: date | None) -> None:
    with pytest.raises(ValueError, match="uiterste dag"):
        Opschorting(grond, dag(6, 8), uiterlijk)


begin = st.dates(date(2024, 1, 1), date(2040, 12, 31))
afstand = st.integers(0, 120)


@st.composite
def opschortingen(draw: st.DrawFn, ontvangen: date) -> list[Gebeurtenis]:
    grond = draw(st.sampled_from([*G]))
    dag_een = ontvangen + timedelta(days=draw(afstand))
    lengte = timedelta(days=draw(st.integers(0, 40)))
    kenmerk = str(draw(st.integers(0, 3)))
    if grond in {G.AANVULLING, G.INSTEMMING, G.HERSTEL_BEZWAAR}:
        return [Opschorting(grond, dag_een, dag_een + lengte, kenmerk)]
    return [Opschorting(grond, dag_een, None, kenmerk), Hervatting(grond, dag_een + lengte, kenmerk)]


@st.composite
def verlengingen(draw: st.DrawFn, ontvangen: date) -> Verlenging:
    eenheid = draw(st.sampled_from([Eenheid.DAGEN, Eenheid.WEKEN, Eenheid.MAANDEN]))
    medegedeeld = ontvangen + timedelta(days=draw(afstand))
    return Verlenging(draw(st.sampled_from([*V])), medegedeeld, Duur(draw(st.integers(1, 8)), eenheid))


@st.composite
def zaken(draw: st.DrawFn) -> tuple[Termijn, list[Gebeurtenis]]:
    ontvangen = draw(begin)
    termijn = draw(
        st.sampled_from(
            [
                beslistermijn(ontvangen, None, KALENDER),
                beslistermijn_bezwaar(ontvangen, ontvangen, True, KALENDER),
                klachttermijn(ontvangen, False, KALENDER),
                bezwaartermijn(ontvangen, KALENDER),
            ]
        )
    )
    groepen = draw(st.lists(opschortingen(ontvangen), max_size=3))
    gebeurtenissen = [g for groep in groepen for g in groep]
    return termijn, gebeurtenissen + draw(st.lists(verlengingen(ontvangen), max_size=3))


@given(zaken(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_given_does_not_matter(
    zaak: tuple[Termijn, list[Gebeurtenis]], toeval: Random
) -> None:
    termijn, gebeurtenissen = zaak
    anders = list(gebeurtenissen)
    toeval.shuffle(anders)
    assert verloop(termijn, gebeurtenissen, KALENDER) == verloop(termijn, anders, KALENDER)


@given(zaken())
def test_a_suspended_day_never_counts_and_every_other_day_does(
    zaak: tuple[Termijn, list[Gebeurtenis]],
) -> None:
    termijn, gebeurtenissen = zaak
    uitkomst = verloop(termijn, gebeurtenissen, KALENDER)
    dagen = [termijn.begin + n * EEN_DAG for n in range((uitkomst.ruwe_einddatum - termijn.begin).days + 1)]
    tellen = [d for d in dagen if not uitkomst.staat_stil(d)]
    lengte = (termijn.ruwe_einddatum - termijn.begin).days + 1
    assert len(tellen) == lengte + uitkomst.verlengd_met
    assert not uitkomst.staat_stil(uitkomst.laatste_dag)


@given(zaken())
def test_no_event_makes_a_term_shorter_and_no_last_day_is_free(
    zaak: tuple[Termijn, list[Gebeurtenis]],
) -> None:
    termijn, gebeurtenissen = zaak
    uitkomst = verloop(termijn, gebeurtenissen, KALENDER)
    assert uitkomst.laatste_dag >= termijn.laatste_dag
    assert uitkomst.verlengd_met >= 0
    assert KALENDER.is_werkdag(uitkomst.laatste_dag)
    assert uitkomst.laatste_dag in {stap.datum for stap in uitkomst.waarom}


@given(zaken(), st.data())
def test_an_extension_never_shortens(zaak: tuple[Termijn, list[Gebeurtenis]], data: st.DataObject) -> None:
    termijn, gebeurtenissen = zaak
    meer = data.draw(verlengingen(termijn.begin - EEN_DAG))
    zonder = verloop(termijn, gebeurtenissen, KALENDER)
    assert verloop(termijn, [*gebeurtenissen, meer], KALENDER).laatste_dag >= zonder.laatste_dag


def test_every_order_of_a_whole_story_gives_one_answer() -> None:
    verhaal: list[Gebeurtenis] = [
        Opschorting(G.AANVULLING, dag(6, 8), dag(6, 22)),
        Hervatting(G.AANVULLING, dag(6, 16)),
        Opschorting(G.TOEREKENBAAR, dag(6, 12)),
        Hervatting(G.TOEREKENBAAR, dag(6, 20)),
        Verlenging(V.MEDEDELING, dag(7, 1), Duur(2, WEKEN)),
    ]
    uitkomsten = {verloop(AANVRAAG, volgorde, KALENDER).laatste_dag for volgorde in permutations(verhaal)}
    assert uitkomsten == {dag(8, 21)}


# The decision was made known on Monday 20 April; the last day to object is Monday 1 June 2026.
INDIENEN = bezwaartermijn(date(2026, 4, 20), KALENDER)


@pytest.mark.parametrize(
    ("situatie", "medegedeeld", "werkdagen", "laatste_dag"),
    [
        ("een werkdag erbij, al op de laatste dag", dag(6, 1), 1, dag(6, 2)),
        ("pas de volgende ochtend bekend: telt ook", dag(6, 2), 1, dag(6, 2)),
        ("vijf werkdagen gaan over het weekend heen", dag(6, 2), 5, dag(6, 8)),
    ],
)
def test_after_an_outage_who_objects_gets_working_days(
    situatie: str, medegedeeld: date, werkdagen: int, laatste_dag: date
) -> None:
    storing = Verlenging(V.STORING, medegedeeld, Duur(werkdagen, Eenheid.WERKDAGEN))
    uitkomst = verloop(INDIENEN, [storing], KALENDER)
    assert (uitkomst.laatste_dag, uitkomst.twijfels) == (laatste_dag, ()), situatie
    assert "Awb 2:21 lid 1" in uitkomst.waarom.artikelen


@given(begin, st.integers(1, 10), st.integers(-10, 10))
def test_a_term_that_is_recounted_gets_what_was_announced(bekend: date, werkdagen: int, afstand: int) -> None:
    termijn = bezwaartermijn(bekend, KALENDER)
    aangekondigd = verlengd_wegens_storing(termijn.laatste_dag, werkdagen, True, KALENDER)
    op = termijn.laatste_dag + afstand * EEN_DAG
    storing = Verlenging(V.STORING, op, Duur(werkdagen, Eenheid.WERKDAGEN))
    assert verloop(termijn, [storing], KALENDER).laatste_dag == aangekondigd.laatste_dag


def test_a_term_to_decide_does_not_grow_by_an_outage() -> None:
    storing = Verlenging(V.STORING, dag(6, 2), Duur(1, Eenheid.WERKDAGEN))
    assert verloop(AANVRAAG, [storing], KALENDER).laatste_dag == AANVRAAG.laatste_dag
