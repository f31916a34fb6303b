"""Which ways the law allows, over every kind of message and every combination of facts."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from openloket.law.antwoord import Slotsom
from openloket.law.handelwijze import Afweging, Handelwijze, weeg
from openloket.law.kanalen import (
    BEZWAAR_OF_BEROEP,
    Aanwijzing,
    Berichtsoort,
    Kanaal,
    Kanaalkeuze,
    Officieel,
    Weg,
)
from openloket.law.ontvangst import Bericht, Bevoegdheid
from openloket.law.weigering import Weigeringsgrond

OP = date(2026, 3, 3)
FORMULIER = Weg(Kanaal.WEBFORMULIER)
MAIL = Weg(Kanaal.E_MAIL, "info@duinstede.example")
# Every type of message by the form; complaints by mail too, so that mail is a way for some official message.
KEUZE = Kanaalkeuze(
    (
        *(Aanwijzing(soort, FORMULIER, date(2026, 1, 1), None, "besluit") for soort in Berichtsoort),
        Aanwijzing(Berichtsoort.KLACHT, MAIL, date(2026, 1, 1), None, "besluit"),
    )
)
BERICHT = Bericht(
    soort=Berichtsoort.AANVRAAG,
    officieel=Officieel.JA,
    weg=MAIL,
    ontvangen_op=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
)
H = Handelwijze


def allowed(found: Afweging) -> set[Handelwijze]:
    return {wijze for wijze in Handelwijze if found.mag(wijze)}


@pytest.mark.parametrize(
    ("anders", "grond", "wijzen"),
    [
        ({}, None, {H.BEHANDELEN, H.WIJZEN, H.DOORLEIDEN}),
        ({"zonder_bewerking": True}, None, {H.BEHANDELEN, H.DOORLEIDEN}),
        ({"weg": FORMULIER}, None, {H.BEHANDELEN, H.DOORLEIDEN}),
        ({"weg": Weg(Kanaal.POST)}, None, {H.BEHANDELEN, H.DOORLEIDEN}),
        ({"weg": Weg(Kanaal.CHAT)}, None, {H.BEHANDELEN, H.WIJZEN, H.DOORLEIDEN}),
        ({}, Weigeringsgrond.ONBETROUWBAAR, {H.BEHANDELEN, H.WIJZEN, H.DOORLEIDEN, H.WEIGEREN}),
        ({"soort": Berichtsoort.BEZWAAR}, None, {H.BEHANDELEN, H.DOORLEIDEN}),
        (
            {"soort": Berichtsoort.BEZWAAR},
            Weigeringsgrond.ONEVENREDIGE_BELASTING,
            {H.BEHANDELEN, H.DOORLEIDEN, H.WEIGEREN},
        ),
        ({"bevoegdheid": Bevoegdheid.ANDER_ORGAAN_BEKEND}, None, {H.DOORZENDEN}),
        ({"bevoegdheid": Bevoegdheid.ANDER_ORGAAN_ONBEKEND}, None, {H.DOORZENDEN, H.TERUGZENDEN}),
        (
            {"bevoegdheid": Bevoegdheid.ANDER_ORGAAN_ONBEKEND, "soort": Berichtsoort.BEZWAAR},
            Weigeringsgrond.ONBETROUWBAAR,
            {H.DOORZENDEN},
        ),
        (
            {"bevoegdheid": Bevoegdheid.ANDER_ORGAAN_ONBEKEND, "weg": Weg(Kanaal.POST)},
            Weigeringsgrond.ONBETROUWBAAR,
            {H.DOORZENDEN},
        ),
    ],
)
def test_the_ways(anders: dict[str, object], grond: Weigeringsgrond | None, wijzen: set[Handelwijze]) -> None:
    found = weeg(replace(BERICHT, **anders), KEUZE, OP, weigergrond=grond)
    assert allowed(found) == wijzen


ALL = list(
    itertools.product(
        Berichtsoort, Bevoegdheid, (MAIL, FORMULIER, Weg(Kanaal.CHAT), Weg(Kanaal.POST)), (False, True),
        (None, *Weigeringsgrond), Officieel, (True, False),
    )
)  # fmt: skip


def test_over_all_facts_there_is_always_a_way_and_objections_are_never_merely_redirected() -> None:
    for soort, bevoegd, weg, zonder, grond, officieel, blijkt in ALL:
        bericht = replace(
            BERICHT, soort=soort, bevoegdheid=bevoegd, weg=weg, zonder_bewerking=zonder, officieel=officieel
        )
        found = weeg(bericht, KEUZE, OP, afzender_blijkt=blijkt, weigergrond=grond)
        ways = allowed(found)
        assert ways - {H.WEIGEREN}, bericht
        assert set(found.wijzen) == set(Handelwijze)
        assert all(answer.waarom.artikelen for answer in found.wijzen.values())
        musts = [one for one in Handelwijze if found.wijzen[one].slotsom is Slotsom.MOET]
        assert len(musts) <= 1, bericht
        assert (H.WEIGEREN in ways) <= (grond is not None and weg.kanaal.elektronisch)
        if soort in BEZWAAR_OF_BEROEP:
            assert not ways & {H.WIJZEN, H.TERUGZENDEN}
            refuse = found.wijzen[H.WEIGEREN]
            assert H.WEIGEREN not in ways or "Awb 6:6 onder b" in refuse.waarom.artikelen
        if bevoegd is not Bevoegdheid.DIT_ORGAAN:
            assert not ways & {H.BEHANDELEN, H.WIJZEN, H.DOORLEIDEN}


def test_what_is_not_allowed_says_why_not() -> None:
    as_it_is = weeg(replace(BERICHT, zonder_bewerking=True), KEUZE, OP)
    assert as_it_is.wijzen[H.WIJZEN].waarom.artikelen == ("Awb 2:16 lid 1 onder a",)
    assert as_it_is.wijzen[H.BEHANDELEN].slotsom is Slotsom.MOET
    nowhere = weeg(BERICHT, Kanaalkeuze(), OP)
    assert nowhere.wijzen[H.WIJZEN].waarom.artikelen == ("Awb 2:16 lid 1 onder c",)
    objection = weeg(replace(BERICHT, soort=Berichtsoort.BEZWAAR), KEUZE, OP)
    assert objection.wijzen[H.WIJZEN].waarom.artikelen == ("Awb 2:16 lid 1 onder b",)


@pytest.mark.parametrize(("blijkt", "slotsom"), [(True, Slotsom.MOET), (False, Slotsom.MAG)])
def test_sending_back_hangs_on_who_sent_it(blijkt: bool, slotsom: Slotsom) -> None:
    bericht = replace(BERICHT, bevoegdheid=Bevoegdheid.ANDER_ORGAAN_ONBEKEND)
    found = weeg(bericht, KEUZE, OP, afzender_blijkt=blijkt)
    assert found.wijzen[H.TERUGZENDEN].slotsom is slotsom


def test_a_complaint_passed_on_inside_is_a_doubt() -> None:
    keuze = Kanaalkeuze(
        (
            Aanwijzing(Berichtsoort.KLACHT, FORMULIER, date(2026, 1, 1), None, "besluit"),
            Aanwijzing(Berichtsoort.AANVRAAG, MAIL, date(2026, 1, 1), None, "besluit"),
        )
    )
    found = weeg(replace(BERICHT, soort=Berichtsoort.KLACHT, zonder_bewerking=True), keuze, OP)
    (doubt,) = found.wijzen[H.DOORLEIDEN].twijfels
    assert "begint bij de ontvangst" in doubt.voorlopig
