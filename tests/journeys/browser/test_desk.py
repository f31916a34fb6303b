"""A case worker finds, takes and handles a zaak; a case worker of another municipality sees nothing of it."""

from openloket.cli.demo.towns import DUINSTEDE, EIKENRADE, PASSWORD, Town
from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import fill_in, new_address, parking
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.person import Person


def _logged_in(someone: NewPerson, town: Town) -> Person:
    worker: Person = someone()
    worker.go(f"/{town.slug}/balie/")
    assert worker.path.startswith(f"/{town.slug}/balie/inloggen"), "nobody comes in without a password"
    worker.answer({"username": town.login(town.colleagues[0]), "password": PASSWORD})
    worker.press("Inloggen")
    return worker


def test_a_zaak_is_found_taken_and_handled(someone: NewPerson, installation: Installation) -> None:
    resident, email = someone(PHONE), new_address()
    resident.go("/duinstede/parkeervergunning/formulier")
    fill_in(resident, parking(email))
    resident.press("Versturen")
    installation.mail_to(email)
    installation.sealed()
    reference = resident.path.split("/")[3]

    worker = _logged_in(someone, DUINSTEDE)
    assert worker.title == "Werkvoorraad"
    worker.answer({"zoek": reference})
    worker.press("Toon")
    worker.follow(reference)
    for words in (
        "KZ-418-R",
        "Noor d’Hollander-Yılmaz",
        "Termijn",
        "Awb 4:13",
        "Zegel",
        "in het logboek van",
    ):
        assert words in _all(worker), words
    worker.press("Ik behandel deze zaak")
    assert "U behandelt deze zaak nu." in worker.words
    worker.answer({"tekst": "Kenteken nagekeken.\n<script>alert(1)</script>"})
    worker.press("Notitie bewaren")
    assert "<script>alert(1)</script>" in worker.words
    worker.answer({"nieuwe-status": "Wacht op aanvulling"})
    worker.press("Wijzigen")
    assert "De status is veranderd." in worker.words
    assert "Wacht op aanvulling" in worker.words
    path = worker.path.partition("?")[0]

    stranger = _logged_in(someone, EIKENRADE)
    assert reference not in stranger.words
    for town in (DUINSTEDE, EIKENRADE):
        stranger.go(path.replace("duinstede", town.slug))
        assert reference not in stranger.words or "inloggen" in stranger.path
        assert "KZ-418-R" not in stranger.words
    assert stranger.status == 404


def test_the_other_pages_of_the_desk(someone: NewPerson) -> None:
    worker = _logged_in(someone, EIKENRADE)
    worker.answer({"zoek": "bestaat niet"})
    worker.press("Toon")
    assert "Geen zaken gevonden" in worker.words
    worker.go("/eikenrade/balie/")
    worker.follow("Niet bezorgd")
    assert worker.title == "Niet bezorgd"
    worker.press("Uitloggen")
    worker.go("/eikenrade/balie/")
    assert "inloggen" in worker.path
    worker.answer({"username": "iemand@eikenrade.example", "password": "geraden"})
    worker.press("Inloggen")
    assert "horen niet bij elkaar" in worker.words
    assert worker.value("username") == "iemand@eikenrade.example"


def _all(person: Person) -> str:
    """All text, also of what is folded."""
    return str(person.page.locator("body").text_content())
