"""Answers that are no date: completeness, the form others read, and days before a rule holds."""

import json
from datetime import date

import pytest
from tests.law.cases import check

from openloket.law.antwoord import Slotsom, antwoord, volledigheid
from openloket.law.bevoegdheden import BEVOEGDHEDEN, Kanbepaling
from openloket.law.inwerking import geldt_vanaf, gelezen_versie, nog_niet, overgang
from openloket.law.waarom import Twijfel

TWIJFEL = Twijfel("Wat nu?", "Het is onduidelijk.", "Voorlopig ja.", "Awb 2:6 lid 2")


def test_what_is_missing_is_named_in_order() -> None:
    answer = volledigheid(
        "Awb 6:5 lid 1", {"naam": False, "datum": True, "gronden": False}, "Ja.", "Nodig:", TWIJFEL
    )
    check(answer, Slotsom.SCHIET_TEKORT, "Awb 6:5 lid 1", ["naam", "gronden"], doubts=1)
    assert answer.waarom.stappen[0].tekst == "Nodig: naam, gronden."


def test_nothing_missing() -> None:
    check(volledigheid("Awb 4:2", {"naam": True}, "Compleet.", "Nodig:"), Slotsom.VOLDOET, "Awb 4:2")


def test_the_form_others_read() -> None:
    answer = antwoord(Slotsom.MAG, "Het mag.", "Awb 2:6 lid 2", TWIJFEL, datum=date(2026, 3, 2))
    read = json.loads(json.dumps(answer.naar_dict()))
    assert read["slotsom"] == "mag_hoeft_niet"
    assert read["waarom"]["stappen"][0]["datum"] == "2026-03-02"
    assert read["twijfels"][0]["vraag"] == "Wat nu?"
    assert read["ontbreekt"] == []


@pytest.mark.parametrize(
    ("artikel", "vanaf"),
    [
        ("Awb 2:1 lid 1", date(2024, 1, 1)),
        ("Awb 2:1 lid 2", None),
        ("Awb 2:2 lid 1", None),
        ("Awb 2:3 lid 1", None),
        ("Awb 2:3 lid 3", date(2026, 1, 1)),
        ("Awb 2:6 lid 2", None),
        ("Awb 2:7", date(2026, 1, 1)),
        ("Awb 2:10 lid 1", date(2026, 1, 1)),
        ("Awb 2:10 lid 2", date(2027, 1, 1)),
        ("Awb 2:17 lid 1 onder b", date(2026, 1, 1)),
        ("Awb 2:19 onder a", date(2026, 1, 1)),
        ("Awb 2:25", date(2026, 1, 1)),
        ("Awb 4:4 lid 2", date(2026, 1, 1)),
        ("Awb 4:5 lid 1", None),
        ("Awb 4:5 lid 5", date(2026, 1, 1)),
        ("Awb 6:7", None),
        ("Awb 9:12a", None),
    ],
)
def test_from_which_day_an_article_holds(artikel: str, vanaf: date | None) -> None:
    assert geldt_vanaf(artikel) == vanaf


@pytest.mark.parametrize(
    ("artikel", "op", "geldt"),
    [
        ("Awb 2:1 lid 1", date(2023, 12, 31), False),
        ("Awb 2:1 lid 1", date(2024, 1, 1), True),
        ("Awb 2:25", date(2025, 12, 31), False),
        ("Awb 2:25", date(2026, 1, 1), True),
        ("Awb 2:10 lid 2", date(2026, 12, 31), False),
        ("Awb 2:10 lid 2", date(2027, 1, 1), True),
        ("Awb 6:7", date(1995, 1, 1), True),
    ],
)
def test_before_its_first_day_a_rule_says_so(artikel: str, op: date, geldt: bool) -> None:
    answer = nog_niet(artikel, op)
    if geldt:
        assert answer is None
    else:
        assert answer is not None
        check(answer, Slotsom.GELDT_NOG_NIET, artikel)
        assert answer.waarom.stappen[0].datum == geldt_vanaf(artikel)


def test_the_first_day_is_a_parameter() -> None:
    moved = {"Awb 2:10 lid 2": date(2028, 7, 1)}
    assert nog_niet("Awb 2:10 lid 2", date(2028, 6, 30), moved) is not None
    assert nog_niet("Awb 2:10 lid 2", date(2028, 7, 1), moved) is None


@pytest.mark.parametrize(
    ("begonnen", "op", "twijfel"),
    [
        (date(2025, 12, 31), date(2026, 1, 1), True),
        (date(2025, 12, 1), date(2025, 12, 31), False),
        (date(2026, 1, 1), date(2026, 2, 1), False),
    ],
)
def test_a_procedure_across_the_first_day_is_for_a_person(begonnen: date, op: date, twijfel: bool) -> None:
    assert (overgang("Awb 2:23", op, begonnen) is not None) is twijfel


def test_old_rules_have_no_transition() -> None:
    assert overgang("Awb 6:7", date(2026, 2, 1), date(2025, 2, 1)) is None


@pytest.mark.parametrize("power", BEVOEGDHEDEN, ids=lambda power: power.artikel)
def test_a_power_is_never_a_duty(power: Kanbepaling) -> None:
    answer = power.antwoord()
    check(answer, Slotsom.MAG, power.artikel)
    assert "mag" in answer.waarom.stappen[0].tekst
    assert "hoeft het niet" in answer.waarom.stappen[0].tekst


@pytest.mark.parametrize(
    ("artikel", "versie"),
    [
        ("Awb 2:17 lid 1", date(2026, 7, 1)),
        ("Awb 9:11 lid 1", date(2026, 1, 1)),
        ("Algemene termijnenwet 1 lid 1", date(2010, 10, 10)),
    ],
)
def test_which_version_was_read(artikel: str, versie: date) -> None:
    assert gelezen_versie(artikel) == versie
