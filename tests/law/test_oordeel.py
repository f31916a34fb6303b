"""The wrong-channel tree of Awb 2:16, leaf by leaf and over all combinations of facts."""

import itertools
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from openloket.law.kanalen import Aanwijzing, Berichtsoort, Kanaal, Kanaalkeuze, Officieel, Weg
from openloket.law.ontvangst import Bericht, Bevoegdheid
from openloket.law.oordeel import Actie, beoordeel

BEGIN = date(2026, 1, 1)
FORMULIER = Weg(Kanaal.WEBFORMULIER, "parkeren")
KLACHTENPOST = Weg(Kanaal.E_MAIL, "klachten@duinstede.example")
ONBEKEND = Weg(Kanaal.CHAT)

# Applications by the form, complaints by mail, nothing for any other type, chat open for ordinary questions.
KEUZE = Kanaalkeuze(
    aanwijzingen=(
        Aanwijzing(Berichtsoort.AANVRAAG, FORMULIER, BEGIN, None, "besluit 1"),
        Aanwijzing(Berichtsoort.KLACHT, KLACHTENPOST, BEGIN, None, "besluit 1"),
    ),
    opengesteld=frozenset({Weg(Kanaal.CHAT)}),
)
AANVRAAG = Bericht(
    soort=Berichtsoort.AANVRAAG,
    officieel=Officieel.JA,
    weg=FORMULIER,
    ontvangen_op=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
)
B, W, D, N = Actie.BEHANDELEN, Actie.WIJZEN, Actie.DOORZENDEN, Actie.NIET_GEHOUDEN


@pytest.mark.parametrize(
    ("geval", "anders", "actie", "artikel", "twijfel"),
    [
        ("designated way", {}, B, "Awb 2:13 lid 2", None),
        ("designated way, requirements not met", {"voldoet_aan_eisen": False}, B, "Awb 2:13 lid 3", None),
        ("by post", {"weg": Weg(Kanaal.POST)}, B, "Awb 2:7 lid 2", None),
        ("application by mail", {"weg": KLACHTENPOST}, W, "Awb 2:16 lid 1", None),
        (
            "application by mail, can be handled at once",
            {"weg": KLACHTENPOST, "zonder_bewerking": True},
            B,
            "Awb 2:16 lid 1 onder a",
            None,
        ),
        (
            "objection by a way for something else",
            {"soort": Berichtsoort.BEZWAAR, "weg": KLACHTENPOST},
            B,
            "Awb 2:16 lid 1 onder b",
            None,
        ),
        (
            "appeal by a way for something else",
            {"soort": Berichtsoort.BEROEP, "weg": FORMULIER},
            B,
            "Awb 2:16 lid 1 onder b",
            None,
        ),
        (
            "type without any designated way",
            {"soort": Berichtsoort.ZIENSWIJZE, "weg": KLACHTENPOST},
            B,
            "Awb 2:16 lid 1 onder c",
            None,
        ),
        ("application by chat", {"weg": ONBEKEND}, N, "Awb 2:16 lid 2", None),
        (
            "objection by chat: handled, with a doubt",
            {"soort": Berichtsoort.BEZWAAR, "weg": ONBEKEND},
            B,
            "Awb 2:16 lid 1 onder b",
            "Awb 2:16 lid 2",
        ),
        (
            "type without a way, by chat: handled, with a doubt",
            {"soort": Berichtsoort.ZIENSWIJZE, "weg": ONBEKEND},
            B,
            "Awb 2:16 lid 1 onder c",
            "Awb 2:16 lid 2",
        ),
        (
            "ordinary question by an open way",
            {"soort": Berichtsoort.VRAAG, "officieel": Officieel.NEE, "weg": ONBEKEND},
            B,
            "Awb 2:14",
            None,
        ),
        (
            "ordinary question by a way that is not open",
            {
                "soort": Berichtsoort.VRAAG,
                "officieel": Officieel.NEE,
                "weg": Weg(Kanaal.E_MAIL, "jan@duinstede.example"),
            },
            N,
            "Awb 2:14",
            None,
        ),
        (
            "undecided report counts as official",
            {"soort": Berichtsoort.MELDING, "officieel": Officieel.ONBESLIST, "weg": FORMULIER},
            B,
            "Awb 2:16 lid 1 onder c",
            "Awb 2:13 lid 1",
        ),
        (
            "for another body, known from the message",
            {"bevoegdheid": Bevoegdheid.ANDER_ORGAAN_BEKEND},
            D,
            "Awb 2:3 lid 1",
            None,
        ),
        (
            "for another body, unknown which",
            {"bevoegdheid": Bevoegdheid.ANDER_ORGAAN_ONBEKEND},
            N,
            "Awb 2:3 lid 3",
            "Awb 2:3 lid 3",
        ),
        (
            "for another body, unknown which, on paper",
            {"bevoegdheid": Bevoegdheid.ANDER_ORGAAN_ONBEKEND, "weg": Weg(Kanaal.POST)},
            D,
            "Awb 2:3 lid 1",
            "Awb 2:3 lid 3",
        ),
        (
            "objection for another body, unknown which: forwarded all the same",
            {"soort": Berichtsoort.BEZWAAR, "bevoegdheid": Bevoegdheid.ANDER_ORGAAN_ONBEKEND},
            D,
            "Awb 6:15 lid 1 en 3",
            "Awb 2:3 lid 3",
        ),
    ],
)
def test_the_tree(
    geval: str, anders: dict[str, object], actie: Actie, artikel: str, twijfel: str | None
) -> None:
    oordeel = beoordeel(replace(AANVRAAG, **anders), KEUZE)
    assert oordeel.actie is actie, geval
    assert artikel in oordeel.waarom.artikelen, geval
    assert [t.artikel for t in oordeel.twijfels] == ([twijfel] if twijfel else []), geval


