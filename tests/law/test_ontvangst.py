"""Is it official, when was it received, is a receipt due: every branch of Awb 2:13, 2:17 and 2:20."""

import itertools
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from openloket.law.kanalen import Aanwijzing, Berichtsoort, Kanaal, Kanaalkeuze, Officieel, Weg
from openloket.law.ontvangst import (
    Bereikt,
    Bericht,
    Ontvangstmoment,
    Uitzondering,
    is_officieel,
    ontvangstmoment,
    ontvangstplicht,
)
from openloket.law.waarom import Twijfel

FORMULIER = Weg(Kanaal.WEBFORMULIER, "parkeren")
KEUZE = Kanaalkeuze((Aanwijzing(None, FORMULIER, date(2026, 1, 1), None, "besluit 1"),))
AANVRAAG = Bericht(
    soort=Berichtsoort.AANVRAAG,
    officieel=Officieel.JA,
    weg=FORMULIER,
    ontvangen_op=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    elektronisch_adres_bekend=True,
    direct_ingevoerd=True,
)


@pytest.mark.parametrize(
    ("soort", "keuze", "officieel", "twijfel"),
    [
        (Berichtsoort.AANVRAAG, Officieel.NEE, True, False),  # a setting cannot take the status away
        (Berichtsoort.BEZWAAR, Officieel.ONBESLIST, True, False),
        (Berichtsoort.KLACHT, Officieel.NEE, True, False),
        (Berichtsoort.VRAAG, Officieel.NEE, False, False),
        (Berichtsoort.VRAAG, Officieel.JA, True, False),  # a question about a running procedure
        (Berichtsoort.MELDING, Officieel.JA, True, False),
        (Berichtsoort.MELDING, Officieel.ONBESLIST, True, True),
        (Berichtsoort.OVERIG, Officieel.NEE, False, False),
    ],
)
def test_what_is_official(soort: Berichtsoort, keuze: Officieel, officieel: bool, twijfel: bool) -> None:
    antwoord = is_officieel(soort, keuze)
    assert antwoord.officieel is officieel
    assert (antwoord.twijfel is not None) is twijfel


VROEG = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LAAT = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("eigen", "aangewezen", "toegankelijk", "tijdstip", "bereikt"),
    [
        (VROEG, None, None, VROEG, Bereikt.EIGEN_SYSTEEM),
        (LAAT, VROEG, None, VROEG, Bereikt.AANGEWEZEN_SYSTEEM),  # the supplier had it before the import
        (None, None, LAAT, LAAT, Bereikt.TOEGANKELIJK),
        (LAAT, None, VROEG, VROEG, Bereikt.TOEGANKELIJK),
        (VROEG, VROEG, VROEG, VROEG, Bereikt.EIGEN_SYSTEEM),
    ],
)
def test_the_moment_of_receipt_is_the_first_event(
    eigen: datetime | None,
    aangewezen: datetime | None,
    toegankelijk: datetime | None,
    tijdstip: datetime,
    bereikt: Bereikt,
) -> None:
    antwoord = ontvangstmoment(eigen_systeem=eigen, aangewezen_systeem=aangewezen, toegankelijk=toegankelijk)
    assert isinstance(antwoord, Ontvangstmoment)
    assert (antwoord.tijdstip, antwoord.bereikt) == (tijdstip, bereikt)
    assert antwoord.waarom.artikelen == ("Awb 2:20",)


def test_a_moment_of_receipt_is_never_made_up() -> None:
    assert isinstance(ontvangstmoment(), Twijfel)
    with pytest.raises(ValueError, match="tijdzone"):
        ontvangstmoment(eigen_systeem=datetime(2026, 3, 2, 9, 0))  # noqa: DTZ001 (the point of the test)


EXTERN = Weg(Kanaal.E_MAIL, "info@duinstede.example")


