"""What a decision says to who disagrees: by whom, within which term, with which body (Awb 3:45, 6:23)."""

from datetime import date

import pytest
from tests.law.cases import check

from openloket.law.antwoord import Slotsom
from openloket.law.bekendmaking import clausule_volledig
from openloket.law.kalender import Kalender
from openloket.law.kanalen import Berichtsoort
from openloket.law.motivering import mag_afwijzen, motivering_volledig
from openloket.law.rechtsmiddel import Rechtsmiddel, beroepstermijn, clausule, rechtsmiddel_tegen, toelichting
from openloket.law.termijnen import bezwaartermijn

BEZWAAR, BEROEP = Rechtsmiddel


@pytest.mark.parametrize(
    ("begon", "middel"),
    [
        (Berichtsoort.AANVRAAG, BEZWAAR),
        (Berichtsoort.MELDING, BEZWAAR),
        (Berichtsoort.INGEBREKESTELLING, BEZWAAR),
        (Berichtsoort.BEZWAAR, BEROEP),
        (Berichtsoort.BEROEP, BEROEP),
    ],
)
def test_after_an_objection_comes_the_court(begon: Berichtsoort, middel: Rechtsmiddel) -> None:
    assert rechtsmiddel_tegen(begon) is middel


@pytest.mark.parametrize(
    ("geval", "middel", "orgaan", "laatste_dag", "wie", "termijn", "naar"),
    [
        (
            "objection, not made known yet",
            BEZWAAR,
            "het college",
            None,
            "U kunt bezwaar maken",
            "De 6 weken beginnen op de dag na de dag waarop wij dit besluit naar u sturen of aan u geven.",
            "Stuur uw bezwaarschrift naar: het college, Raadhuisplein 1.",
        ),
        (
            "objection, made known",
            BEZWAAR,
            "het college",
            date(2026, 4, 7),
            "U kunt bezwaar maken",
            "uiterlijk op dinsdag 7 april 2026",
            "Stuur uw bezwaarschrift naar: het college, Raadhuisplein 1.",
        ),
        (
            "appeal",
            BEROEP,
            "Rechtbank Noord-Holland",
            date(2026, 4, 7),
            "U kunt in beroep gaan",
            "uiterlijk op dinsdag 7 april 2026",
            "Stuur uw beroepschrift naar: Rechtbank Noord-Holland, Raadhuisplein 1.",
        ),
    ],
)
def test_the_clause_names_who_when_and_where(
    geval: str,
    middel: Rechtsmiddel,
    orgaan: str,
    laatste_dag: date | None,
    wie: str,
    termijn: str,
    naar: str,
) -> None:
    found = clausule(middel, orgaan, laatste_dag=laatste_dag, postadres="Raadhuisplein 1")
    assert wie in found.door_wie
    assert termijn in found.termijn
    assert found.orgaan == naar
    na_bezwaar = middel is BEROEP
    answer = clausule_volledig(found, rechtsmiddel_mogelijk=True, na_bezwaar=na_bezwaar)
    check(answer, Slotsom.VOLDOET, "Awb 6:23 lid 2" if na_bezwaar else "Awb 3:45 lid 2")


@pytest.mark.parametrize("orgaan", ["", "  "])
def test_a_clause_without_a_body_is_not_complete(orgaan: str) -> None:
    answer = clausule_volledig(clausule(BEROEP, orgaan), rechtsmiddel_mogelijk=True, na_bezwaar=True)
    check(answer, Slotsom.SCHIET_TEKORT, "Awb 6:23 lid 2", ["bij wie"])


def test_the_electronic_way_is_our_own_extra() -> None:
    weg = "https://loket.example/duinstede/bezwaar/"
    assert clausule(BEZWAAR, "het college", digitale_weg=weg).digitale_weg == weg
    assert clausule(BEZWAAR, "het college").digitale_weg == ""


def test_who_can_not_wait_is_told_what_to_do() -> None:
    for middel in Rechtsmiddel:
        assert "voorlopige voorziening" in " ".join(toelichting(middel))
    assert "griffierecht" not in toelichting(BEZWAAR)[0]
    assert "Voor beroep betaalt u griffierecht." in toelichting(BEROEP)


def test_the_term_to_appeal_has_the_days_of_the_term_to_object() -> None:
    kalender = Kalender(frozenset())
    for op in (date(2026, 2, 20), date(2026, 3, 16)):
        beroep, bezwaar = beroepstermijn(op, kalender), bezwaartermijn(op, kalender)
        assert (beroep.begin, beroep.laatste_dag) == (bezwaar.begin, bezwaar.laatste_dag)
        teksten = [stap.tekst for stap in beroep.waarom]
        assert "U kunt 6 weken lang in beroep gaan bij de rechtbank." in teksten
        assert not any("bezwaar maken" in tekst for tekst in teksten)
        assert len(teksten) == len(bezwaar.waarom.stappen)


@pytest.mark.parametrize(
    ("geval", "feiten", "slotsom", "artikel", "ontbreekt"),
    [
        ("first decision", {"reden": "Omdat."}, Slotsom.VOLDOET, "Awb 3:46", ()),
        (
            "no reason",
            {"reden": " "},
            Slotsom.SCHIET_TEKORT,
            "Awb 3:46",
            ("waarom wij dit besluiten",),
        ),
        (
            "objection, heard or said why not",
            {"reden": "Omdat.", "na_bezwaar": True},
            Slotsom.VOLDOET,
            "Awb 7:12 lid 1",
            (),
        ),
        (
            "objection, nothing about hearing",
            {"reden": "Omdat.", "na_bezwaar": True, "gehoord_of_reden": False},
            Slotsom.SCHIET_TEKORT,
            "Awb 7:12 lid 1",
            ("of u bent gehoord, en zo niet: waarom niet",),
        ),
    ],
)
def test_a_decision_gives_its_reasons(
    geval: str, feiten: dict[str, object], slotsom: Slotsom, artikel: str, ontbreekt: tuple[str, ...]
) -> None:
    answer = motivering_volledig(**feiten)
    check(answer, slotsom, artikel, ontbreekt)


def test_the_rule_is_named_where_possible() -> None:
    with_rule = motivering_volledig("Omdat.", voorschrift="artikel 3")
    without = motivering_volledig("Omdat.")
    assert "op welke regel" not in with_rule.waarom.stappen[0].tekst
    assert "op welke regel" in without.waarom.stappen[0].tekst


@pytest.mark.parametrize(
    ("wijkt_af", "kon_reageren", "slotsom"),
    [
        (False, False, Slotsom.MAG),
        (False, True, Slotsom.MAG),
        (True, True, Slotsom.MAG),
        (True, False, Slotsom.MAG_NIET),
    ],
)
def test_who_is_refused_on_other_facts_may_respond_first(
    wijkt_af: bool, kon_reageren: bool, slotsom: Slotsom
) -> None:
    answer = mag_afwijzen(wijkt_af_van_eigen_gegevens=wijkt_af, kon_reageren=kon_reageren)
    check(answer, slotsom, "Awb 4:7 lid 1")
