"""Makes the pictures of the documentation anew, of a fresh demo: `make screenshots`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from openloket.cli.demo.towns import DUINSTEDE, PASSWORD
from openloket.conf import embedded
from tests.journeys.browser.chromium import DESKTOP, PHONE, chromium
from tests.journeys.browser.forms import fill_in, parking
from tests.journeys.browser.installation import Installation, running
from tests.journeys.browser.logging_in import log_in
from tests.journeys.browser.person import Person

OUT = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
LARGEST = 200_000  # bytes of one picture
EMAIL = "noor@post.example"


def main() -> None:
    """Start a demo in a folder that is thrown away, and take the pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="openloket-") as name:
        folder = Path(name)
        try:
            with running(folder, embedded.start(folder / "postgres")) as installation, chromium() as browser:
                _take_all(installation, browser)
        finally:
            embedded.stop(folder / "postgres")


def _take_all(installation: Installation, browser: Browser) -> None:
    desktop, phone = (_visitor(installation, browser, size) for size in (DESKTOP, PHONE))
    for name, path in {"start": "/", "home": "/duinstede/", "home-eikenrade": "/eikenrade/"}.items():
        desktop.go(path)
        _take(desktop, name)
    desktop.go("/duinstede/parkeervergunning/")
    _take(desktop, "product")
    phone.go("/duinstede/")
    _take(phone, "home-phone")
    reference = _send(phone, installation)
    desktop.go(phone.path)
    _take(desktop, "receipt")
    _verify(desktop, installation, phone)
    _handle(desktop, reference)
    desktop.go("/monitor/kaart")
    _take(desktop, "monitor")
    phone.go("/duinstede/mijn/")
    _take(phone, "mijn-phone")


def _send(phone: Person, installation: Installation) -> str:
    """Log in and fill in a form by phone, up to the receipt; gives the reference."""
    phone.go("/duinstede/inloggen?verder=/duinstede/parkeervergunning/formulier")
    log_in(phone, "Lotte Vermeer")
    phone.go("/duinstede/parkeervergunning/formulier")
    pages = parking(EMAIL)
    phone.answer(pages[0])
    _take(phone, "step")
    phone.press("Verder")
    fill_in(phone, pages[1:])
    _take(phone, "check")
    phone.press("Versturen")
    installation.sealed()
    installation.mail_to(EMAIL)
    phone.go(phone.path)
    _take(phone, "receipt-phone")
    return phone.path.split("/")[3]


def _verify(person: Person, installation: Installation, sender: Person) -> None:
    document = installation.folder / "ontvangstbewijs.pdf"
    document.write_bytes(sender.context.request.get(f"{sender.page.url}/ontvangstbewijs.pdf").body())
    person.go("/controleren")
    person.answer({"bestand": document})
    person.press("Controleren")
    _take(person, "verify")


def _handle(worker: Person, reference: str) -> None:
    worker.go("/duinstede/balie/")
    worker.answer({"username": DUINSTEDE.login(DUINSTEDE.colleagues[0]), "password": PASSWORD})
    worker.press("Inloggen")
    _take(worker, "inbox")
    worker.follow(reference)
    worker.press("Ik behandel deze zaak")
    worker.answer({"tekst": "Kenteken en adres kloppen."})
    worker.press("Notitie bewaren")
    _take(worker, "zaak")


def _visitor(installation: Installation, browser: Browser, size: dict[str, int]) -> Person:
    context = browser.new_context(viewport=size, locale="nl-NL", timezone_id="Europe/Amsterdam")
    return Person(context, installation.url, lambda url, html: None)


def _take(person: Person, name: str) -> None:
    """The top of the page, as much as the window shows."""
    path = OUT / f"{name}.png"
    person.page.evaluate("scrollTo(0, 0)")
    person.page.screenshot(path=path, animations="disabled")
    size = path.stat().st_size
    assert size < LARGEST, f"{path.name} is {size} bytes"
    print(f"  {path.name:<22} {size // 1000} kB")


if __name__ == "__main__":
    main()
