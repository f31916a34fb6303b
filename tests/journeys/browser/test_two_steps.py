"""Somebody new comes to work: invited, two steps, a lost phone; and a colleague who has two steps already."""

import base64
import re
from datetime import UTC, datetime

from openloket.cli.demo.provider.code_app import code_now
from openloket.cli.demo.towns import DUINSTEDE, PASSWORD
from openloket.tenancy import totp
from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import new_address
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.person import Person

DESK = "/duinstede/balie"
NAMES = {one.first_name: DUINSTEDE.login(one) for one in DUINSTEDE.colleagues}
OWN_WORDS = "een zin die ik onthoud"


def _log_in(person: Person, username: str, password: str = PASSWORD) -> None:
    person.go(f"{DESK}/inloggen")
    person.answer({"username": username, "password": password})
    person.press("Inloggen")


def _code(person: Person, later: int = 0) -> str:
    """What an app shows that got the key from the page in view."""
    address = person.page.get_by_role("link", name="Open dan de app").get_attribute("href") or ""
    found = re.search(r"secret=([A-Z2-7]+)", address)
    assert found
    return _of(found[1], later)


def _of(letters: str, later: int = 0) -> str:
    secret = base64.b32decode(letters)
    return totp.code_at(secret, totp.step_at(datetime.now(UTC)) + later)


def _invited(administrator: Person, installation: Installation, address: str) -> str:
    """The administrator adds Noor; gives the address in the mail that she gets."""
    administrator.follow("Beheer")
    administrator.follow("Medewerkers")
    administrator.follow("Medewerker toevoegen")
    administrator.answer({"naam": "Noor Bakker", "rol": "case_worker"})
    administrator.press("Toevoegen")
    assert "Geef een gebruikersnaam" in administrator.words
    assert administrator.value("naam") == "Noor Bakker"
    administrator.answer({"gebruikersnaam": address, "email": address})
    administrator.press("Toevoegen")
    assert "krijgt een mail om een wachtwoord te kiezen" in administrator.words
    mail = installation.mail_with(address, "Uw toegang tot de werkplek")
    link = re.search(r"http\S+/balie/welkom/\S+", mail.get_body(("plain",)).get_content())
    assert link
    return link[0]


def _begins(noor: Person, link: str) -> None:
    """Noor chooses a password; the link opens once."""
    noor.go(link)
    assert noor.title == "Welkom, Noor Bakker"
    noor.answer({"wachtwoord": "kort", "nog-eens": "kort"})
    noor.press("Beginnen")
    assert "ten minste 12 tekens" in noor.words
    noor.answer({"wachtwoord": OWN_WORDS, "nog-eens": OWN_WORDS})
    noor.press("Beginnen")
    assert noor.title == "Werkvoorraad"
    noor.go(link)
    assert "werkt niet meer" in noor.title


def _sets_it_up(noor: Person) -> str:
    """Noor sets up the second step; gives one of the codes on paper."""
    noor.go(f"{DESK}/instellingen")
    noor.follow("Tweede stap, reservecodes en wachtwoord")
    noor.follow("Tweede stap instellen")
    noor.press("Beginnen")
    noor.answer({"code": "12"})
    noor.press("Klaar")
    assert "Deze code klopt niet" in noor.words
    noor.answer({"code": _code(noor)})
    noor.press("Klaar")
    assert noor.title == "Uw reservecodes"
    spare = noor.page.locator("li.ol-mono").first.inner_text()
    noor.follow("Ik heb ze, verder")
    assert "U hebt nog 10 reservecodes op papier" in noor.words
    noor.follow("Wachtwoord veranderen")
    noor.press("Uitloggen")
    return spare


def test_somebody_new_comes_to_work(someone: NewPerson, installation: Installation) -> None:
    administrator, noor, address = someone(), someone(PHONE), new_address()
    _log_in(administrator, NAMES["chantal"])
    _begins(noor, _invited(administrator, installation, address))
    spare = _sets_it_up(noor)
    _log_in(noor, address, OWN_WORDS)
    assert noor.title == "Inloggen: stap 2 van 2"
    noor.answer({"code": "geen code"})
    noor.press("Verder")
    assert "Deze code klopt niet" in noor.words
    noor.answer({"code": spare})
    noor.press("Verder")
    assert noor.title == "Werkvoorraad"

    administrator.follow("Noor Bakker")
    administrator.press("Tweede stap weghalen")
    assert "De tweede stap is weggehaald" in administrator.words
    installation.mail_with(address, "Uw tweede stap bij inloggen is weggehaald")
    noor.go(f"{DESK}/")
    assert "inloggen" in noor.path
    administrator.press("Toegang stoppen")
    _log_in(noor, address, OWN_WORDS)
    assert "horen niet bij elkaar" in noor.words
    administrator.follow("Beheer")
    administrator.follow("Medewerkers")
    assert "geen toegang" in administrator.words
    administrator.follow("Veranderen")
    administrator.answer({"uitstel": "veel"})
    administrator.press("Bewaren")
    assert "Vul een getal in" in administrator.words


def test_who_has_two_steps_already(someone: NewPerson) -> None:
    samir = someone(PHONE)
    _log_in(samir, NAMES["samir"])
    code = code_now(datetime.now(UTC))
    samir.answer({"code": f"{code[:3]} {code[3:]}"})
    samir.press("Verder")
    assert samir.title == "Werkvoorraad"


def test_through_the_directory(someone: NewPerson) -> None:
    worker = someone()
    worker.go(f"{DESK}/inloggen")
    _at_directory(worker, "Inloggen")
    assert worker.title == "Werkvoorraad"
    worker.press("Uitloggen")
    assert "Log ook uit bij Medewerkers (demonstratie)" in worker.words

    stranger = someone()
    stranger.go(f"{DESK}/inloggen")
    _at_directory(stranger, "Stoppen")
    assert "U bent gestopt met inloggen" in stranger.words


def _at_directory(person: Person, button: str) -> None:
    """Be Anja at the directory, whose pages are not ours and not examined."""
    person.page.get_by_role("link", name="Inloggen met Medewerkers (demonstratie)").click()
    person.page.get_by_text("Anja de Wit").click()
    person.press(button)
