"""Looking around at the counter: searching with mistakes, from A to Z, for whom, and how to reach us."""

import pytest

from openloket.cli.demo.towns import DUINSTEDE, PASSWORD
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
    assert visitor.title == "Verzonnen voorbeeld: Gemeente 's-Gravenhage"
    visitor.follow("Op de kaart")
    visitor.follow("Gezegd en gemeten")
    visitor.follow("Open data")
    visitor.follow("Leveranciers")
    visitor.follow("Voorbeeldleverancier A")
    visitor.follow("Producten")
    visitor.follow("klacht")
    assert visitor.title == "Verzonnen voorbeeld: Klacht"


def test_a_lead_looks_at_what_became_of_messages(someone: NewPerson) -> None:
    lead = someone()
    lead.go("/duinstede/balie/")
    bram = next(one for one in DUINSTEDE.colleagues if one.role == "lead")
    lead.answer({"username": DUINSTEDE.login(bram), "password": PASSWORD})
    lead.press("Inloggen")
    for page in ("bezorging", "bezorging/mailserver", "bezorging/brief", "niet-bezorgd/cijfers", "post/terug",
                 "teksten", "teksten/besluit", "teksten/besluit/voorbeeld", "oefenen"):  # fmt: skip
        lead.go(f"/duinstede/balie/{page}")
        assert lead.status == 200
    lead.go("/duinstede/balie/niet-bezorgd")
    lead.follow("Bericht over de zaak DUI-")
    assert "De brief kwam terug." in lead.words
    lead.go("/duinstede/balie/niet-bezorgd/adressen")
    lead.follow("@post.example")
    assert "Dit adres werkt niet" in lead.title
    lead.go("/duinstede/balie/post/drukker")
    lead.follow("Partij 1")
    assert "Lieke Bosman" in lead.words
