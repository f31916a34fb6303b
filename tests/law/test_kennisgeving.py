"""Notices: when one is due, and what it must say from 2027 on."""

from dataclasses import replace
from datetime import date

import pytest
from tests.law.cases import check

from openloket.law.antwoord import Slotsom
from openloket.law.kennisgeving import Kennisgeving, kennisgeving_inhoud, kennisgeving_verplicht

IN_2025, IN_2026, IN_2027 = date(2025, 12, 31), date(2026, 12, 31), date(2027, 1, 1)
VOLLEDIG = Kennisgeving(
    "Gemeente Duinstede", "besluit", "U krijgt de vergunning.", True, reageren_voor=date(2027, 2, 12)
)


@pytest.mark.parametrize(
    ("geval", "op", "feiten", "slotsom", "artikel"),
    [
        ("before 2026", IN_2025, {}, Slotsom.GELDT_NOG_NIET, "Awb 2:10 lid 1"),
        ("placed in the portal", IN_2026, {}, Slotsom.MOET, "Awb 2:10 lid 1"),
        ("sent by mail", IN_2026, {"systeem_met_toegang": False}, Slotsom.HOEFT_NIET, "Awb 2:10 lid 1"),
        ("no notices wanted", IN_2026, {"afgezien": True}, Slotsom.HOEFT_NIET, "Awb 2:10 lid 1"),
        ("also in MijnOverheid", IN_2026, {"via_mijnoverheid": True}, Slotsom.MOET, "Awb 2:10 lid 3"),
    ],
)
def test_when_a_notice_is_due(
    geval: str, op: date, feiten: dict[str, bool], slotsom: Slotsom, artikel: str
) -> None:
    check(kennisgeving_verplicht(op, **{"systeem_met_toegang": True, **feiten}), slotsom, artikel)


@pytest.mark.parametrize(
    ("geval", "anders", "ontbreekt"),
    [
        ("all there", {}, []),
        ("no sender", {"afzender": " "}, ["wie"]),
        ("no kind, no consequence", {"aard": "", "rechtsgevolg": ""}, ["wat voor bericht", "betekent"]),
        ("silent about a reaction", {"reactie_verwacht": None}, ["of u moet reageren"]),
        ("no reaction expected", {"reactie_verwacht": False, "reageren_voor": None}, []),
        ("reaction without a day", {"reageren_voor": None}, ["voor welke dag"]),
        ("opens the message", {"aard": "", "rechtsgevolg": "", "opent_bericht": True}, []),
        ("opens it, unknown sender", {"afzender": "", "opent_bericht": True}, ["wie"]),
    ],
)
def test_what_a_notice_says(geval: str, anders: dict[str, object], ontbreekt: list[str]) -> None:
    notice = replace(VOLLEDIG, **anders)
    slotsom = Slotsom.SCHIET_TEKORT if ontbreekt else Slotsom.VOLDOET
    check(kennisgeving_inhoud(notice, IN_2027), slotsom, "Awb 2:10 lid 2", ontbreekt, doubts=1)
    check(kennisgeving_inhoud(notice, IN_2026), Slotsom.GELDT_NOG_NIET, "Awb 2:10 lid 2", ontbreekt, 1)