def test_pointing_names_the_right_way_and_the_consequences() -> None:
    oordeel = beoordeel(replace(AANVRAAG, weg=KLACHTENPOST, aan_termijn_gebonden=True), KEUZE)
    assert oordeel.juiste_wegen == (FORMULIER,)
    assert oordeel.herstel_niet_nodig
    assert oordeel.termijn_verlengen
    assert not oordeel.latere_start_mogelijk
    assert oordeel.waarom.artikelen[-3:] == ("Awb 2:16 lid 1", "Awb 4:5 lid 5", "Awb 2:23")
    assert [twijfel.artikel for twijfel in oordeel.twijfels] == ["Awb 2:23"]


def test_repair_may_only_be_skipped_for_an_application() -> None:
    oordeel = beoordeel(replace(AANVRAAG, soort=Berichtsoort.KLACHT, weg=FORMULIER), KEUZE)
    assert oordeel.actie is Actie.WIJZEN
    assert not oordeel.herstel_niet_nodig
    assert not oordeel.termijn_verlengen


def test_a_later_start_of_the_term_is_only_possible_under_a() -> None:
    onder_a = beoordeel(replace(AANVRAAG, weg=KLACHTENPOST, zonder_bewerking=True), KEUZE)
    bezwaar = beoordeel(
        replace(AANVRAAG, soort=Berichtsoort.BEZWAAR, weg=KLACHTENPOST, zonder_bewerking=True), KEUZE
    )
    assert onder_a.latere_start_mogelijk
    assert not bezwaar.latere_start_mogelijk


def test_a_municipality_without_any_designation_must_handle_what_arrives() -> None:
    oordeel = beoordeel(AANVRAAG, Kanaalkeuze())
    assert oordeel.actie is Actie.BEHANDELEN
    assert "Awb 2:16 lid 1 onder c" in oordeel.waarom.artikelen


def test_a_designation_counts_from_its_first_day() -> None:
    vooraf = replace(AANVRAAG, ontvangen_op=datetime(2025, 12, 31, 22, 59, tzinfo=UTC))
    erna = replace(AANVRAAG, ontvangen_op=datetime(2025, 12, 31, 23, 0, tzinfo=UTC))
    assert beoordeel(vooraf, KEUZE).juiste_wegen == ()
    assert beoordeel(erna, KEUZE).juiste_wegen == (FORMULIER,)


def test_over_all_facts_an_objection_is_never_left_lying() -> None:
    wegen = (FORMULIER, KLACHTENPOST, ONBEKEND, Weg(Kanaal.POST), Weg(Kanaal.BALIE))
    vlaggen = itertools.product((True, False), repeat=3)
    for soort, officieel, weg, bevoegd, (eisen, bewerking, termijn) in itertools.product(
        Berichtsoort, Officieel, wegen, Bevoegdheid, vlaggen
    ):
        bericht = replace(
            AANVRAAG,
            soort=soort,
            officieel=officieel,
            weg=weg,
            bevoegdheid=bevoegd,
            voldoet_aan_eisen=eisen,
            zonder_bewerking=bewerking,
            aan_termijn_gebonden=termijn,
        )
        oordeel = beoordeel(bericht, KEUZE)
        assert oordeel.waarom.artikelen
        if soort in (Berichtsoort.BEZWAAR, Berichtsoort.BEROEP):
            assert oordeel.actie in (Actie.BEHANDELEN, Actie.DOORZENDEN)
            assert not oordeel.latere_start_mogelijk
        if oordeel.actie is Actie.WIJZEN:
            assert oordeel.juiste_wegen
        else:
            assert not oordeel.termijn_verlengen
            assert not oordeel.herstel_niet_nodig


def test_a_judgment_survives_json() -> None:
    oordeel = beoordeel(replace(AANVRAAG, weg=KLACHTENPOST, aan_termijn_gebonden=True), KEUZE)
    gelezen = json.loads(json.dumps(oordeel.naar_dict()))
    assert gelezen["actie"] == "wijzen"
    assert gelezen["juiste_wegen"] == [{"kanaal": "webformulier", "adres": "parkeren"}]
    assert gelezen["twijfels"][0]["artikel"] == "Awb 2:23"
