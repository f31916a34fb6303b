"""Mijn omgeving in a real browser, over the real login: a citizen, a company, and who acts for another."""

from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import fill_in, new_address, parking, today, typed_day
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.logging_in import EHERKENNING, log_in
from tests.journeys.browser.person import Person

MINE = "/duinstede/mijn/"


def _at_mine(someone: NewPerson, name: str, **how: str) -> Person:
    person: Person = someone(PHONE)
    person.go(f"/duinstede/inloggen?verder={MINE}")
    log_in(person, name, **how)
    return person


def _sends_parking(person: Person) -> str:
    person.go("/duinstede/parkeervergunning/formulier")
    fill_in(person, parking(new_address()))
    person.press("Versturen")
    return person.path.split("/")[3]


def test_a_resident_finds_the_zaak_asks_and_withdraws(someone: NewPerson, installation: Installation) -> None:
    resident = _at_mine(someone, "Lotte Vermeer")
    reference = _sends_parking(resident)
    resident.go(MINE)
    assert reference in resident.words
    resident.follow("Alle zaken")
    resident.page.get_by_text(reference).wait_for()
    resident.go(f"{MINE}zaken/{reference}")
    assert "Wij hebben uw aanvraag. Er is nog niemand mee begonnen." in resident.words
    assert "U stuurde: Parkeervergunning" in resident.words

    resident.press("Een vraag stellen")
    assert "Dit bericht gaat over uw zaak met kenmerk" in resident.words
    assert resident.value("kenmerk") == reference
    resident.answer({"bericht": "Krijg ik ook een kaart voor achter de ruit?"})
    resident.press("Verder")
    resident.answer(typed_day("controledatum", today()))
    resident.press("Verder")
    resident.press("Versturen")
    assert resident.title == "Wij hebben uw bericht ontvangen"
    resident.go(f"{MINE}zaken/{reference}")
    assert "U stelde een vraag" in resident.words

    resident.press("Intrekken")
    resident.press("Verder")
    resident.answer(typed_day("controledatum", today()))
    resident.press("Verder")
    resident.press("Versturen")
    assert "Een medewerker noteert dat u dit introk" in resident.words
    resident.go(f"{MINE}zaken/{reference}")
    assert "U trok dit in" in resident.words

    resident.follow("Bekijk wat u stuurde")
    assert "KZ-418-R" in resident.words
    resident.follow("Terug naar de zaak")
    assert resident.path == f"{MINE}zaken/{reference}"


def test_a_form_that_waits_is_found_and_thrown_away(someone: NewPerson, installation: Installation) -> None:
    resident = _at_mine(someone, "Karim Haddad")
    resident.go("/duinstede/parkeervergunning/formulier")
    resident.answer({"soort": "bewoner", **typed_day("vanaf", today()), "al_vergunning": "nee"})
    resident.press("Verder")
    elsewhere = _at_mine(someone, "Karim Haddad")
    elsewhere.go(f"{MINE}concepten")
    elsewhere.page.get_by_role("button", name="Verdergaan met Parkeervergunning").click()
    elsewhere.page.wait_for_url("**/duinstede/parkeervergunning/**")
    elsewhere.go("/duinstede/parkeervergunning/formulier/soort-vergunning")
    elsewhere.go(f"{MINE}concepten")
    elsewhere.follow("Weggooien")
    elsewhere.press("Ja, gooi weg")
    assert "Het formulier is weggegooid." in elsewhere.words


def test_who_acts_by_a_chain_sees_the_zaken_of_the_other(
    someone: NewPerson, installation: Installation
) -> None:
    helper = _at_mine(someone, "gemachtigd door Willemijn de Jong")
    reference = _sends_parking(helper)
    helper.go(f"{MINE}zaken/{reference}")
    assert helper.status == 200
    assert "U handelt voor Willemijn de Jong" in helper.words
    helper.go(f"{MINE}gegevens")
    assert "Dit kunt u alleen voor uzelf doen" in helper.words
    willemijn = _at_mine(someone, "Willemijn de Jong")
    willemijn.go(f"{MINE}zaken/{reference}")
    assert willemijn.status == 200
    karim = _at_mine(someone, "een andere inwoner")
    karim.go(f"{MINE}zaken/{reference}")
    assert karim.status == 404


def test_a_company_has_its_own_zaken(someone: NewPerson, installation: Installation) -> None:
    owner = _at_mine(someone, "Bakkerij", at=EHERKENNING)
    reference = _sends_parking(owner)
    owner.go(f"{MINE}zaken")
    assert reference in owner.words
    resident = _at_mine(someone, "Piet Scholten")
    resident.go(f"{MINE}zaken/{reference}")
    assert resident.status == 404


def test_details_are_typed_wrong_then_right(someone: NewPerson, installation: Installation) -> None:
    resident = _at_mine(someone, "Willemijn de Jong")
    resident.go(f"{MINE}gegevens")
    resident.answer({"email": "geen adres"})
    resident.press("Stuur de link")
    assert resident.status == 422
    assert resident.value("email") == "geen adres"
    resident.answer({"email": new_address()})
    resident.press("Stuur de link")
    assert "Nog niet bevestigd" in resident.words
    resident.go(f"{MINE}berichten")
    resident.go(f"{MINE}producten")
    assert "U hebt nu niets met een einddatum" in resident.words
