"""A term at the desk in a browser: extended after a preview, stopped and resumed, watched; and free days."""

from datetime import timedelta

from openloket.cli.demo.towns import DUINSTEDE, PASSWORD, Colleague
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import fill_in, new_address, parking, today, typed_day
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.person import Person


def _at_the_desk(someone: NewPerson, role: str) -> Person:
    colleague: Colleague = next(one for one in DUINSTEDE.colleagues if one.role == role)
    employee: Person = someone()
    employee.go("/duinstede/balie/")
    employee.answer({"username": DUINSTEDE.login(colleague), "password": PASSWORD})
    employee.press("Inloggen")
    return employee


def _applied(someone: NewPerson, email: str) -> str:
    resident: Person = someone()
    resident.go("/duinstede/parkeervergunning/formulier")
    fill_in(resident, parking(email))
    resident.answer({"bereikbaarheid": "ja"})
    resident.press("Versturen")
    return resident.path.split("/")[3]


def test_a_term_is_extended_and_the_sender_reads_why(someone: NewPerson, installation: Installation) -> None:
    email = new_address()
    reference = _applied(someone, email)
    worker = _at_the_desk(someone, "case_worker")
    worker.go(f"/duinstede/balie/zaak/{reference}")
    worker.follow("Termijnen bekijken en veranderen")
    worker.follow("Een langere redelijke termijn noemen")
    worker.answer({"aantal": "twee", "reden": "Wij wachten op een advies."})
    worker.press("Bekijk wat er gebeurt")
    assert worker.status == 422
    assert worker.value("aantal") == "twee"
    worker.answer({"ja": ["1"], "aantal": "2"})
    worker.press("Bekijk wat er gebeurt")
    assert "Er is nog niets veranderd." in worker.words
    assert "Wij hebben 2 weken langer nodig." in worker.words
    worker.press("Wijzigen")
    assert worker.value("aantal") == "2"
    worker.press("Bekijk wat er gebeurt")
    worker.press("Bevestigen")
    assert "De termijn verandert zodra het is verstuurd." in worker.words
    told = installation.mail_with(email, "Ons antwoord komt later").get_body(("plain",)).get_content()
    assert "Wij wachten op een advies." in told
    worker.go(f"/duinstede/balie/zaak/{reference}/termijn")
    assert "Verlengd met 14 dagen." in worker.words


def test_a_term_stands_still_and_runs_again(someone: NewPerson, installation: Installation) -> None:
    reference = _applied(someone, new_address())
    worker = _at_the_desk(someone, "case_worker")
    worker.go(f"/duinstede/balie/zaak/{reference}/termijn")
    worker.follow("Opschorten: overmacht")
    days = {**typed_day("vanaf", today()), **typed_day("verwacht", today() + timedelta(days=80))}
    worker.answer({"ja": ["1"], **days, "reden": "Het gemeentehuis staat onder water."})
    worker.press("Bekijk wat er gebeurt")
    worker.press("Bevestigen")
    assert "De termijn staat stil vanaf" in worker.words
    worker.follow("Weer laten lopen")
    worker.answer({**typed_day("vanaf", today() + timedelta(days=2)), "reden": "Het is droog."})
    worker.press("Bekijk wat er gebeurt")
    assert worker.status == 422


def test_watching_and_own_settings(someone: NewPerson) -> None:
    worker = _at_the_desk(someone, "case_worker")
    worker.go("/duinstede/balie/termijnen?van=alle")
    for part in ("Vandaag en deze week", "Binnen uw drempel", "Opgeschort", "Dwangsom"):
        worker.go("/duinstede/balie/termijnen?van=alle")
        assert part in worker.words
    worker.go("/duinstede/balie/termijnen?van=alle&lijst=dwangsom")
    assert "Alles bij elkaar tot en met vandaag: €" in worker.words
    worker.follow("Wijzigen")
    worker.answer({"email": "geen adres", "dagen": "12"})
    worker.press("Bewaren")
    assert (worker.status, worker.value("dagen")) == (422, "12")
    worker.answer({"email": ""})
    worker.press("Bewaren")
    assert "Uw instellingen zijn bewaard." in worker.words


def test_an_administrator_reads_the_free_days(someone: NewPerson) -> None:
    administrator = _at_the_desk(someone, "administrator")
    administrator.follow("Beheer")
    administrator.follow("Vrije dagen")
    assert "vrijdag 7 mei 2027" in administrator.words
    assert "openloket equalled-days" in administrator.words
