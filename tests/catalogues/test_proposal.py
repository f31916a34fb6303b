"""What a record of a catalogue proposes to offer."""

from dataclasses import replace

import pytest
from tests.catalogues.test_catalogues import PASSPORT, TERMS

from openloket.catalogues.proposal import propose, slug_of, website_of
from openloket.catalogues.record import Online
from openloket.law.kanalen import Berichtsoort, Kanaal

NAMES = {"paspoort": "paspoort"}


def test_a_form_elsewhere_is_proposed_as_designated() -> None:
    found = propose(replace(PASSPORT, online=Online.WITH_LOGIN), NAMES, set())
    [channel] = found.channels
    assert (channel.kind, channel.designated) == (Kanaal.WEBFORMULIER, True)
    assert channel.requirements == ("inloggen met DigiD",)
    assert (found.upl_name, found.remarks) == ("paspoort", ())


@pytest.mark.parametrize(
    ("address", "kind", "digital", "remark"),
    [
        ("https://g.example/f.pdf", Kanaal.POST, False, "Dat is niet digitaal."),
        ("mailto: a@g.example", Kanaal.E_MAIL, True, "Dit is een e-mailadres"),
        ("tel:0201234567", Kanaal.TELEFOON, False, "telefoonnummer"),
    ],
)
def test_what_is_not_a_form_is_told(address: str, kind: Kanaal, digital: bool, remark: str) -> None:
    found = propose(replace(PASSPORT, application=address), NAMES, set())
    assert [one.kind for one in found.channels] == [kind]
    assert found.digital == digital
    assert remark in found.remarks[0]


def test_online_without_a_working_address_is_no_channel() -> None:
    found = propose(replace(PASSPORT, application="76319"), NAMES, set())
    assert found.channels == ()
    assert "Volgens de gemeente kan het online" in found.remarks[-1]
    offline = propose(replace(PASSPORT, application="", online=Online.NO), NAMES, set())
    assert offline.remarks == ("Er is geen digitale weg opgegeven.",)


def test_a_retired_name_stays_and_is_told() -> None:
    found = propose(replace(PASSPORT, upl_uris=(f"{TERMS}/erkenning-kind",)), NAMES, set())
    assert found.upl_name == "erkenning kind"
    assert "niet meer in de landelijke lijst" in found.remarks[-1]


def test_slugs_differ_and_fit() -> None:
    taken: set[str] = set()
    long = replace(PASSPORT, title="Ontheffing " * 20)
    slugs = [propose(long, NAMES, taken).slug for _ in range(12)]
    assert len(set(slugs)) == 12
    assert all(0 < len(slug) <= 50 for slug in slugs)
    assert slug_of("Één café, s’il vous plaît!") == "een-cafe-sil-vous-plait"
    assert slug_of("漢字") == "product"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Bezwaar maken", Berichtsoort.BEZWAAR),
        ("Klacht indienen", Berichtsoort.KLACHT),
        ("Geboorteaangifte", Berichtsoort.MELDING),
        ("Paspoort", Berichtsoort.AANVRAAG),
    ],
)
def test_the_kind_of_message_follows_from_the_name(title: str, kind: Berichtsoort) -> None:
    assert propose(replace(PASSPORT, title=title), NAMES, set()).message_type is kind


def test_the_website_is_where_most_products_are_told_of() -> None:
    pages = ("https://www.g.example/a", "https://www.g.example/b", "http://oud.g.example/c", "geen adres")
    assert website_of(replace(PASSPORT, identifier=one) for one in pages) == "https://www.g.example"
    assert website_of([replace(PASSPORT, identifier="geen adres")]) == ""
