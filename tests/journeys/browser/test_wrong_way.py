"""An objection that is the province's is forwarded; an application by e-mail is pointed to the right way."""

import re

from openloket.cli.demo.towns import DUINSTEDE, PASSWORD
from openloket.law.waarom import datum_in_woorden
from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import new_address, today, typed_day
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.person import Person
from tests.mailread.making import message

DESK = f"/{DUINSTEDE.slug}/balie"


def _mailed(installation: Installation, address: str, subject: str, text: str) -> tuple[str, str]:
    """Somebody mails us; gives the reference and the address of the receipt page from our answer."""
    to = f"loket@{DUINSTEDE.domain}"
    raw = message(text, subject=subject, to=to, message_id=f"<{address}>", **{"from": address})
    installation.post(raw, address, to)
    told = installation.mail_to(address).get_body(("plain",)).get_content()
    reference = re.search(r"DUI-\d{4}(-[0-9A-Z]{3}){3}", told)
    receipt = re.search(r"https?://\S+/ontvangst/\S+", told)
    assert reference is not None
    assert receipt is not None
    return reference[0], receipt[0]


def _at_the_desk(someone: NewPerson, size: dict[str, int] | None = None) -> Person:
    worker: Person = someone(size) if size else someone()
    worker.go(f"{DESK}/")
    worker.answer({"username": DUINSTEDE.login(DUINSTEDE.colleagues[0]), "password": PASSWORD})
    worker.press("Inloggen")
    return worker


def test_an_objection_for_the_province_is_forwarded(someone: NewPerson, installation: Installation) -> None:
    citizen, province = new_address(), "post@provincie.example"
    text = "Ik maak bezwaar tegen het besluit van de provincie over de weg achter mijn huis."
    reference, _ = _mailed(installation, citizen, "Bezwaar tegen besluit", text)

    worker = _at_the_desk(someone)
    worker.go(f"{DESK}/zaak/{reference}")
    worker.follow("Hoort dit hier, en kwam het goed binnen?")
    assert not worker.has("laatste-dag.dag")  # an objection is never pointed elsewhere
    worker.answer({"bevoegd": "ander_orgaan_bekend"})
    worker.press("Bekijk wat u kunt doen")
    assert "Terugsturen is dan niet genoeg." in worker.words
    assert "Deze termijn eindigt." in worker.words
    worker.press("Kies: doorsturen naar een andere overheid")
    worker.answer({"orgaan": "provincie Noord-Holland", "reden": "U schrijft over een weg van de provincie."})
    worker.press("Vastleggen en versturen")
    assert worker.status == 422
    assert worker.value("orgaan") == "provincie Noord-Holland"
    worker.answer({"orgaan-email": province, "antwoord": "e-mail"})
    if worker.has("vertrouwelijk"):
        worker.answer({"vertrouwelijk": "ja"})
    worker.press("Bekijk de tekst")
    assert "Daar gaat de provincie Noord-Holland over" in worker.words
    worker.press("Vastleggen en versturen")
    assert worker.title == "Hoort dit hier, en kwam het goed binnen?"

    carried = installation.mail_with(province, "Doorgestuurd bericht")
    body = carried.get_body(("plain",)).get_content()
    assert "weg achter mijn huis" in body
    assert f"ontving dit bericht op {datum_in_woorden(today())}" in body
    names = [one.get_filename() for one in carried.iter_attachments()]
    assert names == ["oorspronkelijke-e-mail.eml", "bewijs.json"]
    told = installation.mail_with(citizen, "Wij hebben uw bericht doorgestuurd")
    assert "artikel 6:15" in told.get_body(("plain",)).get_content()

    worker.sees(f"{DESK}/zaak/{reference}", "Het bericht zelf is doorgestuurd op")
    for words in ("Afgesloten", "compleet", "Erbij staat dat wij het ontvingen op", "De afzender is hiervan"):
        assert words in worker.words, words


def test_an_application_by_e_mail_is_pointed_to_the_form(
    someone: NewPerson, installation: Installation
) -> None:
    citizen = new_address()
    text = "Hierbij vraag ik een parkeervergunning aan voor mijn auto."
    reference, receipt = _mailed(installation, citizen, "Aanvraag parkeervergunning", text)

    worker = _at_the_desk(someone, PHONE)
    worker.go(f"{DESK}/zaak/{reference}/verwijzen")
    worker.answer({"zoals-het-is": "nee", **typed_day("laatste-dag", today())})
    worker.press("Bekijk wat u kunt doen")
    assert "De tijd van de afzender om het goed te sturen" in worker.words
    worker.press("Kies: de juiste weg wijzen")
    worker.answer({"reden": "Wij missen uw kenteken."})
    worker.press("Vastleggen en versturen")
    assert "Kies hoe de afzender dit hoort." in worker.words
    assert worker.value("reden") == "Wij missen uw kenteken."
    worker.answer({"antwoord": "e-mail"})
    worker.press("Vastleggen en versturen")

    told = installation.mail_with(citizen, "Stuur ons uw bericht op een andere manier")
    body = told.get_body(("plain",)).get_content()
    assert "/duinstede/parkeervergunning/formulier" in body
    assert "U krijgt extra tijd." in body
    worker.sees(f"{DESK}/zaak/{reference}/verwijzen", "dan is het op tijd (Awb 2:23)")
    resident: Person = someone()
    resident.go(receipt)
    assert "hebben wij u de juiste weg gewezen" in resident.words
