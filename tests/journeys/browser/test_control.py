"""Control over one's own data in a real browser: who saw it, proof, a copy of it all, asked once, mended."""

import json
from pathlib import Path
from zipfile import ZipFile

from openloket.evidence.keys import PublicKey
from openloket.evidence.verify import Verdict
from openloket.evidence.verify_any import verify_any
from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import fill_in, new_address, parking, today, typed_day
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.logging_in import log_in
from tests.journeys.browser.person import Person
from tests.waiting import wait_until

MINE = "/duinstede/mijn/"


def _downloaded(person: Person, button: str, to: Path) -> Path:
    with person.page.expect_download() as coming:
        person.page.get_by_role("button", name=button).or_(
            person.page.get_by_role("link", name=button)
        ).first.click()
    coming.value.save_as(to)
    return to


def _waits_for_the_copy(person: Person) -> None:
    wait_until(lambda: person.page.reload() and "Uw kopie is klaar" in person.words, "the copy is made")


def _sends_parking(resident: Person, address: str) -> str:
    resident.go(f"/duinstede/inloggen?verder={MINE}")
    log_in(resident, "Piet Scholten")
    resident.go("/duinstede/parkeervergunning/formulier")
    fill_in(resident, parking(address))
    resident.press("Versturen")
    return resident.path.split("/")[3]


def _is_read_by_an_employee(worker: Person, reference: str) -> None:
    worker.go("/duinstede/balie/inloggen")
    worker.answer({"username": "anja@duinstede.example", "password": "welkom-bij-de-balie"})
    worker.press("Inloggen")
    worker.go(f"/duinstede/balie/zaak/{reference}")


def _has_proof(resident: Person, installation: Installation, reference: str, file: Path) -> None:
    resident.go(f"{MINE}zaken/{reference}")
    resident.follow("Wat is ontvangen, verstuurd en gelezen")
    installation.sealed()
    _downloaded(resident, "Afschrift downloaden", file)
    key = PublicKey.from_pem(resident.page.request.get(f"{installation.url}/sleutel.pem").body())
    with file.open("rb") as source:
        report = verify_any(source, [key])
    assert report.verdict is Verdict.SEALED, report.failed
    resident.go("/controleren")
    resident.page.set_input_files("#bestand", file)
    resident.press("Controleren")
    assert "Dit dossier klopt" in resident.words


def _takes_everything_along(resident: Person, reference: str, file: Path) -> None:
    resident.go(f"{MINE}kopie")
    resident.press("Kopie maken")
    _waits_for_the_copy(resident)
    resident.go(f"{MINE}kopie")
    with ZipFile(_downloaded(resident, "Kopie ophalen", file)) as archive:
        whole = json.loads(archive.read("gegevens.json"))
    assert reference in {one["reference"] for one in whole["zaken"]}


def _asks_to_mend(resident: Person, reference: str, address: str) -> str:
    """From the zaak, with the addresses of before taken over; gives the reference."""
    resident.go(f"{MINE}zaken/{reference}")
    resident.press("Er klopt iets niet")
    assert resident.value("kenmerk") == reference
    resident.answer({"nu": "Huisnummer 12", "moet": "Huisnummer 14"})
    resident.press("Verder")
    assert f"Eerder ingevuld: {address}" in resident.words
    resident.press("Alle 2 overnemen")
    assert resident.value("email") == address
    resident.answer(typed_day("controledatum", today()))
    resident.press("Verder")
    resident.press("Versturen")
    assert resident.title == "Wij hebben uw bericht ontvangen"
    return resident.path.split("/")[3]


def test_a_resident_sees_who_read_it_takes_everything_along_and_has_it_mended(
    someone: NewPerson, installation: Installation, tmp_path: Path
) -> None:
    resident, address = someone(PHONE), new_address()
    reference = _sends_parking(resident, address)
    _is_read_by_an_employee(someone(), reference)
    resident.go(MINE)
    resident.follow("Wie zag mijn gegevens?")
    assert "Een behandelaar van het team Vergunningen las uw zaak" in resident.words
    assert "Anja" not in resident.words
    _has_proof(resident, installation, reference, tmp_path / "dossier.zip")
    _takes_everything_along(resident, reference, tmp_path / "kopie.zip")
    resident.go(f"{MINE}correctie")
    mended = _asks_to_mend(resident, reference, address)
    resident.go(f"{MINE}ontvangst/{mended}")
    assert f"Bericht {reference} van" in resident.words, "where the answer came from stands in the copy"
    resident.go(f"{MINE}zaken")
    assert mended in resident.words