@pytest.mark.parametrize(
    ("geval", "anders", "verplicht", "uitzondering", "artikel"),
    [
        ("web form with e-mail address", {}, True, None, "Awb 2:17 lid 1"),
        ("same system", {"zelfde_systeem_zichtbaar": True}, False, "a", "Awb 2:17 lid 1 onder a"),
        ("no address", {"elektronisch_adres_bekend": False}, False, "b", "Awb 2:17 lid 1 onder b"),
        (
            "both exceptions",
            {"zelfde_systeem_zichtbaar": True, "elektronisch_adres_bekend": False},
            False,
            "a",
            "Awb 2:17 lid 1 onder a",
        ),
        ("wrong way", {"weg": EXTERN, "direct_ingevoerd": False}, False, None, "Awb 2:17 lid 1"),
        ("requirements not met", {"voldoet_aan_eisen": False}, False, None, "Awb 2:17 lid 1"),
        ("by post", {"weg": Weg(Kanaal.POST), "direct_ingevoerd": False}, False, None, "Awb 2:17 lid 1"),
        ("supplement", {"soort": Berichtsoort.AANVULLING}, True, None, "Awb 2:17 lid 1"),
        (
            "undecided report",
            {"soort": Berichtsoort.MELDING, "officieel": Officieel.ONBESLIST},
            True,
            None,
            "Awb 2:17 lid 1",
        ),
        (
            "plain question",
            {"soort": Berichtsoort.VRAAG, "officieel": Officieel.NEE},
            False,
            None,
            "Awb 2:14",
        ),
        (
            "objection, wrong way",
            {"soort": Berichtsoort.BEZWAAR, "weg": EXTERN},
            True,
            None,
            "Awb 6:14 lid 1",
        ),
        (
            "objection by post",
            {"soort": Berichtsoort.BEZWAAR, "weg": Weg(Kanaal.POST)},
            True,
            None,
            "Awb 6:14 lid 1",
        ),
        (
            "objection without address",
            {"soort": Berichtsoort.BEZWAAR, "elektronisch_adres_bekend": False},
            True,
            None,
            "Awb 6:14 lid 1",
        ),
        ("appeal", {"soort": Berichtsoort.BEROEP}, True, None, "Awb 6:14 lid 1"),
        (
            "complaint",
            {"soort": Berichtsoort.KLACHT, "zelfde_systeem_zichtbaar": True},
            True,
            None,
            "Awb 9:6",
        ),
    ],
)
def test_when_a_receipt_is_due(
    geval: str, anders: dict[str, object], verplicht: bool, uitzondering: str | None, artikel: str
) -> None:
    plicht = ontvangstplicht(replace(AANVRAAG, **anders), KEUZE)
    assert plicht.verplicht is verplicht, geval
    assert plicht.uitzondering == uitzondering, geval
    assert artikel in plicht.waarom.artikelen, geval


def test_a_written_receipt_goes_by_letter_when_no_address_is_known() -> None:
    zonder = replace(AANVRAAG, soort=Berichtsoort.BEZWAAR, elektronisch_adres_bekend=False)
    assert ontvangstplicht(zonder, KEUZE).per_brief
    assert not ontvangstplicht(replace(zonder, elektronisch_adres_bekend=True), KEUZE).per_brief
    assert not ontvangstplicht(replace(zonder, soort=Berichtsoort.AANVRAAG), KEUZE).per_brief


def test_a_body_that_designated_no_way_gains_nothing_by_it() -> None:
    plicht = ontvangstplicht(AANVRAAG, Kanaalkeuze())
    assert plicht.verplicht
    assert [twijfel.artikel for twijfel in plicht.twijfels] == ["Awb 2:17 lid 1"]


def test_an_undecided_type_carries_its_doubt() -> None:
    melding = replace(AANVRAAG, soort=Berichtsoort.MELDING, officieel=Officieel.ONBESLIST)
    assert [twijfel.artikel for twijfel in ontvangstplicht(melding, KEUZE).twijfels] == ["Awb 2:13 lid 1"]


def test_giving_back_the_entered_data_knows_no_exceptions() -> None:
    for zichtbaar, adres, voldoet in itertools.product((True, False), repeat=3):
        bericht = replace(
            AANVRAAG,
            zelfde_systeem_zichtbaar=zichtbaar,
            elektronisch_adres_bekend=adres,
            voldoet_aan_eisen=voldoet,
        )
        assert ontvangstplicht(bericht, KEUZE).terugtonen_verplicht
    assert not ontvangstplicht(replace(AANVRAAG, direct_ingevoerd=False), KEUZE).terugtonen_verplicht
    vraag = replace(AANVRAAG, soort=Berichtsoort.VRAAG, officieel=Officieel.NEE)
    assert not ontvangstplicht(vraag, KEUZE).terugtonen_verplicht


def test_over_all_facts_an_exception_is_named_only_when_nothing_is_due() -> None:
    vlaggen = itertools.product((True, False), repeat=4)
    for soort, officieel, (zichtbaar, adres, direct, voldoet) in itertools.product(
        Berichtsoort, Officieel, vlaggen
    ):
        bericht = replace(
            AANVRAAG,
            soort=soort,
            officieel=officieel,
            zelfde_systeem_zichtbaar=zichtbaar,
            elektronisch_adres_bekend=adres,
            direct_ingevoerd=direct,
            voldoet_aan_eisen=voldoet,
        )
        plicht = ontvangstplicht(bericht, KEUZE)
        assert not (plicht.verplicht and plicht.uitzondering)
        assert plicht.verplicht or not plicht.schriftelijk
        assert plicht.schriftelijk or not plicht.per_brief


def test_the_duty_survives_json() -> None:
    plicht = ontvangstplicht(replace(AANVRAAG, elektronisch_adres_bekend=False), KEUZE)
    gelezen = json.loads(json.dumps(plicht.naar_dict()))
    assert gelezen["uitzondering"] == Uitzondering.GEEN_ADRES.value == "b"
    assert gelezen["verplicht"] is False
    assert gelezen["terugtonen_verplicht"] is True
