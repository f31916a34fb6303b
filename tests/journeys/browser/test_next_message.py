"""From the receipt to the next message, and the desk's pages about it, as a browser shows them."""

from openloket.cli.demo.towns import DUINSTEDE, PASSWORD
from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import fill_in, new_address, parking
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.person import Person

_LATE = """
SELECT zaak.reference, receipt.access_key FROM zaken_zaak AS zaak
JOIN intake_receipt AS receipt ON receipt.submission_id = zaak.submission_id
JOIN tenancy_organisation AS organisation ON organisation.id = zaak.organisation_id
WHERE organisation.slug = 'duinstede' AND zaak.title LIKE 'Collecte%'
"""


def _at_the_desk(someone: NewPerson) -> Person:
    worker: Person = someone()
    worker.go("/duinstede/balie/")
    worker.answer({"username": DUINSTEDE.login(DUINSTEDE.colleagues[0]), "password": PASSWORD})
    worker.press("Inloggen")
    return worker


def test_something_is_added_and_read_at_the_desk(someone: NewPerson, installation: Installation) -> None:
    resident = someone(PHONE)
    resident.go("/duinstede/parkeervergunning/formulier")
    fill_in(resident, parking(new_address()))
    resident.press("Versturen")
    reference = resident.path.split("/")[3]
    assert "Hoe staat het ervoor?" in resident.words
    resident.press("Iets toevoegen aan uw zaak")
    assert f"Dit bericht gaat over uw zaak met kenmerk {reference}." in resident.words
    assert resident.value("kenmerk") == reference
    resident.answer({"bericht": "Mijn huisnummer is 29, niet 27."})
    resident.press("Verder")
    assert resident.value("naam") == "Noor d’Hollander-Yılmaz"
    day = {"controledatum.dag": "12", "controledatum.maand": "5", "controledatum.jaar": "1980"}
    resident.answer(day)
    resident.press("Verder")
    resident.press("Versturen")
    assert f"Uw bericht ligt bij de zaak met kenmerk {reference}." in resident.words

    worker = _at_the_desk(someone)
    worker.go(f"/duinstede/balie/zaak/{reference}")
    worker.follow("Later gekomen berichten")
    assert "Mijn huisnummer is 29, niet 27." in worker.words


def test_the_penalty_on_the_receipt_and_at_the_desk(someone: NewPerson, installation: Installation) -> None:
    [(reference, key)] = installation.execute(_LATE)
    reader = someone(PHONE)
    reader.go(f"/duinstede/ontvangst/{reference}/{key}")
    assert "Tot en met vandaag: €" in reader.words
    assert "U kunt nu naar de rechter (Awb 6:12 lid 2)." in reader.words

    worker = _at_the_desk(someone)
    worker.go(f"/duinstede/balie/zaak/{reference}")
    worker.follow("Ingebrekestelling en dwangsom")
    assert "Zoveel is het vandaag: €" in worker.words
    worker.press("Oordeel vastleggen")
    assert worker.status == 422
    worker.answer({"oordeel": "telt", "reden": "De vereniging wacht al lang."})
    worker.press("Oordeel vastleggen")
    assert "Uw oordeel is vastgelegd." in worker.words


def test_a_message_is_put_with_its_zaak(someone: NewPerson, installation: Installation) -> None:
    [(late, _)] = installation.execute(_LATE)
    resident = someone(PHONE)
    resident.go("/duinstede/parkeervergunning/formulier")
    fill_in(resident, parking(new_address()))
    resident.press("Versturen")
    reference = resident.path.split("/")[3]
    worker = _at_the_desk(someone)
    worker.go(f"/duinstede/balie/zaak/{reference}")
    worker.follow("Dit bericht hoort bij een andere zaak")
    worker.answer({"soort": "aanvulling", "kenmerk": "DUI"})
    worker.press("Zoek deze zaak")
    assert worker.status == 422
    assert "Vul een heel kenmerk in" in worker.words
    worker.answer({"kenmerk": late.lower()})
    worker.press("Zoek deze zaak")
    assert "Is het deze zaak?" in worker.words
    worker.press("Ja, koppelen")
    assert "Het bericht ligt nu bij deze zaak." in worker.words
    assert late in worker.path
