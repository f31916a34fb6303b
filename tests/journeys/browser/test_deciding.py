"""A decision from the desk to the sender and on: filled in, looked at, mailed, read, objected to."""

import re
from datetime import timedelta

from openloket.cli.demo.towns import DUINSTEDE
from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import care, fill_in, new_address, parking, today, typed_day
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.person import Answer, Person
from tests.journeys.browser.test_desk import _all, _logged_in

REASON = "Uw straat ligt buiten het gebied met vergunningen."


def _sent(someone: NewPerson, slug: str, pages: list[dict[str, Answer]], *, reachable: bool) -> str:
    """Somebody sends a form; gives the reference."""
    resident: Person = someone(PHONE)
    resident.go(f"/duinstede/{slug}/formulier")
    fill_in(resident, pages)
    if reachable:
        resident.answer({"bereikbaarheid": "ja"})
    resident.press("Versturen")
    assert resident.title == "Wij hebben uw bericht ontvangen"
    return resident.path.split("/")[3]


def _filled_in(worker: Person, reference: str) -> None:
    """To the preview of a refusal, with a mistake on the way."""
    worker.go(f"/duinstede/balie/zaak/{reference}")
    worker.follow("Besluit nemen")
    worker.follow("Afwijzen")
    worker.answer({"besluit": "U krijgt geen vergunning.", "gegevens": "nee"})
    worker.press("Bekijk het besluit")
    assert worker.status == 422
    assert worker.page.evaluate("document.activeElement.className") == "ol-errors"
    worker.answer({"reden": REASON})
    worker.press("Bekijk het besluit")
    assert worker.title == "Klopt dit besluit?"
    assert REASON in worker.words


def decided(worker: Person, reference: str) -> None:
    """A refusal, made known in the way that the sender chose."""
    _filled_in(worker, reference)
    worker.press("Besluit vastleggen")
    assert "Het besluit is vastgelegd." in worker.words


def test_a_refusal_is_mailed_read_and_objected_to(someone: NewPerson, installation: Installation) -> None:
    email = new_address()
    reference = _sent(someone, "parkeervergunning", parking(email), reachable=True)
    worker = _logged_in(someone, DUINSTEDE)
    _filled_in(worker, reference)
    worker.press("Wijzigen")
    assert worker.value("besluit") == "U krijgt geen vergunning."
    worker.press("Bekijk het besluit")
    worker.press("Besluit vastleggen")
    assert "Het besluit is vastgelegd." in worker.words

    mail = installation.mail_with(email, "Ons besluit")
    plain = mail.get_body(("plain",))
    assert plain is not None
    told = plain.get_content()
    assert REASON in told
    link = re.search(r"https?://\S+/besluit/\S+", told)
    assert link
    reader = someone(PHONE)
    reader.go(link[0])
    assert reader.title == "U krijgt niet wat u vroeg: Parkeervergunning"
    assert "per e-mail op" in reader.words
    assert "Tijd om bezwaar te maken" in reader.words
    pdf = reader.context.request.get(f"{link[0]}/besluit.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    reader.press("Bezwaar maken")
    assert "/bezwaar/formulier/" in reader.path
    assert reference in reader.words

    worker.go(f"/duinstede/balie/zaak/{reference}")
    assert "Het besluit is bekendgemaakt op" in _all(worker)
    worker.follow("Besluit bekijken")
    assert "per e-mail op" in worker.words


def test_a_decision_by_hand_about_care_is_read_after_the_control_question(
    someone: NewPerson, installation: Installation
) -> None:
    email = new_address()
    reference = _sent(someone, "wmo-melding", care(email), reachable=False)
    worker = _logged_in(someone, DUINSTEDE)
    _filled_in(worker, reference)
    assert "Het besluit gaat per brief." in worker.words
    worker.answer({"hoe-bekend": "geven"})
    worker.press("Besluit vastleggen")
    assert "Nog niet bekendgemaakt" in worker.words
    worker.follow("Ik gaf het besluit of deed het op de post")
    worker.answer({"hoe": "uitreiking", **typed_day("dag", today() + timedelta(days=365))})
    worker.press("Vastleggen")
    assert worker.status == 422
    worker.answer(typed_day("dag", today()))
    worker.press("Vastleggen")
    assert "zelf gegeven op" in worker.words

    [[key]] = installation.execute(
        f"SELECT besluit.access_key FROM zaken_besluit AS besluit JOIN zaken_zaak ON zaken_zaak.id = zaak_id"
        f" WHERE reference = '{reference}'"
    )
    reader = someone(PHONE)
    reader.go(f"/duinstede/besluit/{reference}/{key}")
    assert reader.title == "Uw besluit"
    assert REASON not in reader.words
    reader.answer(typed_day("geboortedatum", today()))
    reader.press("Openen")
    assert reader.status == 422
    reader.answer({"geboortedatum.dag": "3", "geboortedatum.maand": "5", "geboortedatum.jaar": "1948"})
    reader.press("Openen")
    assert REASON in reader.words
