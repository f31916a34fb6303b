"""Looking around at the counter: searching with mistakes, from A to Z, for whom, and how to reach us."""

import pytest

from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson


@pytest.mark.parametrize("town", ["duinstede", "eikenrade"])
def test_somebody_who_spells_badly_finds_it(someone: NewPerson, town: str) -> None:
    visitor = someone(PHONE)
    visitor.go(f"/{town}/")
    visitor.answer({"zoek": "parkeervergunnig"})
    visitor.press("Zoeken")
    assert "Parkeervergunning" in visitor.words
    visitor.answer({"zoek": "uitreksel"})
    visitor.press("Zoeken")
    visitor.follow("uittreksel")
    assert "Bedoelde u" not in visitor.words
    visitor.follow("Uittreksel uit de Basisregistratie")
    assert "Wat hebt u nodig?" in visitor.words


def test_nothing_found_is_no_dead_end(someone: NewPerson) -> None:
    visitor = someone(PHONE)
    visitor.go("/duinstede/?zoek=xyzzy")
    visitor.follow("Stuur ons een bericht")
    assert visitor.title == "Bericht aan de gemeente"


def test_from_a_to_z_and_for_whom(someone: NewPerson) -> None:
    visitor = someone(PHONE)
    visitor.go("/duinstede/")
    visitor.follow("Bekijk alles van A tot Z")
    assert "Alcoholvergunning" in visitor.words
    visitor.follow("Voor inwoners")
    assert "Alcoholvergunning" not in visitor.words
    visitor.follow("Voor ondernemers")
    visitor.follow("Alcoholvergunning")
    assert visitor.title == "Alcoholvergunning"
    visitor.go("/duinstede/onderwerpen?thema=burgerzaken")
    assert visitor.title == "Burgerzaken"


def test_how_to_reach_the_municipality(someone: NewPerson) -> None:
    visitor = someone(PHONE)
    visitor.go("/eikenrade/parkeervergunning/")
    visitor.follow("Hoe bereikt u ons?")
    assert visitor.title == "Hoe bereikt u ons?"
    visitor.follow("Bezwaar maken")
    assert visitor.title == "Bezwaar maken"


def test_the_monitor_of_the_country(someone: NewPerson) -> None:
    visitor = someone(PHONE)
    visitor.go("/monitor/")
    assert "Dit zijn voorbeeldcijfers." in visitor.words
    visitor.answer({"naam": "den haag"})
    visitor.press("Zoeken")
    visitor.follow("'s-Gravenhage")
    assert visitor.title == "Gemeente 's-Gravenhage"
    visitor.follow("Op de kaart")
    visitor.follow("Gezegd en gemeten")
    visitor.follow("Open data")
    visitor.follow("Leveranciers")
    visitor.follow("Voorbeeldleverancier A")
    visitor.follow("Producten")
    visitor.follow("klacht")
    assert visitor.title == "Klacht"
