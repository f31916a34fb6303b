"""A project leader keeps the register of channels and makes the designation decision; everybody reads it."""

from datetime import UTC, date, datetime, timedelta

from openloket.cli.demo.towns import DUINSTEDE, PASSWORD
from openloket.law.kalender import dag_in_amsterdam
from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.person import Person

NUMBER = "gmb-2026-55112"


def _boxes(key: str, day: date) -> dict[str, str]:
    return {f"{key}.dag": str(day.day), f"{key}.maand": str(day.month), f"{key}.jaar": str(day.year)}


def _leader(someone: NewPerson, viewport: dict[str, int] | None = None) -> Person:
    leader = someone(viewport) if viewport else someone()
    leader.go("/duinstede/balie/inloggen")
    [lead] = [one for one in DUINSTEDE.colleagues if one.role == "lead"]
    leader.answer({"username": DUINSTEDE.login(lead), "password": PASSWORD})
    leader.press("Inloggen")
    return leader


def test_from_the_register_to_a_decision_that_everybody_reads(someone: NewPerson) -> None:
    leader, today = _leader(someone), dag_in_amsterdam(datetime.now(UTC))
    before = today - timedelta(days=1)
    leader.follow("Beheer")
    leader.go("/duinstede/balie/kanalen")
    leader.answer({"over": "parkeervergunning"})
    leader.press("Geef het antwoord")
    assert "Er is een regel voor dit onderwerp en dit type bericht" in leader.words

    leader.go("/duinstede/balie/aanwijzing")
    leader.answer(_boxes("dag", before))
    leader.press("Maak het concept")
    assert "Versie 1: concept" in leader.words
    leader.page.get_by_text("Vastgesteld?", exact=True).click()
    leader.answer({**_boxes("dag-1", before), "door-1": ""})
    leader.press("Vastleggen")
    assert leader.status == 422
    leader.answer({"door-1": "college, burgemeester en raad"})
    leader.press("Vastleggen")
    leader.page.get_by_text("Gepubliceerd?", exact=True).click()
    leader.answer({**_boxes("dag-1", before), "nummer-1": NUMBER})
    leader.press("Vastleggen")
    assert NUMBER in leader.words

    leader.go("/duinstede/balie/kanalen/vraag?over=collectevergunning")
    leader.follow("Bekijk de regel")
    leader.follow("Vervangen door een andere regel")
    leader.answer({"kanaal": "website van een andere organisatie", "adres": "geen adres"})
    leader.press("Vervangen")
    assert leader.status == 422
    assert leader.value("adres") == "geen adres"
    leader.answer({"adres": "https://collectes.duinstede.example/aanvragen"})
    leader.press("Vervangen")
    assert "De oude regel eindigt en de nieuwe begint" in leader.words
    leader.go("/duinstede/balie/aanwijzing")
    assert "Besluit en register verschillen" in leader.words
    leader.answer(_boxes("dag", today))
    leader.press("Maak het concept")
    leader.go("/duinstede/balie/aanwijzing/verschil?van=1&naar=2")
    assert "https://collectes.duinstede.example/aanvragen" in leader.words
    resident = someone(PHONE)
    resident.go("/duinstede/aanwijzingsbesluit")
    assert NUMBER in resident.words


def test_every_page_of_the_register(someone: NewPerson) -> None:
    leader = _leader(someone, PHONE)
    for path in (
        "", "/vraag", "/vraag?over=vergunning", "/ontbreekt", "/onbeslist", "/nieuw",
        "/nieuw?onderwerp=bezwaar",
        "/onderwerp/verhuizing",
    ):  # fmt: skip
        leader.go(f"/duinstede/balie/kanalen{path}")
        assert leader.status == 200, path
        assert "Beheer" in leader.words
