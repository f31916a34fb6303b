"""What comes by hand: a citizen helped at the counter, and a paper objection posted on the last day."""

from datetime import timedelta
from pathlib import Path

from openloket.cli.demo.towns import DUINSTEDE
from openloket.law.waarom import datum_in_woorden
from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import new_address, parking, today, typed_address, typed_day
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.person import Person
from tests.journeys.browser.test_deciding import _filled_in, _sent
from tests.journeys.browser.test_desk import _all, _logged_in
from tests.journeys.filling_in import PDF

REGISTER = "/duinstede/balie/registreren"


def _come(worker: Person, **answers: str) -> None:
    worker.go(REGISTER)
    worker.answer(answers)


def _typed_over(worker: Person, email: str) -> None:
    """Type what the citizen tells, with a mistake and a question that appears on the way."""
    day = today() + timedelta(days=14)
    worker.answer(
        {"soort": "bewoner", **typed_day("vanaf", day), "al_vergunning": "nee", "naam": "Noor Bakker"}
    )
    worker.answer({**typed_address("adres"), "email": "noor apenstaart"})
    worker.press("Bewaren en vragen bijwerken")
    assert (worker.status, worker.value("email")) == (422, "noor apenstaart")
    worker.answer({"email": email})
    worker.press("Bewaren en vragen bijwerken")
    assert worker.has("kenteken"), "a resident has a car"
    worker.answer({"kenteken": "KZ-418-R", "kenteken_naam": "eigen"})
    worker.press("Bewaren en vragen bijwerken")
    worker.go(REGISTER)
    worker.follow("Parkeervergunning")
    assert worker.value("kenteken") == "KZ-418-R", "what was kept is still there"
    worker.answer({"eigen_plaats": "nee"})
    worker.press("Verder: nakijken")
    assert worker.title == "Kijk na en registreer"


def test_a_citizen_is_helped_at_the_counter(someone: NewPerson, installation: Installation) -> None:
    worker, email = _logged_in(someone, DUINSTEDE), new_address()
    _come(worker, weg="balie", soort="nieuw", product="parkeren", bron="gesproken", brenger="gemachtigde")
    assert not worker.page.locator('[name="gepost.dag"]').is_visible(), "only of what came by post"
    worker.answer({"brenger-naam": "Fatma de Vries"})
    worker.press("Verder: het bericht overtypen")
    assert worker.status == 422
    assert "Kies hieronder welk product u bedoelt" in worker.words
    worker.answer({"product": "Parkeervergunning"})
    worker.press("Verder: het bericht overtypen")
    assert "Schrijf op waaruit dat blijkt." in worker.words
    worker.answer({"grondslag": "machtiging van 1 maart gezien"})
    worker.press("Verder: het bericht overtypen")
    _typed_over(worker, email)
    assert "Fatma de Vries, als gemachtigde" in worker.words
    worker.press("Registreren")
    assert worker.status == 422
    worker.answer({"akkoord": "ja", "mailen": "ja"})
    worker.press("Registreren")
    for words in ("Geregistreerd.", "Zo kwam dit binnen", "machtiging van 1 maart gezien"):
        assert words in worker.words
    told = installation.mail_to(email).get_body(("plain",))
    assert told is not None
    text = told.get_content()
    assert "Een medewerker schreef dit op voor u." in text
    citizen: Person = someone(PHONE)
    citizen.go(next(word for word in text.split() if "/ontvangst/" in word))
    assert "Dit hebben wij opgeschreven" in citizen.words


def test_an_objection_on_paper_posted_on_the_last_day(
    someone: NewPerson, installation: Installation, tmp_path: Path
) -> None:
    email = new_address()
    reference = _sent(someone, "parkeervergunning", parking(email), reachable=True)
    worker = _logged_in(someone, DUINSTEDE)
    _filled_in(worker, reference)
    worker.press("Besluit vastleggen")
    installation.mail_with(email, "Ons besluit")
    last_day, received = today() - timedelta(days=3), today() - timedelta(days=1)
    _let_the_term_have_ended(installation, reference, last_day.isoformat())

    _come(worker, weg="post", soort="bezwaar", kenmerk=reference, bron="brief", afzender="Noor d’Hollander")
    assert not worker.page.locator('[name="ontvangen-tijd"]').is_visible(), (
        "of a letter only the day is known"
    )
    dated = last_day - timedelta(days=1)
    worker.answer({**typed_day("ontvangen", received), **typed_day("gedateerd", dated)})
    worker.answer(typed_day("gepost", last_day))
    worker.press("Verder: het bericht overtypen")
    scan = tmp_path / "bezwaar.pdf"
    scan.write_bytes(PDF)
    worker.answer({"registratie_scans": scan})
    worker.press("Bewaren en vragen bijwerken")
    assert "bezwaar.pdf" in worker.words
    worker.press("Verder: nakijken")
    assert "Dit staat niet in het bericht" in worker.words
    worker.answer({"ontbreekt": "ja", "papier": "brief"})
    worker.press("Registreren")
    told = _all(worker)
    assert "Vraag de afzender hierom" in told
    assert "met de post (een brief)" in told
    worker.follow("Print en verstuur de brief")
    assert f"U krijgt uiterlijk op {datum_in_woorden(last_day)}" not in worker.words
    assert "Uw bezwaar is op tijd." in worker.words


def _let_the_term_have_ended(installation: Installation, reference: str, last_day: str) -> None:
    """Six weeks pass: the term to object ended on `last_day`."""
    installation.execute(
        f"UPDATE zaken_term SET begins_on = date '{last_day}' - 41, last_day = '{last_day}',"
        " origin = origin || jsonb_build_object("
        f"'begin', (date '{last_day}' - 41)::text, 'laatste_dag', '{last_day}')"
        " WHERE kind = 'objection' AND zaak_id ="
        f" (SELECT id FROM zaken_zaak WHERE reference = '{reference}') RETURNING id"
    )
