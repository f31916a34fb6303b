"""Somebody who finds writing hard objects in three sentences, on a phone; an employee sees what it is."""

from datetime import date

from openloket.cli.demo.towns import DUINSTEDE, PASSWORD
from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import new_address, typed_day
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.person import Person

WRITTEN = (
    "ik heb brief gekregen dat ik geen parkeervergunning krijg. ik ben niet mee eens. ik heb de auto nodig "
    "voor mijn werk"
)
CODE = date(1990, 5, 12)


def _written(someone: NewPerson, email: str) -> Person:
    """Somebody typed it on a phone, and looks it over."""
    person: Person = someone(PHONE)
    person.go("/duinstede/algemeen-bericht/formulier")
    person.answer({"bericht": WRITTEN, "naam": "Fatma Yılmaz", "email": email})
    person.answer(typed_day("controledatum", CODE))
    person.press("Verder")
    assert person.title == "Kijk uw antwoorden na"
    return person


def test_an_objection_is_recognised_confirmed_and_seen(
    someone: NewPerson, installation: Installation
) -> None:
    email = new_address()
    person = _written(someone, email)
    assert "Wij denken dat u bezwaar maakt tegen een besluit. U schrijft: ‘niet mee eens’." in person.words
    assert "Het lijkt te gaan over: Parkeervergunning." in person.words
    wide, screen = person.page.locator("html").bounding_box(), person.page.viewport_size
    assert wide is not None
    assert screen is not None
    assert wide["width"] <= screen["width"], "nothing sticks out of the screen"
    person.press("Versturen")
    assert person.title == "Wij hebben uw bericht ontvangen"
    assert "Wij behandelen uw bericht als een bezwaar." in person.words
    assert "Bezwaar maken" in person.words
    assert "Onze tijd om te beslissen" in person.words
    reference = person.path.split("/")[3]
    plain = installation.mail_to(email).get_body(("plain",))
    assert plain is not None
    assert reference in plain.get_content()
    assert "auto nodig" not in plain.get_content(), "what it is about may be sensitive"

    worker: Person = someone()
    worker.go("/duinstede/balie/")
    worker.answer({"username": DUINSTEDE.login(DUINSTEDE.colleagues[0]), "password": PASSWORD})
    worker.press("Inloggen")
    worker.answer({"zoek": reference})
    worker.press("Toon")
    worker.follow(reference)
    assert worker.title == "Bezwaar maken"
    seen = "Herkend als: een bezwaar (‘niet mee eens’), over Parkeervergunning (‘parkeervergunning’)."
    assert seen in worker.words
    assert "De afzender koos: een bezwaar, over Parkeervergunning (hetzelfde)." in worker.words


def test_who_chooses_otherwise_is_heard_and_the_worker_warned(
    someone: NewPerson, installation: Installation
) -> None:
    person = _written(someone, new_address())
    person.page.get_by_text("Nee, ik bedoel iets anders").click()
    person.answer({"soort": "vraag"})
    person.answer({"product": "Dat weet ik niet, of het staat er niet bij"})
    person.press("Versturen")
    assert "Wij behandelen uw bericht als een vraag." in person.words
    reference = person.path.split("/")[3]
    worker: Person = someone()
    worker.go(f"/duinstede/balie/zaak/{reference}")
    worker.answer({"username": DUINSTEDE.login(DUINSTEDE.colleagues[0]), "password": PASSWORD})
    worker.press("Inloggen")
    assert "De woorden zijn die van een bezwaar." in worker.words
    worker.follow("het goede product")
    assert worker.status == 200


def test_the_form_of_the_product_has_what_was_typed(someone: NewPerson, installation: Installation) -> None:
    person = _written(someone, new_address())
    person.press("Verder in dat formulier")
    assert person.path.startswith("/duinstede/bezwaar/formulier")
    person.go("/duinstede/bezwaar/formulier/uw-gegevens")
    assert person.value("naam") == "Fatma Yılmaz"
    person.go("/duinstede/bezwaar/formulier/redenen")
    assert person.value("gronden") == WRITTEN
    person.go("/duinstede/algemeen-bericht/controle")
    assert WRITTEN in person.words, "nothing is lost here either"
