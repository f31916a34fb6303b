"""Support, representation, language: who gets help, who may act for whom, and in which words."""

from dataclasses import replace
from datetime import date

import pytest
from tests.law.cases import check

from openloket.law.antwoord import Slotsom
from openloket.law.kanalen import Kanaal
from openloket.law.machtiging import (
    Machtiging,
    Rol,
    Vertegenwoordiger,
    Weigeringsbericht,
    machtiging_dekt,
    mag_machtiging_verlangen,
    mag_vertegenwoordigen,
    mag_vertegenwoordiger_weigeren,
    stukken_aan_gemachtigde,
    weigering_gemeld,
)
from openloket.law.ondersteuning import Ondersteuning, ondersteuning_aantoonbaar
from openloket.law.taal import taal_toegestaan, vertaling_nodig

OP = date(2026, 3, 2)
HULP = Ondersteuning(True, date(2026, 1, 5), frozenset({Kanaal.BALIE, Kanaal.CHAT}), ("jongeren",))


@pytest.mark.parametrize(
    ("geval", "anders", "op", "slotsom", "ontbreekt", "twijfels"),
    [
        ("all there", {}, OP, Slotsom.VOLDOET, [], 0),
        ("not in force", {}, date(2023, 12, 31), Slotsom.GELDT_NOG_NIET, [], 0),
        ("in force", {}, date(2024, 1, 1), Slotsom.VOLDOET, [], 0),
        ("nothing published", {"gepubliceerd": False}, OP, Slotsom.SCHIET_TEKORT, ["openbare uitleg"], 0),
        ("no date", {"nagekeken_op": None}, OP, Slotsom.SCHIET_TEKORT, ["datum"], 0),
        (
            "only by chat",
            {"hulpwegen": frozenset({Kanaal.CHAT})},
            OP,
            Slotsom.SCHIET_TEKORT,
            ["zonder computer"],
            0,
        ),
        ("for nobody named", {"doelgroepen": (" ",)}, OP, Slotsom.SCHIET_TEKORT, ["voor wie"], 0),
        ("checked a year ago", {"nagekeken_op": date(2025, 3, 2)}, OP, Slotsom.VOLDOET, [], 0),
        ("checked longer ago", {"nagekeken_op": date(2025, 3, 1)}, OP, Slotsom.VOLDOET, [], 1),
    ],
)
def test_support_can_be_shown(
    geval: str, anders: dict[str, object], op: date, slotsom: Slotsom, ontbreekt: list[str], twijfels: int
) -> None:
    answer = ondersteuning_aantoonbaar(replace(HULP, **anders), op)
    check(answer, slotsom, "Awb 2:1 lid 1", ontbreekt, twijfels)


HELPER = Vertegenwoordiger(Rol.BIJSTAND)
GEMACHTIGDE = Vertegenwoordiger(Rol.GEMACHTIGDE)
ADVOCAAT = Vertegenwoordiger(Rol.GEMACHTIGDE, advocaat=True, ernstige_bezwaren=True)


@pytest.mark.parametrize(
    ("wie", "geweigerd", "slotsom", "artikel"),
    [
        (HELPER, False, Slotsom.MAG, "Awb 2:1 lid 2"),
        (GEMACHTIGDE, False, Slotsom.MAG, "Awb 2:1 lid 2"),
        (GEMACHTIGDE, True, Slotsom.MAG_NIET, "Awb 2:2 lid 1"),
        (ADVOCAAT, True, Slotsom.MAG, "Awb 2:2 lid 3"),
        (ADVOCAAT, False, Slotsom.MAG, "Awb 2:1 lid 2"),
    ],
)
def test_who_may_act(wie: Vertegenwoordiger, geweigerd: bool, slotsom: Slotsom, artikel: str) -> None:
    check(mag_vertegenwoordigen(wie, geweigerd), slotsom, artikel)


@pytest.mark.parametrize(
    ("wie", "slotsom"),
    [(GEMACHTIGDE, Slotsom.MAG), (ADVOCAAT, Slotsom.MAG), (HELPER, Slotsom.MAG_NIET)],
)
def test_a_written_authorisation_may_be_asked_of_who_acts(wie: Vertegenwoordiger, slotsom: Slotsom) -> None:
    check(mag_machtiging_verlangen(wie), slotsom, "Awb 2:1 lid 3")


@pytest.mark.parametrize(
    ("wie", "slotsom", "artikel", "twijfels"),
    [
        (ADVOCAAT, Slotsom.MAG_NIET, "Awb 2:2 lid 3", 0),
        (replace(HELPER, ernstige_bezwaren=True), Slotsom.MAG, "Awb 2:2 lid 2", 0),
        (replace(HELPER, ernstige_bezwaren=False), Slotsom.MAG_NIET, "Awb 2:2 lid 1", 0),
        (replace(HELPER, ernstige_bezwaren=None), Slotsom.MAG_NIET, "Awb 2:2 lid 1", 1),
    ],
)
def test_who_may_be_refused(wie: Vertegenwoordiger, slotsom: Slotsom, artikel: str, twijfels: int) -> None:
    check(mag_vertegenwoordiger_weigeren(wie), slotsom, artikel, doubts=twijfels)


