"""A decision waits in Mijn omgeving and its notice comes back: a letter, the reason, and proof."""

from email.message import EmailMessage
from pathlib import Path

from openloket.cli.demo.provider.people import READER
from openloket.cli.demo.towns import DUINSTEDE
from openloket.evidence.keys import PublicKey
from openloket.evidence.verify_any import verify_any
from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import fill_in, parking, today, typed_day
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.logging_in import log_in
from tests.journeys.browser.person import Person
from tests.journeys.browser.test_deciding import decided
from tests.journeys.browser.test_desk import _all, _logged_in
from tests.mailread.making import delivery_status
from tests.waiting import wait_until

MINE = "/duinstede/mijn/"


def _applies(someone: NewPerson) -> tuple[Person, str, str]:
    """Who reads her messages in Mijn omgeving; gives her, her address and the reference."""
    resident: Person = someone(PHONE)
    resident.go(f"/duinstede/inloggen?verder={MINE}gegevens")
    log_in(resident, READER.name)
    address = resident.value("email")
    resident.go("/duinstede/parkeervergunning/formulier")
    fill_in(resident, parking(address))
    resident.press("Versturen")
    return resident, address, resident.path.split("/")[3]


def _three_days_go_by(installation: Installation, reference: str) -> None:
    """As if the decision was made known three days ago: a browser has no other clock than the machine."""
    zaak = f"(SELECT id FROM zaken_zaak WHERE reference = '{reference}')"
    known = f"UPDATE zaken_besluit SET made_known_on = made_known_on - 3 WHERE zaak_id = {zaak}"
    term = f"SET begins_on = begins_on - 3, last_day = last_day - 3 WHERE zaak_id = {zaak}"
    installation.execute(known)
    installation.execute(f"UPDATE zaken_term {term} AND kind = 'objection'")


def _notice(installation: Installation, address: str, reference: str) -> EmailMessage:
    """The one that tells of the decision, among those of other messages; waits for it."""
    written = (
        "SELECT notice.message_id FROM post_message AS notice"
        " JOIN zaken_besluit AS besluit ON besluit.message_id = notice.about_id"
        f" JOIN zaken_zaak AS zaak ON zaak.id = besluit.zaak_id WHERE zaak.reference = '{reference}'"
    )
    [[number]] = wait_until(lambda: installation.execute(written), "the notice is written")

    def arrived() -> list[EmailMessage]:
        return [one for one in installation.mails_to(address) if one["Message-ID"] == number]

    return wait_until(arrived, "the notice of the decision came")[0]


def _comes_back(installation: Installation, address: str, notice: EmailMessage) -> None:
    """A mail server says that there is no such mailbox (RFC 3464), to where the notice says it may."""
    sender = str(notice["Return-Path"]).strip(" <>")
    installation.post(delivery_status(address), "", sender)


def _letter_goes_out(worker: Person, installation: Installation, reference: str) -> None:
    told = "kwam niet aan en gaat nu per brief"
    wait_until(lambda: worker.page.reload() and told in _all(worker), "a letter comes of what came back")
    [[letter]] = installation.execute("SELECT max(id) FROM post_message WHERE kind = 'notice_letter'")
    worker.go(f"/duinstede/balie/post/{letter}")
    assert reference in worker.words
    worker.answer(typed_day("verstuurd-op", today()))
    worker.press("De brief is verstuurd")


def _can_be_checked(person: Person, button: str, key: PublicKey, to: Path) -> None:
    with person.page.expect_download() as coming:
        person.page.get_by_role("button", name=button).click()
    coming.value.save_as(to)
    with to.open("rb") as source:
        report = verify_any(source, [key])
    assert report.ok, report.failed


def test_she_gets_a_letter_the_reason_and_proof(
    someone: NewPerson, installation: Installation, tmp_path: Path
) -> None:
    resident, address, reference = _applies(someone)
    worker = _logged_in(someone, DUINSTEDE)
    decided(worker, reference)
    notice = _notice(installation, address, reference)
    _three_days_go_by(installation, reference)
    _comes_back(installation, address, notice)
    worker.go(f"/duinstede/balie/zaak/{reference}")
    _letter_goes_out(worker, installation, reference)

    resident.go(f"{MINE}zaken/{reference}")
    resident.follow("Ons besluit")
    assert "Daarom stuurden wij het ook per brief:" in resident.words
    [[besluit]] = installation.execute("SELECT max(id) FROM zaken_besluit")
    resident.go(f"{MINE}besluit/{besluit}")
    for told in ("Waarom telt deze dag?", "De e-mail daarover kwam niet aan."):
        assert told in _all(resident)
    installation.sealed()
    key = PublicKey.from_pem(resident.page.request.get(f"{installation.url}/sleutel.pem").body())
    resident.go(f"{MINE}zaken/{reference}/afschrift")
    _can_be_checked(resident, "Afschrift downloaden", key, tmp_path / "afschrift.zip")
    worker.go(f"/duinstede/balie/zaak/{reference}")
    _can_be_checked(worker, "Dossier voor de rechter", key, tmp_path / "dossier.zip")
    worker.follow("Dossier voor iets anders, en wat erin zit")
    worker.follow("Dossier van alle zaken van deze persoon")
    _can_be_checked(worker, "Dossier downloaden", key, tmp_path / "persoon.zip")
