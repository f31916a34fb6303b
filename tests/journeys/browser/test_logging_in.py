"""Logging in, in a real browser through the real flow: where a product asks it, and when a session ends."""

from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import fill_in, new_address, parking
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.logging_in import EHERKENNING, log_in, log_out
from tests.waiting import wait_until

FORM = "/duinstede/uittreksel-brp/formulier"
IDLE = "UPDATE people_personsession SET used_at = used_at - interval '16 minutes' WHERE ended_at IS NULL"


def test_a_session_that_ends_in_the_middle_loses_nothing(
    someone: NewPerson, installation: Installation
) -> None:
    resident = someone(PHONE)
    resident.go("/duinstede/uittreksel-brp/")
    resident.follow("Inloggen en beginnen")
    assert resident.title == "Hoe wilt u inloggen?"
    log_in(resident, "Willemijn de Jong")
    assert resident.path == f"{FORM}/voor-wie"
    resident.answer({"voor_wie": "mijzelf"})
    resident.press("Verder")
    assert resident.path == f"{FORM}/uittreksel"

    installation.execute(IDLE)
    resident.answer({"bsn_vermelden": "nee", "taal": "nederlands", "aantal": "2"})
    resident.press("Verder")
    assert resident.title == "Opnieuw inloggen"
    assert "Wij hebben bewaard wat u invulde" in resident.words
    log_in(resident, "Willemijn de Jong")
    assert resident.path == f"{FORM}/bezorgen"
    resident.go(f"{FORM}/uittreksel")
    assert resident.value("aantal") == "2"


def test_who_sends_it_stands_in_the_receipt(someone: NewPerson, installation: Installation) -> None:
    resident = someone(PHONE)
    resident.go("/duinstede/parkeervergunning/formulier")
    resident.follow("Liever eerst inloggen?")
    log_in(resident, "Karim Haddad", level="laag")
    assert "Als u verdergaat, bewaren wij dit formulier" in resident.words
    fill_in(resident, parking(new_address()))
    assert resident.title == "Kijk uw antwoorden na"
    resident.press("Versturen")
    assert resident.title == "Wij hebben uw bericht ontvangen"
    assert "DigiD (demonstratie) (laag)" in resident.words
    assert "999990020" not in resident.words
    log_out(resident)
    assert "Karim" not in resident.words


def test_another_on_the_same_computer_sees_nothing(someone: NewPerson, installation: Installation) -> None:
    computer = someone()
    computer.go("/duinstede/inloggen?verder=/duinstede/parkeervergunning/formulier")
    log_in(computer, "Willemijn de Jong")
    computer.answer(parking(new_address())[0])
    computer.press("Verder")
    kept = computer.path
    log_out(computer)
    computer.go(kept)
    assert computer.title == "Opnieuw inloggen"
    log_in(computer, "Lotte Vermeer")
    assert (computer.status, computer.title) == (409, "Dit formulier is van iemand anders")
    computer.follow("Nieuw formulier beginnen")
    assert computer.status == 200
    assert "Lotte Vermeer" in computer.words


def test_a_branch_logs_in_and_is_logged_out_by_its_provider(
    someone: NewPerson, installation: Installation
) -> None:
    baker = someone()
    baker.go("/duinstede/inloggen?verder=/duinstede/parkeervergunning/")
    log_in(baker, "Bakkerij Bos, vestiging Haven", at=EHERKENNING)
    assert "Bakkerij Bos, vestiging Haven" in baker.words
    elsewhere = someone()
    elsewhere.page.goto(f"{_issuer(installation)}/")
    elsewhere.page.get_by_role("button", name="Overal uitloggen").last.click()

    def is_out() -> bool:
        baker.go("/duinstede/parkeervergunning/")
        return "Bakkerij Bos" not in baker.words

    wait_until(is_out, "the provider ended the session")


def test_who_stops_may_go_on_without(someone: NewPerson, installation: Installation) -> None:
    resident = someone(PHONE)
    resident.go("/duinstede/inloggen?verder=/duinstede/parkeervergunning/")
    resident.page.get_by_role("link", name="Inloggen met DigiD").click()
    resident.press("Stoppen")
    assert resident.title == "Het inloggen is niet gelukt"
    resident.follow("Verder zonder inloggen")
    assert resident.status == 200


def _issuer(installation: Installation) -> str:
    rows = installation.execute(
        "SELECT issuer FROM tenancy_identityprovider WHERE key = 'eherkenning' LIMIT 1"
    )
    return str(rows[0][0])
