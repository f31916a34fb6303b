"""The designation decision, requirements, refusal, and the opportunity to repair."""

from dataclasses import replace
from datetime import date

import pytest
from tests.law.cases import check

from openloket.law.aanwijzing import (
    Aanwijzingsbesluit,
    aanwijzing_volledig,
    aanwijzingsbesluit_volledig,
    eis_toegestaan,
)
from openloket.law.antwoord import Slotsom
from openloket.law.kanalen import Aanwijzing, Berichtsoort, Kanaal, Kanaalkeuze, Weg
from openloket.law.weigering import (
    Herstelkans,
    Weigeringsgrond,
    mag_bericht_weigeren,
    mag_buiten_behandeling,
    weigering_volledig,
)

OP = date(2026, 3, 2)
TOEN = date(2025, 12, 31)
BEGIN = date(2026, 1, 1)
FORMULIER = Weg(Kanaal.WEBFORMULIER, "parkeren")
KEUZE = Kanaalkeuze((Aanwijzing(Berichtsoort.AANVRAAG, FORMULIER, BEGIN, None, "besluit 1"),))
MET_REST = Kanaalkeuze((*KEUZE.aanwijzingen, Aanwijzing(None, FORMULIER, BEGIN, None, "besluit 1")))
SOORTEN = (Berichtsoort.AANVRAAG, Berichtsoort.BEZWAAR, Berichtsoort.KLACHT)


@pytest.mark.parametrize(
    ("geval", "keuze", "op", "vrij", "slotsom", "ontbreekt"),
    [
        ("only applications", KEUZE, OP, [], Slotsom.SCHIET_TEKORT, ["bezwaar", "klacht"]),
        ("a way for the rest", MET_REST, OP, [], Slotsom.VOLDOET, []),
        ("exempted kinds", KEUZE, OP, [Berichtsoort.BEZWAAR, Berichtsoort.KLACHT], Slotsom.VOLDOET, []),
        ("nothing designated", Kanaalkeuze(), OP, SOORTEN[1:], Slotsom.SCHIET_TEKORT, ["aanvraag"]),
        ("before 2026", KEUZE, TOEN, [], Slotsom.GELDT_NOG_NIET, []),
    ],
)
def test_every_kind_has_a_way(
    geval: str,
    keuze: Kanaalkeuze,
    op: date,
    vrij: list[Berichtsoort],
    slotsom: Slotsom,
    ontbreekt: list[str],
) -> None:
    check(aanwijzing_volledig(keuze, SOORTEN, "parkeren", op, vrij), slotsom, "Awb 2:13 lid 2", ontbreekt)


BESLUIT = Aanwijzingsbesluit(True, True, True, True, date(2025, 12, 15))


@pytest.mark.parametrize(
    ("anders", "ontbreekt"),
    [
        ({}, []),
        ({"bevoegd_orgaan": False}, ["bevoegde bestuursorgaan"]),
        ({"per_type": False, "afgewogen": False}, ["weg per soort", "afweging"]),
        ({"betrouwbaar": False}, ["betrouwbaar"]),
        ({"gepubliceerd_op": None}, ["gemeenteblad"]),
        ({"gepubliceerd_op": date(2026, 3, 3)}, ["gemeenteblad"]),
    ],
)
def test_the_decision(anders: dict[str, object], ontbreekt: list[str]) -> None:
    besluit = replace(BESLUIT, **anders)
    slotsom = Slotsom.SCHIET_TEKORT if ontbreekt else Slotsom.VOLDOET
    check(aanwijzingsbesluit_volledig(besluit, OP), slotsom, "Awb 2:13 lid 2", ontbreekt)


def test_the_decision_before_2026() -> None:
    check(aanwijzingsbesluit_volledig(BESLUIT, TOEN), Slotsom.GELDT_NOG_NIET, "Awb 2:13 lid 2")


@pytest.mark.parametrize(
    ("op", "in_besluit", "belemmert", "slotsom", "twijfels"),
    [
        (OP, True, False, Slotsom.MAG, 0),
        (OP, True, True, Slotsom.MAG_NIET, 0),
        (OP, True, None, Slotsom.MAG_NIET, 1),
        (OP, False, False, Slotsom.MAG_NIET, 0),
        (TOEN, True, False, Slotsom.GELDT_NOG_NIET, 0),
    ],
)
def test_requirements(
    op: date, in_besluit: bool, belemmert: bool | None, slotsom: Slotsom, twijfels: int
) -> None:
    answer = eis_toegestaan(op, in_besluit=in_besluit, belemmert_onevenredig=belemmert)
    check(answer, slotsom, "Awb 2:13 lid 3", doubts=twijfels)


BELASTING, ONBETROUWBAAR = Weigeringsgrond.ONEVENREDIGE_BELASTING, Weigeringsgrond.ONBETROUWBAAR


