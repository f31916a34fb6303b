"""The main job from beginning to end, over HTTP, without JavaScript; each step proves something."""

import json
import re
import secrets
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from openloket.cli.demo.browser import Browser, File, Page, Unexpected
from openloket.cli.demo.instance import Instance, openloket
from openloket.cli.demo.towns import DUINSTEDE, EIKENRADE, PASSWORD, Town

_NAME = "Wilma Wandelaar-de Vries"
_PLATE = "WX-123-Z"
_REFERENCE = re.compile(r"DUI-\d{4}-[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_PHOTO = bytes.fromhex(  # a real PNG of one pixel
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8cf500f0003860180345a3d910000000049454e44ae426082"
)
_SEALED_WITHIN = 120.0  # seconds

T = TypeVar("T")


def walk(instance: Instance) -> str:
    """Walk, and return the reference of the verified receipt. Raises Unexpected at the first fault."""
    citizen = Browser()
    email = f"wandelaar-{secrets.token_hex(4)}@post.example"
    receipt = send_a_form(citizen, instance, email)
    reference = _find_reference(receipt)
    sealed = _wait_until_sealed(citizen, receipt)
    pdf = citizen.follow(receipt, "Ontvangstbewijs opslaan").has_status(200).content
    _told("PDF", f"{len(pdf)} bytes, with the proof inside")
    _find_mail(citizen, instance, email, reference)
    _verify_offline(citizen, instance, reference, {"receipt.pdf": pdf, "proof.json": sealed})
    _verify_on_page(citizen, instance, pdf)
    _handle(instance, reference, _last_day(receipt))
    _watched(citizen, instance)
    return reference


def send_a_form(citizen: Browser, instance: Instance, email: str) -> Page:
    """From the start page to the receipt, which is returned. Raises Unexpected at the first fault."""
    check = _fill_in(citizen, _to_the_form(citizen, instance), email)
    return _send(citizen, check, email)


def _told(step: str, proved: str) -> None:
    print(f"  {step:<10} {proved}")


def _to_the_form(citizen: Browser, instance: Instance) -> Page:
    start = citizen.open(f"{instance.url}/").has_status(200)
    for link in start.contents.links:
        citizen.open(
            link.href if "://" in link.href else instance.url + link.href.partition("#")[0]
        ).has_status(200)
    _told("start", f"{len(start.contents.links)} links lead to every role and place")
    home = citizen.follow(start, DUINSTEDE.name).has_status(200)
    product = citizen.follow(home, "Parkeervergunning").has_status(200)
    _told("product", f"{product.contents.heading!r}, two clicks from the start")
    return citizen.follow(product, "Start").has_status(200)


def _answers(email: str) -> dict[str, str | File]:
    """To every question of the form that comes into view."""
    begins = datetime.now(UTC) + timedelta(days=14)
    return {
        "soort": "bewoner",
        "vanaf.dag": str(begins.day),
        "vanaf.maand": str(begins.month),
        "vanaf.jaar": str(begins.year),
        "al_vergunning": "nee",
        "kenteken": _PLATE,
        "kenteken_naam": "lease",
        "bewijs_gebruik": File("leasecontract.png", "image/png", _PHOTO),
        "eigen_plaats": "nee",
        "naam": _NAME,
        "adres.postcode": "1991 de",
        "adres.huisnummer": "27",
        "adres.straat": "Kerkpad",
        "adres.plaats": DUINSTEDE.name,
        "email": email,
        "opmerking": 'Graag vóór <vakantie> & "drukte".',
    }


def _fill_in(citizen: Browser, page: Page, email: str) -> Page:
    refused = citizen.submit(page, "Verder", {}).has_status(422)
    _told(
        "mistake",
        f"{len([link for link in refused.contents.links if '#' in link.href])} links to what is missing",
    )
    answers, pages = _answers(email), 0
    page = refused
    while "/formulier/" in page.url:
        page = _one_page(citizen, page, answers)
        pages += 1
        if pages > 20:
            raise Unexpected("the form does not end")
    page.has_status(200).says(_NAME, _PLATE, "leasecontract.png", email, 'vóór <vakantie> & "drukte"')
    _told("steps", f"{pages} pages without JavaScript; every answer stands on the check page")
    return page


def _one_page(citizen: Browser, page: Page, answers: dict[str, str | File]) -> Page:
    """Answer what this page asks, also the questions that come into view by an answer."""
    for _ in range(3):
        asked = {control.name for form in page.contents.forms for control in form.controls}
        here = {name: answer for name, answer in answers.items() if name in asked}
        after = citizen.submit(page, "Verder", here)
        if after.url.partition("?")[0] != page.url.partition("?")[0]:
            return after
        page = after
    raise Unexpected(f"{page.url} keeps asking: {page.contents.words[:400]}")


def _send(citizen: Browser, check: Page, email: str) -> Page:
    receipt = citizen.submit(check, "Versturen", {"bereikbaarheid": "ja"}).has_status(200)
    reference = _find_reference(receipt)
    receipt.says(_NAME, _PLATE, "leasecontract.png")
    _told("receipt", f"{reference} on screen with an exact copy")
    again = citizen.submit(check, "Versturen", {"bereikbaarheid": "ja"}).has_status(200)
    if _find_reference(again) != reference:
        raise Unexpected("the same form sent twice gave two receipts")
    _told("again", "the same form sent twice gives the same receipt")
    return receipt


def _find_reference(page: Page) -> str:
    found = _REFERENCE.search(page.contents.words)
    if found is None:
        raise Unexpected(f"{page.url} shows no reference: {page.contents.words[:300]}")
    return found.group()


