"""What applications, objections and complaints hold, and how they are handled to their end."""

from dataclasses import replace
from datetime import date

import pytest
from tests.law.cases import check

from openloket.law.antwoord import Slotsom
from openloket.law.bezwaar import (
    Geschrift,
    aanvraag_volledig,
    bezwaarschrift_volledig,
    commissie_gemeld,
    horen_volledig,
    ontvangst_bezwaar_gemeld,
)
from openloket.law.klacht import (
    Klachtafdoening,
    Klachtbehandeling,
    afdoening_volledig,
    behandeling_volledig,
    klaagschrift_volledig,
    klachtenregister_volledig,
    niet_behandelen_gemeld,
    ontvangst_klacht_gemeld,
)

OP = date(2026, 3, 2)
ALLES = Geschrift(True, True, True, True, True)
GOED, NIET = Slotsom.VOLDOET, Slotsom.SCHIET_TEKORT
DELEN = [
    ({}, []),
    ({"ondertekend": False}, ["handtekening"]),
    ({"naam_en_adres": False, "dagtekening": False}, ["naam", "datum"]),
]


@pytest.mark.parametrize(("anders", "ontbreekt"), [*DELEN, ({"waarover": False}, ["welk besluit"])])
def test_applications(anders: dict[str, bool], ontbreekt: list[str]) -> None:
    answer = aanvraag_volledig(replace(ALLES, gronden=False, **anders), {"het kenteken": True})
    check(answer, NIET if ontbreekt else GOED, "Awb 4:2", ontbreekt)


def test_an_application_needs_what_the_decision_needs() -> None:
    answer = aanvraag_volledig(ALLES, {"het kenteken": False, "een foto": True})
    check(answer, NIET, "Awb 4:2", ["kenteken"])


@pytest.mark.parametrize(
    ("anders", "ontbreekt"),
    [*DELEN, ({"waarover": False}, ["tegen welk besluit"]), ({"gronden": False}, ["waarom"])],
)
def test_objections(anders: dict[str, bool], ontbreekt: list[str]) -> None:
    answer = bezwaarschrift_volledig(replace(ALLES, **anders))
    check(answer, NIET if ontbreekt else GOED, "Awb 6:5 lid 1", ontbreekt)


@pytest.mark.parametrize(("anders", "ontbreekt"), [*DELEN, ({"waarover": False}, ["gebeurd"])])
def test_complaints(anders: dict[str, bool], ontbreekt: list[str]) -> None:
    answer = klaagschrift_volledig(replace(ALLES, gronden=False, **anders), True)
    check(answer, NIET if ontbreekt else GOED, "Awb 9:4 lid 2", ontbreekt)


def test_a_complaint_about_what_happened_to_somebody_else() -> None:
    check(klaagschrift_volledig(ALLES, False), NIET, "Awb 9:4 lid 2", ["uzelf"])


@pytest.mark.parametrize(
    ("bevestigd", "beroep", "ingelicht", "artikel", "ontbreekt"),
    [
        (True, False, False, "Awb 6:14 lid 1", []),
        (False, False, False, "Awb 6:14 lid 1", ["bevestiging"]),
        (True, True, False, "Awb 6:14 lid 2", ["besluit nam"]),
        (True, True, True, "Awb 6:14 lid 2", []),
    ],
)
def test_receipt_of_an_objection(
    bevestigd: bool, beroep: bool, ingelicht: bool, artikel: str, ontbreekt: list[str]
) -> None:
    answer = ontvangst_bezwaar_gemeld(
        schriftelijk_bevestigd=bevestigd, beroepsorgaan=beroep, besluitorgaan_ingelicht=ingelicht
    )
    check(answer, NIET if ontbreekt else GOED, artikel, ontbreekt)


@pytest.mark.parametrize(
    ("commissie", "op", "slotsom"),
    [(False, None, Slotsom.HOEFT_NIET), (True, None, Slotsom.MOET), (True, OP, GOED)],
)
def test_a_commission_is_told(commissie: bool, op: date | None, slotsom: Slotsom) -> None:
    check(commissie_gemeld(commissie, op), slotsom, "Awb 7:13 lid 2")


def test_the_invitation_to_be_heard() -> None:
    all_told = horen_volledig(
        indiener_uitgenodigd=True, anderen_uitgenodigd=True, tien_dagen_genoemd=True, inzage_genoemd=True
    )
    check(all_told, GOED, "Awb 7:2 en 7:4")
    nothing = horen_volledig(
        indiener_uitgenodigd=False, anderen_uitgenodigd=False, tien_dagen_genoemd=False, inzage_genoemd=False
    )
    check(nothing, NIET, "Awb 7:2 en 7:4", ["voor u", "eerder een mening", "tien dagen", "waar en wanneer"])


