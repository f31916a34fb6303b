"""Somebody mails the municipality; an employee finds it at the desk, and picks out what was put apart."""

from openloket.cli.demo.towns import DUINSTEDE, PASSWORD
from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import new_address
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.person import Person
from tests.mailread.making import message

DESK = f"/{DUINSTEDE.slug}/balie"


def _mail_us(installation: Installation, address: str, subject: str, **headers: str) -> None:
    to = f"loket@{DUINSTEDE.domain}"
    raw = message(
        "Ik wil weten hoe het met mijn aanvraag staat.", subject=subject, to=to, message_id=f"<{address}>",
        **{"from": address, **headers},
    )  # fmt: skip
    installation.post(raw, address, to)


def _at_the_desk(someone: NewPerson, size: dict[str, int] | None = None) -> Person:
    worker: Person = someone(size) if size else someone()
    worker.go(f"{DESK}/")
    worker.answer({"username": DUINSTEDE.login(DUINSTEDE.colleagues[0]), "password": PASSWORD})
    worker.press("Inloggen")
    return worker


def test_a_mail_is_confirmed_and_found(someone: NewPerson, installation: Installation) -> None:
    address = new_address()
    _mail_us(installation, address, "Vraag over mijn aanvraag")
    receipt = installation.mail_to(address)
    assert receipt["Auto-Submitted"] == "auto-replied"

    worker = _at_the_desk(someone)
    worker.follow("E-mail")
    worker.answer({"zoek": address, "stand": "Alle e-mail"})
    worker.press("Toon")
    worker.follow("Vraag over mijn aanvraag")
    for told in ("hoe het met mijn aanvraag staat", "Verwerkt", "Is de afzender echt?", "Zaak"):
        assert told in worker.words, told


def test_what_was_put_apart_is_received_after_all(someone: NewPerson, installation: Installation) -> None:
    address = new_address()
    _mail_us(installation, address, f"Nieuws voor {address}", list_id="<lijst.example>")
    worker = _at_the_desk(someone, PHONE)
    worker.follow("E-mail")
    worker.sees(f"{DESK}/mail", f"Nieuws voor {address}")
    worker.follow(f"Nieuws voor {address}")
    assert "mailinglijst" in worker.words
    worker.press("Dit is toch een bericht")
    assert worker.path.startswith(f"{DESK}/zaak/DUI-")
    assert installation.mail_to(address)["In-Reply-To"] == f"<{address}>"
