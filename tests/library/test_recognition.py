"""Which type and product a free message is about, with the real products of the library."""

from datetime import date

import pytest
from tests.cast import Municipality
from tests.zaken.making import adopt

from openloket.law.kanalen import Berichtsoort
from openloket.offer.catalogue import Catalogue, load
from openloket.offer.models import Channel
from openloket.offer.recognition import recognise, type_of

PRODUCTS = (
    "algemeen-bericht",
    "bezwaar",
    "klacht",
    "parkeervergunning",
    "melding-openbare-ruimte",
    "verhuizing",
)


@pytest.fixture
def catalogue(duinstede: Municipality) -> Catalogue:
    for key in PRODUCTS:
        adopt(duinstede, key)
    return load(date(2026, 3, 2))


@pytest.mark.parametrize(
    ("subject", "text", "slug"),
    [
        ("Bezwaarschrift", "Zie bijlage.", "bezwaar"),
        ("Niet mee eens", "Ik maak hierbij bezwaar tegen uw besluit.", "bezwaar"),
        ("Parkeervergunning", "Ik teken bezwaar aan tegen de weigering.", "bezwaar"),
        ("Klacht over de balie", "Ik moest een uur wachten.", "klacht"),
        ("Parkeervergunning aanvragen", "Graag een vergunning.", "parkeervergunning"),
        ("Vraag", "Kunt u mij bellen?", "algemeen-bericht"),
        ("", "", "algemeen-bericht"),
    ],
)
def test_by_its_words(catalogue: Catalogue, subject: str, text: str, slug: str) -> None:
    found = recognise(catalogue, "info@duinstede.example", subject, text)
    assert found is not None
    assert found.offering.slug == slug
    assert found.reason


def test_the_address_decides_unless_it_is_an_objection(duinstede: Municipality, catalogue: Catalogue) -> None:
    address = "parkeren@duinstede.example"
    Channel.create(
        service_id=catalogue.offerings[-1].service_id, kind="e-mail", text="Mail", address=address,
        designated=True, position=2, valid_from=date(2026, 1, 1),
    )  # fmt: skip
    there = load(date(2026, 3, 2))
    found = recognise(there, address, "Vraag", "Hallo")
    assert found is not None
    assert found.offering.service_id == catalogue.offerings[-1].service_id
    objection = recognise(there, address, "Bezwaar", "Hallo")
    assert objection is not None
    assert objection.kind is Berichtsoort.BEZWAAR


def test_an_address_for_anything_leaves_it_to_the_words(
    duinstede: Municipality, catalogue: Catalogue
) -> None:
    address, rest = "loket@duinstede.example", catalogue.find("algemeen-bericht")
    assert rest is not None
    Channel.create(
        service_id=rest.service_id, kind="e-mail", text="Mail", address=address, every_product=True,
        designated=False, position=2, valid_from=date(2026, 1, 1),
    )  # fmt: skip
    found = recognise(load(date(2026, 3, 2)), address, "Parkeervergunning aanvragen", "Graag een vergunning.")
    assert found is not None
    assert found.offering.slug == "parkeervergunning"


@pytest.mark.parametrize("text", ["Ik heb geen bezwaar tegen uw plan.", "Dank voor uw hulp.", "x" * 50_000])
def test_no_type_where_none_is_named(text: str) -> None:
    assert type_of("Hallo", text) is None


@pytest.mark.parametrize("text", ["Ik stel u in gebreke.", "Hierbij stel ik de gemeente in gebreke"])
def test_a_notice_of_default(text: str) -> None:
    assert type_of("Brief", text) is Berichtsoort.INGEBREKESTELLING