@pytest.mark.parametrize(
    ("bevestigd", "advies", "genoemd", "artikel", "ontbreekt"),
    [
        (True, False, False, "Awb 9:6", []),
        (False, False, False, "Awb 9:6", ["bevestiging"]),
        (True, True, False, "Awb 9:15 lid 1", ["adviseert"]),
        (True, True, True, "Awb 9:15 lid 1", []),
    ],
)
def test_receipt_of_a_complaint(
    bevestigd: bool, advies: bool, genoemd: bool, artikel: str, ontbreekt: list[str]
) -> None:
    answer = ontvangst_klacht_gemeld(schriftelijk_bevestigd=bevestigd, advies=advies, advies_genoemd=genoemd)
    check(answer, NIET if ontbreekt else GOED, artikel, ontbreekt)


def test_not_handling_is_told_with_the_way_on() -> None:
    told = niet_behandelen_gemeld(
        grond="eerder behandeld",
        schriftelijk=True,
        ombudsman="Nationale ombudsman",
        termijn_ombudsman="een jaar",
    )
    check(told, GOED, "Awb 9:8 lid 3", doubts=1)
    nothing = niet_behandelen_gemeld(grond=" ", schriftelijk=False, ombudsman="", termijn_ombudsman="")
    check(nothing, NIET, "Awb 9:8 lid 3", ["reden", "brief", "ombudsman", "termijn"], doubts=1)


GEDAAN = Klachtbehandeling(True, True, True, True)


@pytest.mark.parametrize(
    ("gedaan", "slotsom", "artikel", "ontbreekt"),
    [
        (GEDAAN, GOED, "Awb 9:9 en 9:10", []),
        (Klachtbehandeling(), NIET, "Awb 9:9 en 9:10", ["kopie", "uw verhaal", "andere persoon", "verslag"]),
        (replace(GEDAAN, verslag_van_horen=False), NIET, "Awb 9:9 en 9:10", ["verslag"]),
        (Klachtbehandeling(tevreden=True), Slotsom.HOEFT_NIET, "Awb 9:5", []),
    ],
)
def test_the_steps_of_a_complaint(
    gedaan: Klachtbehandeling, slotsom: Slotsom, artikel: str, ontbreekt: list[str]
) -> None:
    check(behandeling_volledig(gedaan), slotsom, artikel, ontbreekt)


AFDOENING = Klachtafdoening("Wij belden te laat.", "De klacht klopt.", "Nationale ombudsman", "een jaar")


@pytest.mark.parametrize(
    ("anders", "ontbreekt"),
    [
        ({}, []),
        ({"schriftelijk": False}, ["brief"]),
        ({"bevindingen": "", "oordeel": " "}, ["gevonden", "ervan vinden"]),
        ({"ombudsman": "", "termijn_ombudsman": ""}, ["ombudsman", "termijn"]),
    ],
)
def test_the_outcome_of_a_complaint(anders: dict[str, object], ontbreekt: list[str]) -> None:
    answer = afdoening_volledig(replace(AFDOENING, **anders))
    check(answer, NIET if ontbreekt else GOED, "Awb 9:12", ontbreekt)


@pytest.mark.parametrize(
    ("geval", "geregistreerd", "gepubliceerd", "op", "ontbreekt", "twijfels"),
    [
        ("published", ["K1", "K2"], date(2027, 2, 1), date(2027, 3, 1), [], 0),
        ("during the year", ["K1", "K2"], None, date(2026, 12, 31), [], 0),
        ("the year after", ["K1", "K2"], None, date(2027, 12, 31), [], 1),
        ("two years after", ["K1", "K2"], None, date(2028, 1, 1), ["publicatie"], 0),
        ("published tomorrow", ["K1", "K2"], date(2028, 1, 2), date(2028, 1, 1), ["publicatie"], 0),
        ("one not registered", ["K1"], date(2027, 2, 1), date(2027, 3, 1), ["K2"], 0),
    ],
)
def test_the_register(
    geval: str,
    geregistreerd: list[str],
    gepubliceerd: date | None,
    op: date,
    ontbreekt: list[str],
    twijfels: int,
) -> None:
    answer = klachtenregister_volledig(2026, ["K1", "K2"], geregistreerd, gepubliceerd, op)
    check(answer, NIET if ontbreekt else GOED, "Awb 9:12a", ontbreekt, twijfels)
