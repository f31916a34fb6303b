"""A helper with two clients, from being asked to sending for each, as browsers show it."""

import re

from openloket.cli.demo.towns import DUINSTEDE, PASSWORD
from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import fill_in, new_address, parking
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.logging_in import log_in
from tests.journeys.browser.person import Person

MINE = "/duinstede/mijn/"


def _at_mine(someone: NewPerson, name: str) -> Person:
    person: Person = someone(PHONE)
    person.go(f"/duinstede/inloggen?verder={MINE}")
    log_in(person, name)
    return person


def _asks_piet(grantor: Person, address: str) -> None:
    grantor.go(f"{MINE}machtigingen")
    grantor.follow("Iemand machtigen")
    grantor.press("Vraag versturen")
    assert grantor.status == 422
    grantor.answer({"naam": "Piet Scholten", "email": address, "waarvoor": "alles", "eerder": "nee"})
    grantor.press("Vraag versturen")
    assert "Uw vraag is verstuurd" in grantor.words


def _says_yes(piet: Person, installation: Installation, address: str, name: str) -> None:
    mail = installation.mail_to(address).get_body(("plain",))
    assert mail is not None
    found = re.search(r"https?://[^/]+(/duinstede/mijn/machtigingen/code/\S+)", mail.get_content())
    assert found is not None
    piet.go(found[1])
    assert piet.title == f"Wilt u handelen voor {name}?"
    piet.press("Ja, dit is goed")
    assert "De machtiging geldt nu." in piet.words


def _chooses(piet: Person, name: str) -> None:
    piet.go(f"{MINE}voor-wie")
    piet.page.get_by_role("button", name=name).click()
    piet.page.get_by_role("heading", name=f"Omgeving van {name}").wait_for()


def _sends(piet: Person, name: str) -> str:
    piet.go("/duinstede/parkeervergunning/formulier")
    assert f"U handelt voor {name}" in piet.words
    fill_in(piet, parking(new_address()))
    assert f"Namens {name}" in piet.words
    piet.press("Versturen")
    return piet.path.split("/")[3]


def test_a_helper_with_two_clients(someone: NewPerson, installation: Installation) -> None:
    clients = {name: _at_mine(someone, name) for name in ("Willemijn de Jong", "Lotte Vermeer")}
    piet = _at_mine(someone, "Piet Scholten")
    references = {}
    for number, (name, client) in enumerate(clients.items()):
        _asks_piet(client, f"piet{number}@post.example")
        _says_yes(piet, installation, f"piet{number}@post.example", name)
    for name in clients:
        _chooses(piet, name)
        references[name] = _sends(piet, name)

    for name, client in clients.items():
        (other,) = set(clients) - {name}
        _chooses(piet, name)
        client.go(MINE)
        for who in (piet, client):
            assert references[name] in who.words
            assert references[other] not in who.words

    lotte = clients["Lotte Vermeer"]
    lotte.go(f"{MINE}machtigingen")
    lotte.press("Stoppen met Piet Scholten")
    assert "De machtiging is gestopt." in lotte.words
    piet.go(MINE)
    assert piet.title == "Voor wie doet u dit?"
    assert "De machtiging is gestopt" in piet.words
    assert references["Lotte Vermeer"] not in piet.words
    _the_desk_sees_it(someone, references["Willemijn de Jong"])


def _the_desk_sees_it(someone: NewPerson, reference: str) -> None:
    worker: Person = someone()
    worker.go("/duinstede/balie/")
    worker.answer({"username": DUINSTEDE.login(DUINSTEDE.colleagues[0]), "password": PASSWORD})
    worker.press("Inloggen")
    worker.go(f"/duinstede/balie/zaak/{reference}")
    for words in ("Ingestuurd door", "Piet Scholten", "Namens", "Willemijn de Jong", "Op grond van"):
        assert words in worker.words
    worker.follow("Machtigingen")
    worker.follow("Piet Scholten")
    worker.go("/duinstede/balie/machtigingen/nieuw")
    worker.press("Vastleggen")
    assert worker.status == 422


def test_with_the_person_beside(someone: NewPerson, installation: Installation) -> None:
    piet = _at_mine(someone, "Piet Scholten")
    piet.go(f"{MINE}voor-wie")
    piet.follow("Help de persoon die naast u zit")
    piet.press("Beginnen")
    assert piet.status == 422
    piet.answer({"naam": "Mevrouw De Boer", "erbij": "ja"})
    piet.press("Beginnen")
    piet.go("/duinstede/parkeervergunning/formulier")
    fill_in(piet, parking(new_address()))
    piet.press("Versturen")
    assert "moet dit zelf aankruisen" in piet.words
    piet.answer({"meegelezen": "ja"})
    piet.press("Versturen")
    assert "Mevrouw De Boer zat erbij en las mee" in piet.words
    reference = piet.path.split("/")[3]
    piet.press("Stop met handelen voor Mevrouw De Boer")
    assert reference not in piet.words
    piet.go(f"{MINE}machtigingen/insturen")
    piet.go(f"{MINE}machtigingen/vragen")
