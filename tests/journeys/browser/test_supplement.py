"""A case worker asks for what is missing: by e-mail, answered online; and by letter, posted by hand."""

import re
from datetime import timedelta

from openloket.cli.demo.towns import DUINSTEDE, PASSWORD
from openloket.law.waarom import datum_in_woorden
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import fill_in, new_address, parking, today, typed_day
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.person import Person


def _worker(someone: NewPerson) -> Person:
    worker: Person = someone()
    worker.go("/duinstede/balie/")
    worker.answer({"username": DUINSTEDE.login(DUINSTEDE.colleagues[0]), "password": PASSWORD})
    worker.press("Inloggen")
    return worker


def _applied(someone: NewPerson, email: str, *, by_email: bool) -> tuple[Person, str]:
    resident: Person = someone()
    resident.go("/duinstede/parkeervergunning/formulier")
    fill_in(resident, parking(email))
    if by_email:
        resident.answer({"bereikbaarheid": "ja"})
    resident.press("Versturen")
    return resident, resident.path.split("/")[3]


def _ask(worker: Person, reference: str, words: str) -> None:
    """Ask on the page of the zaak; the effect is shown, also after another day was chosen."""
    worker.go(f"/duinstede/balie/zaak/{reference}")
    worker.follow("Om aanvulling vragen")
    assert "Wat gebeurt er met de termijn?" in worker.words
    last_day = today() + timedelta(days=23)
    worker.answer({"ontbreekt": words, **typed_day("uiterste-dag", last_day)})
    worker.press("Bekijk het gevolg")
    assert datum_in_woorden(last_day) in worker.words
    assert worker.value("ontbreekt") == words
    worker.answer({"ontbreekt": ""})
    worker.press("Verstuur dit verzoek")
    assert (worker.status, "Schrijf op wat er ontbreekt." in worker.words) == (422, True)
    worker.answer({"ontbreekt": words})
    worker.press("Verstuur dit verzoek")


def test_by_e_mail_and_answered_online(someone: NewPerson, installation: Installation) -> None:
    email = new_address()
    resident, reference = _applied(someone, email, by_email=True)
    installation.mail_to(email)
    worker = _worker(someone)
    _ask(worker, reference, "- een kopie van uw rijbewijs")
    assert "gaat nu per e-mail weg" in worker.words
    asked = installation.mail_with(email, "Vul uw bericht aan")
    assert reference in str(asked["Subject"])
    text = asked.get_body(("plain",)).get_content()
    assert "- een kopie van uw rijbewijs" in text
    worker.go(f"/duinstede/balie/zaak/{reference}")
    assert "Wacht op aanvulling" in worker.words
    assert "De termijn staat stil vanaf" in worker.words

    found = re.search(r"https?://\S+/ontvangst/\S+", text)
    assert found is not None
    resident.go(found[0])
    assert "een kopie van uw rijbewijs" in resident.words
    resident.press("Aanvullen")
    assert "aanvulling" in resident.path


def test_by_letter_from_address_to_post(someone: NewPerson, installation: Installation) -> None:
    _, reference = _applied(someone, new_address(), by_email=False)
    worker = _worker(someone)
    _ask(worker, reference, "- een kopie van uw rijbewijs")
    assert "Print en verstuur hem bij" in worker.words
    worker.go("/duinstede/balie/post")
    worker.follow(f"Verzoek om aanvulling {reference}")
    assert "Kerkpad 27" in worker.value("adres")
    worker.answer({"adres": "Noor d’Hollander\nPostbus 1\n1991 DE  Duinstede"})
    worker.press("Adres bewaren")
    assert "Het adres is bewaard." in worker.words
    worker.press("De brief is verstuurd")
    assert worker.title == "Post"
    worker.go(f"/duinstede/balie/zaak/{reference}")
    assert "De brief is per post verstuurd op" in worker.words
    assert "Wacht op aanvulling" in worker.words