def _last_day(receipt: Page) -> str:
    """The last day of the term on the receipt, as the desk writes it: the latest date on the page."""
    days = [
        (int(year), _MONTHS.index(month), int(day))
        for day, month, year in _DAY.findall(receipt.contents.words)
    ]
    if not days:
        raise Unexpected(f"{receipt.url} shows no last day")
    year, month, day = max(days)
    return f"{day} {_MONTHS[month]} {year}"


def _wait_until_sealed(citizen: Browser, receipt: Page) -> bytes:
    begun = time.monotonic()

    def sealed() -> bytes | None:
        proof = citizen.follow(receipt, "Bewijsbestand opslaan").has_status(200).content
        found = json.loads(proof)
        return proof if found["inclusion"] and found["tree_head"] else None

    proof = _wait_for(sealed, "the receipt was not sealed")
    size = json.loads(proof)["tree_head"]["tree_size"]
    _told("sealed", f"after {time.monotonic() - begun:.1f} seconds, in a tree of {size} facts")
    return proof


def _find_mail(citizen: Browser, instance: Instance, email: str, reference: str) -> None:
    def arrived() -> list[dict[str, str]]:
        mails = json.loads(citizen.open(f"{instance.mailbox_url}/berichten.json").has_status(200).content)
        return [mail for mail in mails if mail["to"] == email]

    (mail,) = _wait_for(arrived, "no mail came")
    page = citizen.open(f"{instance.mailbox_url}/bericht/{mail['name']}").has_status(200)
    page.says(reference, _NAME, _PLATE)
    if _NAME in mail["subject"]:
        raise Unexpected("the subject of the mail names the person")
    _told("mail", "one message, with the copy in it and no name in its subject")


def _verify_offline(citizen: Browser, instance: Instance, reference: str, files: dict[str, bytes]) -> None:
    key = instance.folder / "public-key.pem"
    key.write_bytes(citizen.open(f"{instance.url}/sleutel.pem").has_status(200).content)
    for name, content in files.items():
        path = instance.folder / name
        report = _verify(path, content, key)
        if not report["ok"] or report["reference"] != reference or report["verdict"] == "promised":
            raise Unexpected(f"{name} does not verify: {report}")
        _told("verify", f"{name}, offline with the public key: {report['verdict']}")
        place = len(content) // 2
        changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        report = _verify(path, changed, key)
        failed = [check["name"] for check in report["checks"] if check["state"] == "failed"]
        if report["ok"] or not failed:
            raise Unexpected(f"{name} still verifies with byte {place} changed")
        _told("tampered", f"{name} with one byte changed is refused by: {', '.join(failed)}")


def _verify(path: Path, content: bytes, key: Path) -> dict[str, Any]:
    path.write_bytes(content)
    command = openloket("verify", str(path), "--key", str(key), "--json")
    # An empty environment: no database, no settings, nothing but the file and the key.
    done = subprocess.run(command, env={}, capture_output=True, check=False)  # noqa: S603 (our own command)
    report: dict[str, Any] = json.loads(done.stdout)
    if (done.returncode == 0) != report["ok"]:
        raise Unexpected(f"the exit code of verify is {done.returncode}, but it says {report['text']}")
    return report


def _verify_on_page(citizen: Browser, instance: Instance, pdf: bytes) -> None:
    page = citizen.open(f"{instance.url}/controleren").has_status(200)
    file = File("ontvangstbewijs.pdf", "application/pdf", pdf)
    form = next(form for form in page.contents.forms if form.named("bestand"))
    button = next(control.words for control in form.controls if control.kind == "submit")
    report = citizen.submit(page, button, {"bestand": file}).has_status(200)
    report.says("Dit ontvangstbewijs klopt")
    _told("page", "the public page agrees")


def _handle(instance: Instance, reference: str, last_day: str) -> None:
    worker = Browser()
    inbox = _log_in(worker, instance, DUINSTEDE)
    worker.follow(inbox, reference).has_status(200).says(_NAME, _PLATE, last_day)
    _told("desk", f"a case worker finds {reference}, with its copy and its last day: {last_day}")
    stranger = Browser()
    _log_in(stranger, instance, EIKENRADE)
    for town in (DUINSTEDE, EIKENRADE):
        seen = stranger.open(f"{instance.url}/{town.slug}/balie/zaak/{reference}")
        if reference in seen.contents.words and _NAME in seen.contents.words:
            raise Unexpected(f"a case worker of {EIKENRADE.name} sees {reference}")
    seen.has_status(404)
    _told("stranger", f"a case worker of {EIKENRADE.name} gets 404")
    oversight = stranger.open(f"{instance.url}/toezicht").has_status(200)
    if "zonder ontvangstbevestiging: 0" not in oversight.contents.title:
        raise Unexpected(f"oversight says {oversight.contents.title!r}")
    _told("oversight", oversight.contents.title)


def _watched(citizen: Browser, instance: Instance) -> None:
    """The prober runs, and what it sent to try was received by nobody."""

    def alive() -> Page | None:
        page = citizen.open(f"{instance.url}/gezondheid")
        return page if "laatste teken van leven" in page.contents.words else None

    _wait_for(alive, "the prober gives no sign of life").has_status(200)
    _told("prober", "it looks from outside whether every channel works")


def _log_in(worker: Browser, instance: Instance, town: Town) -> Page:
    page = worker.open(f"{instance.url}/{town.slug}/balie/inloggen").has_status(200)
    name = town.login(town.colleagues[0])
    return worker.submit(page, "Inloggen", {"username": name, "password": PASSWORD}).has_status(200)


def _wait_for(found: Callable[[], T | None], otherwise: str) -> T:
    until = time.monotonic() + _SEALED_WITHIN
    while time.monotonic() < until:
        if value := found():
            return value
        time.sleep(0.25)
    raise Unexpected(otherwise)
