"""Proof: who bears the burden, who gets a copy, what the copy holds, and what counts as a signature."""

from datetime import date

import pytest
from tests.law.cases import check, plain

from openloket.law.antwoord import Slotsom
from openloket.law.bewijs import (
    AAN_BESTUURSORGAAN,
    AAN_GEADRESSEERDE,
    Bewijsonderwerp,
    Gegeven,
    Partij,
    afschrift_volledig,
    bewijslast,
)
from openloket.law.ondertekening import Methode, ondertekening_voldoet

OP = date(2026, 3, 2)
TOEN = date(2025, 12, 31)


@pytest.mark.parametrize("onderwerp", Bewijsonderwerp)
@pytest.mark.parametrize(
    ("systeem", "op", "artikelen", "twijfel"),
    [(True, OP, ("Awb 2:25",), False), (False, OP, (), True), (True, TOEN, (), True)],
)
def test_the_burden(
    onderwerp: Bewijsonderwerp, systeem: bool, op: date, artikelen: tuple[str, ...], twijfel: bool
) -> None:
    burden = bewijslast(onderwerp, systeem, op)
    assert burden.partij is Partij.BESTUURSORGAAN
    assert burden.waarom.artikelen == artikelen
    assert (burden.twijfel is not None) is twijfel
    plain(burden.waarom)


@pytest.mark.parametrize(
    ("geval", "gegevens", "wie", "inkomend", "op", "slotsom", "ontbreekt"),
    [
        ("incoming", AAN_BESTUURSORGAAN, Partij.AFZENDER, True, OP, Slotsom.VOLDOET, []),
        ("outgoing", AAN_GEADRESSEERDE, Partij.GEADRESSEERDE, False, OP, Slotsom.VOLDOET, []),
        (
            "incoming without receipt",
            [Gegeven.ONTVANGEN_OP],
            Partij.AFZENDER,
            True,
            OP,
            Slotsom.SCHIET_TEKORT,
            ["ontvangstbevestiging"],
        ),
        (
            "outgoing, only sent",
            [Gegeven.VERZONDEN_OP],
            Partij.GEADRESSEERDE,
            False,
            OP,
            Slotsom.SCHIET_TEKORT,
            ["melding dat er", "geopend", "mislukte"],
        ),
        ("a stranger asks", AAN_BESTUURSORGAAN, Partij.ANDER, True, OP, Slotsom.MAG_NIET, []),
        ("before 2026", [], Partij.AFZENDER, True, TOEN, Slotsom.GELDT_NOG_NIET, []),
    ],
)
def test_the_copy(
    geval: str,
    gegevens: list[Gegeven],
    wie: Partij,
    inkomend: bool,
    op: date,
    slotsom: Slotsom,
    ontbreekt: list[str],
) -> None:
    check(afschrift_volledig(gegevens, wie, inkomend, op), slotsom, "Awb 2:25", ontbreekt)


@pytest.mark.parametrize(
    ("geval", "gebruikt", "nodig", "voorschrift", "slotsom", "artikel", "twijfels"),
    [
        ("strong enough", Methode.INLOG_HOOG, Methode.INLOG_LAAG, "", Slotsom.VOLDOET, "Awb 2:18 lid 1", 0),
        ("just enough", Methode.INLOG_LAAG, Methode.INLOG_LAAG, "", Slotsom.VOLDOET, "Awb 2:18 lid 1", 0),
        (
            "too weak",
            Methode.E_MAILCONTROLE,
            Methode.INLOG_LAAG,
            "",
            Slotsom.SCHIET_TEKORT,
            "Awb 2:18 lid 1",
            0,
        ),
        ("none at all", Methode.GEEN, None, "", Slotsom.SCHIET_TEKORT, "Awb 2:18 lid 1", 0),
        ("nobody decided", Methode.E_MAILCONTROLE, None, "", Slotsom.VOLDOET, "Awb 2:18 lid 1", 1),
        ("prescribed", Methode.GEKWALIFICEERDE_HANDTEKENING, None, "Wet X 3", Slotsom.VOLDOET, "Wet X 3", 0),
        (
            "less than prescribed",
            Methode.INLOG_HOOG,
            Methode.GEEN,
            "Wet X 3",
            Slotsom.SCHIET_TEKORT,
            "Wet X 3",
            0,
        ),
    ],
)
def test_signatures(
    geval: str,
    gebruikt: Methode,
    nodig: Methode | None,
    voorschrift: str,
    slotsom: Slotsom,
    artikel: str,
    twijfels: int,
) -> None:
    prescribed = Methode.GEKWALIFICEERDE_HANDTEKENING if voorschrift else None
    answer = ondertekening_voldoet(gebruikt, nodig, voorgeschreven=prescribed, voorschrift=voorschrift)
    check(answer, slotsom, artikel, doubts=twijfels)


def test_a_type_without_an_article_is_not_prescribed() -> None:
    answer = ondertekening_voldoet(
        Methode.INLOG_LAAG, Methode.INLOG_LAAG, voorgeschreven=Methode.GEKWALIFICEERDE_HANDTEKENING
    )
    check(answer, Slotsom.VOLDOET, "Awb 2:18 lid 1")
