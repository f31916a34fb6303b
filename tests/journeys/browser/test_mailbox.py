"""A resident wants messages in Mijn omgeving: told by a notice, read there, and withdrawn by a new one."""

import re
from email.message import EmailMessage

from openloket.cli.demo.towns import DUINSTEDE, PASSWORD
from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import fill_in, new_address, parking
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.logging_in import log_in
from tests.journeys.browser.person import Person

MINE = "/duinstede/mijn/"
WORDS = "Uw foto is onscherp. Stuurt u een nieuwe?"


def _link(mail: EmailMessage) -> str:
    plain = mail.get_body(("plain",))
    assert plain is not None
    found = re.search(r"https?://[^/\s]+(/duinstede/mijn/\S+)", str(plain.get_content()))
    assert found is not None
    return found[1]


def _worker(someone: NewPerson) -> Person:
    worker: Person = someone()
    worker.go("/duinstede/balie/")
    worker.answer({"username": DUINSTEDE.login(DUINSTEDE.colleagues[0]), "password": PASSWORD})
    worker.press("Inloggen")
    return worker


def _chooses_the_mailbox(resident: Person, email: str, installation: Installation) -> None:
    resident.go(f"{MINE}gegevens")
    resident.answer({"email": email})
    resident.press("Stuur de link")
    resident.go(_link(installation.mail_with(email, "Klopt dit e-mailadres?")))
    resident.press("Ja, dit klopt")
    resident.follow("kies hoe u ze krijgt")
    resident.answer({"mededeling": "portal"})
    resident.press("Keuze bewaren")
    assert "Uw keuze is bewaard." in resident.words
    resident.go(f"{MINE}gegevens/sms")
    resident.answer({"nummer": "06 12345678", "akkoord": "ja"})
    resident.press("Bewaren")
    assert "Uw nummer is 06 12345678" in resident.words


def test_told_read_and_withdrawn(someone: NewPerson, installation: Installation) -> None:
    email = new_address()
    resident: Person = someone(PHONE)
    resident.go(f"/duinstede/inloggen?verder={MINE}")
    log_in(resident, "Lotte Vermeer")
    resident.go("/duinstede/parkeervergunning/formulier")
    fill_in(resident, parking(new_address()))
    resident.press("Versturen")
    reference = resident.path.split("/")[3]
    _chooses_the_mailbox(resident, email, installation)

    worker = _worker(someone)
    worker.go(f"/duinstede/balie/zaak/{reference}")
    worker.follow("Bericht sturen")
    worker.press("Bekijk het bericht")
    assert (worker.status, "Schrijf uw bericht." in worker.words) == (422, True)
    worker.answer({"onderwerp": "Uw foto", "tekst": WORDS})
    worker.press("Bekijk het bericht")
    assert "Dit bericht komt in Mijn omgeving van de lezer te staan." in worker.words
    worker.press("Verstuur dit bericht")

    notice = installation.mail_with(email, "Gemeente Duinstede heeft een bericht voor u")
    assert reference not in notice.as_string()
    resident.go(_link(notice))
    assert WORDS in resident.words
    worker.page.reload()
    assert "Voor het eerst geopend" in worker.words
    worker.follow("Intrekken")
    worker.answer({"tekst": "De foto was toch goed."})
    worker.press("Bekijk het bericht")
    worker.press("Verstuur dit bericht")

    while "staat klaar in Mijn omgeving" not in worker.words:  # placed by the worker of the queue, at once
        worker.page.reload()
    resident.go(f"{MINE}berichten")
    resident.follow("Wij trekken een bericht in")
    assert "Dit gaat over dit eerdere bericht" in resident.words
    resident.follow("Een bericht over uw zaak")
    assert "Dit bericht geldt niet meer." in resident.words