@pytest.mark.parametrize(
    ("grond", "vastgesteld", "soort", "slotsom", "artikelen", "twijfels"),
    [
        (
            BELASTING,
            True,
            Berichtsoort.AANVRAAG,
            Slotsom.MAG,
            ("Awb 2:15 lid 1", "Awb 2:15 lid 3", "Awb 4:5 lid 1 onder b"),
            0,
        ),
        (
            ONBETROUWBAAR,
            True,
            Berichtsoort.BEZWAAR,
            Slotsom.MAG,
            ("Awb 2:15 lid 2", "Awb 2:15 lid 3", "Awb 6:6 onder b"),
            0,
        ),
        (ONBETROUWBAAR, True, Berichtsoort.KLACHT, Slotsom.MAG, ("Awb 2:15 lid 2", "Awb 2:15 lid 3"), 0),
        (BELASTING, False, Berichtsoort.AANVRAAG, Slotsom.MAG_NIET, ("Awb 2:15 lid 1",), 0),
        (BELASTING, None, Berichtsoort.AANVRAAG, Slotsom.MAG_NIET, ("Awb 2:15 lid 1",), 1),
    ],
)
def test_when_a_message_may_be_refused(
    grond: Weigeringsgrond,
    vastgesteld: bool | None,
    soort: Berichtsoort,
    slotsom: Slotsom,
    artikelen: tuple[str, ...],
    twijfels: int,
) -> None:
    answer = mag_bericht_weigeren(grond, vastgesteld, soort)
    check(answer, slotsom, artikelen[0], doubts=twijfels)
    assert answer.waarom.artikelen == artikelen


@pytest.mark.parametrize(
    ("op", "soort", "grond", "gemeld", "kans", "slotsom", "ontbreekt"),
    [
        (OP, Berichtsoort.AANVRAAG, True, True, True, Slotsom.VOLDOET, []),
        (OP, Berichtsoort.AANVRAAG, True, True, False, Slotsom.SCHIET_TEKORT, ["herstellen"]),
        (OP, Berichtsoort.BEZWAAR, True, True, False, Slotsom.SCHIET_TEKORT, ["herstellen"]),
        (OP, Berichtsoort.KLACHT, True, True, False, Slotsom.VOLDOET, []),
        (OP, Berichtsoort.KLACHT, False, False, False, Slotsom.SCHIET_TEKORT, ["reden", "bericht"]),
        (TOEN, Berichtsoort.KLACHT, True, True, True, Slotsom.GELDT_NOG_NIET, []),
    ],
)
def test_a_refusal_is_told(
    op: date,
    soort: Berichtsoort,
    grond: bool,
    gemeld: bool,
    kans: bool,
    slotsom: Slotsom,
    ontbreekt: list[str],
) -> None:
    answer = weigering_volledig(op, grond_vastgelegd=grond, meegedeeld=gemeld, soort=soort, herstelkans=kans)
    check(answer, slotsom, "Awb 2:15 lid 3", ontbreekt)


GEBREK = ("een handtekening",)
KANS = Herstelkans(date(2026, 2, 1), date(2026, 2, 15))


@pytest.mark.parametrize(
    ("geval", "gebreken", "kans", "op", "feiten", "slotsom", "artikel", "twijfels"),
    [
        ("complete", (), Herstelkans(), OP, {}, Slotsom.MAG_NIET, "Awb 4:5 lid 1", 0),
        ("no opportunity yet", GEBREK, Herstelkans(), OP, {}, Slotsom.MAG_NIET, "Awb 4:5 lid 1", 0),
        ("last day", GEBREK, KANS, date(2026, 2, 15), {}, Slotsom.MAG_NIET, "Awb 4:5 lid 1", 0),
        ("unused", GEBREK, KANS, date(2026, 2, 16), {}, Slotsom.MAG, "Awb 4:5 lid 1", 0),
        (
            "repaired",
            GEBREK,
            replace(KANS, hersteld_op=date(2026, 2, 15)),
            OP,
            {},
            Slotsom.MAG_NIET,
            "Awb 4:5 lid 1",
            0,
        ),
        (
            "repaired too late",
            GEBREK,
            replace(KANS, hersteld_op=date(2026, 2, 16)),
            OP,
            {},
            Slotsom.MAG_NIET,
            "Awb 4:5 lid 1",
            1,
        ),
        (
            "pointed to the right way",
            GEBREK,
            Herstelkans(),
            OP,
            {"verkeerde_weg_gewezen": True},
            Slotsom.MAG,
            "Awb 4:5 lid 5",
            0,
        ),
        (
            "pointed, before 2026",
            GEBREK,
            Herstelkans(),
            TOEN,
            {"verkeerde_weg_gewezen": True},
            Slotsom.MAG_NIET,
            "Awb 4:5 lid 1",
            0,
        ),
        (
            "an objection always gets it",
            GEBREK,
            Herstelkans(),
            OP,
            {"verkeerde_weg_gewezen": True, "bezwaar": True},
            Slotsom.MAG_NIET,
            "Awb 6:6",
            0,
        ),
        ("objection, unused", GEBREK, KANS, OP, {"bezwaar": True}, Slotsom.MAG, "Awb 6:6", 0),
    ],
)
def test_leaving_unhandled(
    geval: str,
    gebreken: tuple[str, ...],
    kans: Herstelkans,
    op: date,
    feiten: dict[str, bool],
    slotsom: Slotsom,
    artikel: str,
    twijfels: int,
) -> None:
    check(mag_buiten_behandeling(gebreken, kans, op, **feiten), slotsom, artikel, doubts=twijfels)
