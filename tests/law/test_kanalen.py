"""Designation of channels: which way is the right one on a day, and nobody is forced to go digital."""

from datetime import date

import pytest

from openloket.law.kanalen import (
    Aanwijzing,
    Berichtsoort,
    Kanaal,
    Kanaalkeuze,
    Weg,
    niet_digitaal_verplicht,
)

BEGIN = date(2026, 1, 1)
OP = date(2026, 6, 1)
PARKEREN = Weg(Kanaal.WEBFORMULIER, "parkeren")
CONTACT = Weg(Kanaal.WEBFORMULIER, "contact")
KLACHTENPOST = Weg(Kanaal.E_MAIL, "klachten@duinstede.example")

KEUZE = Kanaalkeuze(
    aanwijzingen=(
        Aanwijzing(Berichtsoort.AANVRAAG, PARKEREN, BEGIN, None, "besluit 1", onderwerp="parkeren"),
        Aanwijzing(Berichtsoort.KLACHT, KLACHTENPOST, BEGIN, date(2026, 7, 1), "besluit 1"),
        Aanwijzing(None, CONTACT, BEGIN, None, "besluit 1"),
    ),
    opengesteld=frozenset({Weg(Kanaal.CHAT)}),
)


@pytest.mark.parametrize(
    ("soort", "onderwerp", "op", "wegen"),
    [
        (Berichtsoort.AANVRAAG, "parkeren", OP, [PARKEREN]),  # the product's own form, not the general one
        (Berichtsoort.AANVRAAG, "terras", OP, [CONTACT]),
        (Berichtsoort.AANVULLING, "parkeren", OP, [CONTACT]),
        (Berichtsoort.KLACHT, "", OP, [KLACHTENPOST]),
        (Berichtsoort.KLACHT, "", date(2026, 6, 30), [KLACHTENPOST]),
        (Berichtsoort.KLACHT, "", date(2026, 7, 1), [CONTACT]),  # "tot": no longer in force on that day
        (Berichtsoort.KLACHT, "", date(2025, 12, 31), []),  # before the decision entered into force
    ],
)
def test_the_designated_way(soort: Berichtsoort, onderwerp: str, op: date, wegen: list[Weg]) -> None:
    assert [a.weg for a in KEUZE.voor(soort, onderwerp, op)] == wegen


def test_a_way_for_a_product_goes_before_a_way_for_a_type() -> None:
    voor_product = Aanwijzing(None, PARKEREN, BEGIN, None, "besluit 3", onderwerp="parkeren")
    voor_soort = Aanwijzing(Berichtsoort.KLACHT, KLACHTENPOST, BEGIN, None, "besluit 3")
    keuze = Kanaalkeuze((voor_soort, voor_product))
    assert keuze.voor(Berichtsoort.KLACHT, "parkeren", OP) == (voor_product,)
    assert keuze.voor(Berichtsoort.KLACHT, "terras", OP) == (voor_soort,)


def test_two_equally_precise_ways_are_both_right() -> None:
    portaal = Weg(Kanaal.PORTAAL)
    keuze = Kanaalkeuze(
        tuple(Aanwijzing(Berichtsoort.AANVRAAG, weg, BEGIN, None, "besluit 2") for weg in (PARKEREN, portaal))
    )
    assert [a.weg for a in keuze.voor(Berichtsoort.AANVRAAG, "x", OP)] == [PARKEREN, portaal]


@pytest.mark.parametrize(
    ("weg", "aangewezen"),
    [
        (PARKEREN, True),
        (CONTACT, True),
        (Weg(Kanaal.WEBFORMULIER, "ander"), False),
        (Weg(Kanaal.CHAT), False),
    ],
)
def test_whether_a_way_is_designated_for_anything(weg: Weg, aangewezen: bool) -> None:
    assert KEUZE.voor_enig_bericht(weg, OP) is aangewezen


def test_a_designation_without_address_covers_every_address_of_the_channel() -> None:
    assert Weg(Kanaal.E_MAIL).omvat(KLACHTENPOST)
    assert not KLACHTENPOST.omvat(Weg(Kanaal.E_MAIL))
    assert not Weg(Kanaal.E_MAIL).omvat(Weg(Kanaal.CHAT))


def test_open_ways_for_other_messages() -> None:
    assert KEUZE.is_opengesteld(Weg(Kanaal.CHAT, "venster"))
    assert not KEUZE.is_opengesteld(KLACHTENPOST)


def test_types_that_still_lack_a_way() -> None:
    zonder_rest = Kanaalkeuze(KEUZE.aanwijzingen[:2])
    soorten = (Berichtsoort.AANVRAAG, Berichtsoort.KLACHT, Berichtsoort.BEZWAAR)
    assert zonder_rest.zonder_aanwijzing(soorten, "terras", OP) == (
        Berichtsoort.AANVRAAG,
        Berichtsoort.BEZWAAR,
    )
    assert KEUZE.zonder_aanwijzing(soorten, "terras", OP) == ()


@pytest.mark.parametrize(
    ("kanalen", "wet", "toegestaan"),
    [
        ([Kanaal.WEBFORMULIER, Kanaal.BALIE], "", True),
        ([Kanaal.POST], "", True),
        ([Kanaal.WEBFORMULIER, Kanaal.E_MAIL], "", False),
        ([], "", False),
        ([Kanaal.PORTAAL], "AWR 3a", True),
    ],
)
def test_nobody_is_forced_to_go_digital(kanalen: list[Kanaal], wet: str, toegestaan: bool) -> None:
    antwoord = niet_digitaal_verplicht(kanalen, wet)
    assert antwoord.toegestaan is toegestaan
    assert antwoord.waarom.artikelen == ((wet,) if wet else ("Awb 2:7 lid 2",))


def test_every_channel_has_words() -> None:
    assert all(kanaal.omschrijving for kanaal in Kanaal)
    assert {kanaal for kanaal in Kanaal if not kanaal.elektronisch} == {
        Kanaal.TELEFOON,
        Kanaal.BALIE,
        Kanaal.POST,
    }