@pytest.mark.parametrize(
    ("bericht", "slotsom", "ontbreekt", "twijfels"),
    [
        (Weigeringsbericht(OP, OP, OP), Slotsom.VOLDOET, [], 0),
        (Weigeringsbericht(OP, OP), Slotsom.SCHIET_TEKORT, ["geweigerde persoon"], 0),
        (Weigeringsbericht(OP, None, OP), Slotsom.SCHIET_TEKORT, ["aan u"], 0),
        (Weigeringsbericht(OP), Slotsom.SCHIET_TEKORT, ["aan u", "geweigerde persoon"], 0),
        (Weigeringsbericht(OP, OP, date(2026, 3, 3)), Slotsom.VOLDOET, [], 1),
    ],
)
def test_both_are_told_of_a_refusal(
    bericht: Weigeringsbericht, slotsom: Slotsom, ontbreekt: list[str], twijfels: int
) -> None:
    check(weigering_gemeld(bericht), slotsom, "Awb 2:2 lid 2", ontbreekt, twijfels)


MACHTIGING = Machtiging(True, date(2026, 2, 1), date(2026, 3, 2), "parkeren", None)


@pytest.mark.parametrize(
    ("anders", "onderwerp", "ontbreekt"),
    [
        ({}, "parkeren", []),
        ({"onderwerp": ""}, "bijstand", []),
        ({"tot_en_met": None}, "parkeren", []),
        ({}, "bijstand", ["dit onderwerp"]),
        ({"ondertekend": False}, "parkeren", ["handtekening"]),
        ({"van": date(2026, 3, 3)}, "parkeren", ["al is begonnen"]),
        ({"tot_en_met": date(2026, 3, 1)}, "parkeren", ["nog loopt"]),
        ({"ingetrokken_op": OP}, "parkeren", ["niet is ingetrokken"]),
        ({"ingetrokken_op": date(2026, 3, 3)}, "parkeren", []),
    ],
)
def test_what_an_authorisation_covers(
    anders: dict[str, object], onderwerp: str, ontbreekt: list[str]
) -> None:
    machtiging = replace(MACHTIGING, **anders)
    slotsom = Slotsom.SCHIET_TEKORT if ontbreekt else Slotsom.VOLDOET
    check(machtiging_dekt(machtiging, onderwerp, OP), slotsom, "Awb 2:1 lid 3", ontbreekt)


def test_the_papers_go_to_who_acts() -> None:
    check(stukken_aan_gemachtigde(GEMACHTIGDE), Slotsom.MOET, "Awb 6:17")
    check(stukken_aan_gemachtigde(HELPER), Slotsom.HOEFT_NIET, "Awb 6:17")


@pytest.mark.parametrize(
    ("geval", "taal", "feiten", "slotsom", "artikel", "twijfels"),
    [
        ("Dutch", "nl", {}, Slotsom.VOLDOET, "Awb 2:6 lid 1", 0),
        ("another act", "fy", {"wettelijk_voorschrift": "Wgf 5"}, Slotsom.MAG, "Wgf 5", 0),
        ("not better", "en", {}, Slotsom.MAG_NIET, "Awb 2:6 lid 2", 0),
        ("better, nobody judged harm", "en", {"doelmatiger": True}, Slotsom.MAG_NIET, "Awb 2:6 lid 2", 1),
        ("harm", "en", {"doelmatiger": True, "schaadt_derden": True}, Slotsom.MAG_NIET, "Awb 2:6 lid 2", 0),
        ("no harm", "en", {"doelmatiger": True, "schaadt_derden": False}, Slotsom.MAG, "Awb 2:6 lid 2", 0),
    ],
)
def test_language(
    geval: str, taal: str, feiten: dict[str, object], slotsom: Slotsom, artikel: str, twijfels: int
) -> None:
    answer = taal_toegestaan(taal, **feiten)
    check(answer, slotsom, artikel, doubts=twijfels)


@pytest.mark.parametrize(
    ("taal", "nodig", "bezwaar", "slotsom", "artikel"),
    [
        ("nl", True, False, Slotsom.HOEFT_NIET, "Awb 4:5 lid 2"),
        ("en", False, True, Slotsom.HOEFT_NIET, "Awb 6:5 lid 3"),
        ("en", True, False, Slotsom.MOET, "Awb 4:5 lid 2"),
        ("en", True, True, Slotsom.MOET, "Awb 6:5 lid 3"),
    ],
)
def test_translation(taal: str, nodig: bool, bezwaar: bool, slotsom: Slotsom, artikel: str) -> None:
    check(vertaling_nodig(taal, nodig_voor_behandeling=nodig, bezwaar=bezwaar), slotsom, artikel)
