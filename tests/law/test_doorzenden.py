"""Messages for somebody else: when they go back, and whether forwarding was done as the act asks."""

from dataclasses import replace
from datetime import date

import pytest
from tests.law.cases import check

from openloket.law.antwoord import Slotsom
from openloket.law.doorzenden import Doorzending, doorzending_volledig, terugzendplicht
from openloket.law.kanalen import Berichtsoort

OP = date(2026, 3, 2)
MORGEN = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("geval", "op", "elektronisch", "blijkt", "slotsom", "artikel", "twijfels"),
    [
        ("letter, sender known", OP, False, True, Slotsom.MOET, "Awb 2:3 lid 2", 0),
        ("letter, sender unknown", OP, False, False, Slotsom.MOET, "Awb 2:3 lid 2", 1),
        ("mail, sender known", OP, True, True, Slotsom.MOET, "Awb 2:3 lid 2", 0),
        ("mail, sender unknown", OP, True, False, Slotsom.HOEFT_NIET, "Awb 2:3 lid 3", 0),
        ("the same before 2026", date(2025, 12, 31), True, False, Slotsom.MOET, "Awb 2:3 lid 2", 1),
    ],
)
def test_what_goes_back(
    geval: str, op: date, elektronisch: bool, blijkt: bool, slotsom: Slotsom, artikel: str, twijfels: int
) -> None:
    answer = terugzendplicht(op, elektronisch=elektronisch, afzender_blijkt=blijkt)
    check(answer, slotsom, artikel, doubts=twijfels)


AANVRAAG = Doorzending(Berichtsoort.AANVRAAG, OP, OP, OP)
BEZWAAR = Doorzending(Berichtsoort.BEZWAAR, OP, OP, OP, ontvangstdatum_vermeld=True)


@pytest.mark.parametrize(
    ("geval", "feiten", "artikel", "ontbreekt", "twijfels"),
    [
        ("done at once", AANVRAAG, "Awb 2:3 lid 1", [], 0),
        (
            "nothing done",
            replace(AANVRAAG, doorgezonden_op=None, afzender_ingelicht_op=None),
            "Awb 2:3 lid 1",
            ["doorsturen", "tegelijk"],
            0,
        ),
        (
            "sender not told",
            replace(AANVRAAG, afzender_ingelicht_op=None),
            "Awb 2:3 lid 1",
            ["tegelijk"],
            0,
        ),
        (
            "sender told later",
            replace(AANVRAAG, afzender_ingelicht_op=MORGEN),
            "Awb 2:3 lid 1",
            ["tegelijk"],
            0,
        ),
        (
            "both the next day",
            replace(AANVRAAG, doorgezonden_op=MORGEN, afzender_ingelicht_op=MORGEN),
            "Awb 2:3 lid 1",
            [],
            1,
        ),
        ("objection", BEZWAAR, "Awb 6:15 lid 1", [], 0),
        (
            "objection without date of receipt",
            replace(BEZWAAR, ontvangstdatum_vermeld=False),
            "Awb 6:15 lid 1",
            ["datum van ontvangst"],
            0,
        ),
    ],
)
def test_forwarding(
    geval: str, feiten: Doorzending, artikel: str, ontbreekt: list[str], twijfels: int
) -> None:
    slotsom = Slotsom.SCHIET_TEKORT if ontbreekt else Slotsom.VOLDOET
    check(doorzending_volledig(feiten), slotsom, artikel, ontbreekt, twijfels)
