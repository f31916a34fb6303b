"""From product page to receipt: by phone, by desktop with scripts on, and by keyboard alone."""

import re
import urllib.request
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Locator

from openloket.evidence.keys import PublicKey
from openloket.evidence.verify import Verdict, verify_file
from tests.journeys.browser import forms
from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import fill_in, new_address, parking, today, typed_day
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.person import Person

REFERENCE = re.compile(r"[A-Z]{3}-\d{4}(?:-[0-9A-Z]{3}){3}")


def test_a_parking_permit_by_phone_without_scripts(
    someone: NewPerson, installation: Installation, tmp_path: Path
) -> None:
    resident, email = someone(PHONE), new_address()
    resident.go("/duinstede/parkeervergunning/")
    resident.follow("Start")
    fill_in(resident, parking(email))
    assert resident.title == "Kijk uw antwoorden na"
    resident.press("Versturen")
    assert resident.title == "Wij hebben uw bericht ontvangen"
    reference = REFERENCE.findall(resident.words)[0]
    for answer in ("Noor d’Hollander-Yılmaz", "KZ-418-R", "1991 DE", email, 'vóór <vakantie> & "drukte"'):
        assert answer in resident.words

    mail = installation.mail_to(email)
    assert "Noor" not in str(mail["Subject"])
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        assert body is not None
        told = " ".join(body.get_content().replace("&lt;", "<").replace("&gt;", ">").split())
        for answer in (reference, "Noor d’Hollander-Yılmaz", "KZ-418-R", "<vakantie>", "Dank u wel!"):
            assert answer in told, kind

    installation.sealed()
    with resident.page.expect_download() as download:
        resident.page.get_by_role("link", name="Ontvangstbewijs opslaan").click()
    document = tmp_path / "ontvangstbewijs.pdf"
    download.value.save_as(document)
    assert download.value.suggested_filename == f"{reference}.pdf"
    assert _verdict(installation, document) is Verdict.SEALED


def test_an_event_permit_on_a_desktop(someone: NewPerson, installation: Installation, photo: Path) -> None:
    organiser, email = someone(scripts=True), new_address()
    day = today() + timedelta(days=200)
    organiser.go("/duinstede/evenementenvergunning/formulier")
    assert not organiser.has("kvk")
    organiser.answer({"organisator": "organisatie"})
    organiser.press("Verder")
    assert organiser.title == "Wie organiseert het evenement?", "the answer brings a question into view"
    fill_in(organiser, [{"organisatie": "Buurtvereniging De Vogelkers", "kvk": "12345678"}])
    fill_in(
        organiser,
        [
            {
                "naam_evenement": "Lentefeest",
                "soort": "straatfeest",
                "omschrijving": "Spelletjes en een lange tafel.",
                "bezoekers": "120",
            }
        ],
    )
    organiser.answer(
        {
            **typed_day("dagen.0.datum", day),
            "dagen.0.wat": "opbouw",
            "dagen.0.begin": "09:00",
            "dagen.0.eind": "12.00",
        }
    )
    organiser.press("+ Dag toevoegen")
    assert organiser.value("dagen.0.begin") == "09:00"
    organiser.press("+ Dag toevoegen")
    organiser.answer(
        {
            **typed_day("dagen.2.datum", day + timedelta(days=1)),
            "dagen.2.wat": ["evenement", "afbouw"],
            "dagen.2.begin": "10:00",
            "dagen.2.eind": "23:30",
        }
    )
    organiser.press("Verwijderen : Dag 2")
    assert not organiser.has("dagen.2.begin")
    assert organiser.value("dagen.1.eind") == "23:30"
    organiser.press("Verder")
    assert organiser.title == "Dagen en tijden"
    fill_in(organiser, [{"dagen.1.bezoekers_dag": "120"}])
    organiser.answer(
        {"plaats": "Het Kerkpad", "terrein": "openbaar", "plattegrond": photo, "wegen_dicht": "nee"}
    )
    organiser.press("Verder")
    fill_in(organiser, [{"geluid": "nee", "alcohol": "nee", "plaatst_iets": "nee", "vuur": "geen"}])
    fill_in(
        organiser,
        [{"ehbo": "Twee mensen met een diploma.", "beveiliging": "nee", "bereikbaar": "06 12345678"}],
    )
    fill_in(organiser, [{"naam": "Jan Jansen", **forms.typed_address("adres"), "email": email}])
    assert organiser.title == "Kijk uw antwoorden na"
    assert photo.name in organiser.words

    organiser.follow("Wijzigen : Het evenement")
    organiser.answer({"naam_evenement": "Zomerfeest"})
    organiser.press("Verder")
    assert organiser.title == "Kijk uw antwoorden na", "who changes a page comes back to the check page"
    assert "Zomerfeest" in organiser.words
    assert "Lentefeest" not in organiser.words
    organiser.press("Versturen")
    assert photo.name in organiser.words
    body = installation.mail_to(email).get_body(("plain",))
    assert body is not None
    assert photo.name in body.get_content()


def test_a_complaint_by_keyboard_alone(someone: NewPerson) -> None:
    complainer = someone()
    complainer.go("/eikenrade/klacht/")
    page = complainer.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Direct naar de inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"
    _tab_to(complainer, page.get_by_role("link", name="Start", exact=True))
    complainer.key("Enter")
    _press_by_key(complainer, "Verder")
    assert complainer.status == 422
    assert page.evaluate("document.activeElement.className") == "ol-errors", "the summary has the focus"
    _tab_to(complainer, page.locator(".ol-errors a").first)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.ol-field') !== null"), (
        "the link leads to the field"
    )
    for answers in COMPLAINT:
        for name, value in answers.items():
            _answer_by_key(complainer, name, value)
        _press_by_key(complainer, "Verder")
    assert complainer.title == "Kijk uw antwoorden na", complainer.words
    _press_by_key(complainer, "Versturen")
    assert complainer.title == "Wij hebben uw bericht ontvangen"


COMPLAINT = [
    {"onderwerp": "lang", "wat_gebeurd": "Ik wacht al twaalf weken op een brief."},
    {},
    {
        "namens": "nee",
        "naam": "Gerrit Kuiper",
        "adres.postcode": "7791 AX",
        "adres.huisnummer": "4",
        "adres.straat": "Lindestraat",
        "adres.plaats": "Eikenrade",
    },
]


def _tab_to(person: Person, target: Locator) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _ in range(60):
        if target.evaluate("one => one === document.activeElement"):
            return
        person.page.keyboard.press("Tab")
    raise AssertionError(f"{target} can't be reached with Tab on {person.path}")


def _press_by_key(person: Person, name: str) -> None:
    _tab_to(person, person.page.locator(".ol-actions").get_by_role("button", name=name, exact=True))
    person.key("Enter")


def _answer_by_key(person: Person, name: str, value: str) -> None:
    inputs = person.page.locator(f'[name="{name}"]')
    if inputs.first.get_attribute("type") != "radio":
        _tab_to(person, inputs)
        person.page.keyboard.type(value)
        return
    # Tab enters a group of choices at the first one; the arrows go through it.
    _tab_to(person, inputs.first)
    wanted = person.page.locator(f'[name="{name}"][value="{value}"]')
    person.page.keyboard.press("Space")
    for _ in range(inputs.count()):
        if wanted.is_checked():
            return
        person.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} can't be chosen with the keyboard")


def _verdict(installation: Installation, document: Path) -> Verdict:
    with urllib.request.urlopen(f"{installation.url}/sleutel.pem") as answer:
        key = PublicKey.from_pem(answer.read())
    return verify_file(document.read_bytes(), [key]).verdict
