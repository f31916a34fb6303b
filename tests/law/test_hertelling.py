"""Counting a term again when the list of free days changed, and which ground belongs to which term."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.law.gebeurtenissen import Opschortingsgrond, Verlengingsgrond
from openloket.law.hertelling import hertel
from openloket.law.kalender import GELIJKGESTELDE_DAGEN, Duur, Eenheid, Kalender
from openloket.law.termijnen import (
    Streeftermijn,
    Termijn,
    Termijnregel,
    beslistermijn,
    beslistermijn_bezwaar,
    bezwaartermijn,
    klachttermijn,
)
from openloket.law.termijnkeuzes import KEUZES, keuzes

KALENDER = Kalender(GELIJKGESTELDE_DAGEN)
ONTVANGEN = date(2026, 3, 4)
VRIJ = date(2026, 4, 29)
"""The Wednesday on which eight weeks after ONTVANGEN end."""


def met(dag: date) -> Kalender:
    return Kalender(GELIJKGESTELDE_DAGEN | {dag})


def test_een_dag_erbij_schuift_de_laatste_dag_op() -> None:
    termijn = beslistermijn(ONTVANGEN, None, KALENDER)
    opnieuw = hertel(termijn, met(VRIJ), niet_eerder=False)
    assert (termijn.laatste_dag, opnieuw.laatste_dag) == (VRIJ, VRIJ + timedelta(days=1))
    assert opnieuw.ruwe_einddatum == VRIJ
    assert opnieuw.waarom.stappen[-1].artikel == "Algemene termijnenwet 3 lid 3"
    assert "gelijkgesteld met een feestdag" in opnieuw.waarom.stappen[-1].tekst


@pytest.mark.parametrize(("niet_eerder", "verwacht"), [(False, VRIJ), (True, VRIJ + timedelta(days=1))])
def test_een_dag_eraf_gaat_terug_maar_niet_voor_wie_het_gezegd_is(niet_eerder: bool, verwacht: date) -> None:
    termijn = beslistermijn(ONTVANGEN, None, met(VRIJ))
    opnieuw = hertel(termijn, KALENDER, niet_eerder=niet_eerder)
    assert opnieuw.laatste_dag == verwacht
    assert ("niet meer gelijkgesteld" in opnieuw.waarom.stappen[-1].tekst) is not niet_eerder


def test_wat_niet_schuift_blijft_staan() -> None:
    streef = beslistermijn(ONTVANGEN, Streeftermijn(Duur(8, Eenheid.WEKEN), "Meestal."), KALENDER)
    buiten = beslistermijn(ONTVANGEN, Termijnregel("APV 1", Duur(8, Eenheid.WEKEN), "8.", False), KALENDER)
    for termijn in (streef, buiten):
        assert hertel(termijn, met(VRIJ), niet_eerder=False) is termijn


@given(st.dates(date(2026, 1, 1), date(2028, 6, 1)), st.integers(-3, 10))
def test_eerst_tellen_en_dan_weten_is_hetzelfde_als_andersom(ontvangen: date, later: int) -> None:
    termijn = beslistermijn(ontvangen, None, KALENDER)
    kalender = met(termijn.laatste_dag + timedelta(days=later))
    assert hertel(termijn, kalender, niet_eerder=False).laatste_dag == (
        beslistermijn(ontvangen, None, kalender).laatste_dag
    )
    assert hertel(termijn, KALENDER, niet_eerder=False) is termijn


GEEN_EIGEN = beslistermijn(ONTVANGEN, None, KALENDER)
EIGEN = beslistermijn(ONTVANGEN, Termijnregel("Wet 1", Duur(6, Eenheid.WEKEN), "6 weken."), KALENDER)
BEZWAAR = beslistermijn_bezwaar(date(2026, 3, 2), ONTVANGEN, False, KALENDER)
_AANVRAAG = ["4:15-1b", "4:15-2a", "4:15-2b", "4:15-2c"]


@pytest.mark.parametrize(
    ("termijn", "gronden"),
    [
        (GEEN_EIGEN, [*_AANVRAAG, "4:14-3"]),
        (EIGEN, [*_AANVRAAG, "4:14-1"]),
        (BEZWAAR, ["4:15-1b", "4:15-2b", "4:15-2c", "4:14-1", "7:10-3", "7:10-4"]),
        (klachttermijn(ONTVANGEN, False, KALENDER), ["9:11-2", "9:11-3"]),
        (beslistermijn(ONTVANGEN, Streeftermijn(Duur(2, Eenheid.WEKEN), "Meestal."), KALENDER), []),
        (bezwaartermijn(ONTVANGEN, KALENDER), []),
    ],
    ids=["geen eigen termijn", "eigen termijn", "bezwaar", "klacht", "streeftermijn", "bezwaartermijn"],
)
def test_welke_gronden_bij_welke_termijn_horen(termijn: Termijn, gronden: list[str]) -> None:
    assert [keuze.grond.value for keuze in keuzes(termijn)] == gronden


def test_elke_grond_heeft_een_vraag_behalve_een_verzoek_om_aan_te_vullen_en_een_storing() -> None:
    alle = {grond.value for grond in (*Opschortingsgrond, *Verlengingsgrond)}
    assert alle - KEUZES.keys() == {"4:15-1a", "7:10-2", "2:21-1"}
    assert all(keuze.vraag.endswith("?") or "?" in keuze.vraag for keuze in KEUZES.values())
    assert KEUZES["7:10-3"].hoogstens == "6 weken"
    assert KEUZES["9:11-2"].hoogstens == "4 weken"
    assert KEUZES["4:15-2c"].hoogstens == ""
