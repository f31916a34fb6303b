"""Hostile input at the other doors: receipts, the control question, verification, resuming and the desk."""

import json
import random
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import Municipality
from tests.hostile.making import FILES
from tests.hostile.markup import MARK, PAYLOADS, injected, words
from tests.hostile.test_submissions import CLEAR
from tests.zaken.making import send

from openloket.intake.models import Receipt
from openloket.intake.receipts import MOST_TRIES
from openloket.web import directory
from openloket.zaken.models import Zaak

PIECES = (
    "%00",
    "%ff%fe",
    "..%2f..%2fetc",
    "x" * 3000,
    "%E2%80%AE",
    "'%20OR%201=1--",
    "%0d%0aSet-Cookie:%20a=b",
)


@pytest.fixture(autouse=True)
def _fresh(duinstede: Municipality) -> Iterator[None]:
    directory.forget()
    yield
    directory.forget()


@pytest.fixture
def zaak(duinstede: Municipality) -> Zaak:
    """What somebody sent just now."""
    return send(duinstede, datetime.now(UTC), email="jan@voorbeeld.example")


@pytest.fixture
def worker(duinstede: Municipality) -> Client:
    """Anja, logged in at the desk."""
    client = Client()
    login = {"username": duinstede.worker.username, "password": "welkom-op-het-werk"}
    assert client.post("/duinstede/balie/inloggen", login).status_code == 303
    return client


def clear(client: Client, method: str, path: str, *values: object) -> str:
    """Ask and give the page, which must be a clear answer without anything injected."""
    response = getattr(client, method)(path, *values)
    assert response.status_code in CLEAR, (response.status_code, method, path[:100])
    page = response.content.decode() if "html" in response.get("Content-Type", "") else ""
    assert injected(page) == [], (method, path[:100])
    return str(page)


@pytest.mark.parametrize("piece", PIECES)
def test_addresses_that_nobody_gave_out(client: Client, zaak: Zaak, piece: str) -> None:
    for path in (
        piece, f"{piece}/", f"{piece}/formulier", f"parkeervergunning/{piece}", f"verder/{piece}/{piece}",
        f"verder/parkeervergunning/{piece}", f"ontvangst/{piece}/{piece}",
        f"ontvangst/{zaak.reference}/{piece}",
        f"ontvangst/{piece}/{piece}/openen", f"ontvangst/{zaak.reference}/{piece}/ontvangstbewijs.pdf",
        f"ontvangst/{zaak.reference}/{piece}/te-laat/", f"ontvangst/{piece}/{piece}/{piece}/",
        f"balie/zaak/{piece}/koppelen", f"balie/zaak/{piece}", f"?zoek={piece}", f"?zoek={MARK}&zoek={piece}",
    ):  # fmt: skip
        clear(client, "get", f"/duinstede/{path}")
        clear(client, "post", f"/duinstede/{path}", {"draft_key": piece})


@pytest.mark.parametrize("payload", PAYLOADS)
def test_searching_shows_what_was_asked_as_text(client: Client, worker: Client, payload: str) -> None:
    clear(client, "get", "/duinstede/", {"zoek": payload})
    asked = dict.fromkeys(("zoek", "status", "van", "na", "voor", "dienst", "termijn", "volgorde"), payload)
    clear(worker, "get", "/duinstede/balie/", asked)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_logging_in_with_anything(client: Client, payload: str) -> None:
    wrong = {"username": payload, "password": payload, "verder": payload}
    assert clear(client, "post", "/duinstede/balie/inloggen", wrong)
    assert "sessionid" not in client.cookies
    away = client.get("/duinstede/balie/inloggen", {"verder": "//kwaad.example/duinstede/balie/"})
    assert "kwaad.example" not in away.content.decode()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_desk_takes_notes_and_orders_as_text(worker: Client, zaak: Zaak, payload: str) -> None:
    address = f"/duinstede/balie/zaak/{zaak.reference}"
    clear(worker, "post", f"{address}/notitie", {"tekst": payload})
    clear(worker, "post", f"{address}/status", {"gezien": payload, "nieuwe-status": payload})
    clear(worker, "post", f"{address}/toewijzen", {"gezien": payload, "behandelaar": payload})
    clear(worker, "post", f"{address}/toewijzen", {"gezien": "", "behandelaar": "9" * 5000})
    clear(worker, "get", f"{address}?gedaan={MARK}")
    clear(worker, "get", f"{address}/bijlage/{'9' * 19}")
    clear(worker, "post", f"{address}/koppelen", dict.fromkeys(("kenmerk", "soort", "zeker"), payload))
    clear(worker, "post", f"{address}/koppelen", {"soort": "aanvulling", "kenmerk": payload, "zeker": "ja"})
    clear(worker, "get", f"{address}/berichten?pagina={'9' * 30}")
    page = clear(worker, "get", address)
    if "\0" not in payload:
        assert payload.replace("\r\n", "\n").strip() in words(page)


@pytest.mark.parametrize("payload", [*PAYLOADS, "9" * 5000, "", "31-12-9999", "²"])
def test_the_control_question(client: Client, zaak: Zaak, payload: str) -> None:
    found = Receipt.objects.get(submission_id=zaak.submission_id)
    told = {**found.consequences, "protected": True, "check": "naam"}
    Receipt.objects.filter(pk=found.pk).update(consequences=told)
    address = f"/duinstede/ontvangst/{zaak.reference}/{found.access_key}"
    client.cookies["openloket_ontvangst"] = "\xe9\xff"
    assert client.get(address).status_code == 302
    for name in ("naam", "naam.dag", "naam.0.x", f"<{MARK}>"):
        page = clear(client, "post", f"{address}/openen", {name: payload})
        assert zaak.reference not in page
    assert client.get(address).status_code == 302


def test_the_control_question_is_answered_wrong_only_so_often(client: Client, zaak: Zaak) -> None:
    found = Receipt.objects.get(submission_id=zaak.submission_id)
    told = {**found.consequences, "protected": True, "check": "naam"}
    Receipt.objects.filter(pk=found.pk).update(consequences=told)
    address = f"/duinstede/ontvangst/{zaak.reference}/{found.access_key}/openen"
    statuses = [client.post(address, {"naam": f"gok {turn}"}).status_code for turn in range(MOST_TRIES + 3)]
    assert statuses == [422] * (MOST_TRIES - 1) + [429] * 4
    assert client.post(address, {"naam": zaak.submission.answers["naam"]}).status_code == 429


def _strange_proofs() -> Iterator[bytes]:
    yield from (content for _, content in FILES)
    yield b"[" * 200_000
    yield b'{"a":' * 50_000
    yield json.dumps({"type": PAYLOADS[0], "copy": {"reference": PAYLOADS[1]}}).encode()
    yield b'{"type": ' + b"9" * 10_000 + b"}"
    yield b'{"type": 1e999, "a": NaN}'
    yield b'{"a": "\\ud800"}'
    stream = zlib.compress(bytes(50_000_000))
    bomb = b"%%PDF-1.7\n1 0 obj<</Length %d/Filter/FlateDecode/Type/ObjStm/N 9/First 9>>stream\n" % len(
        stream
    )
    yield bomb + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 2>>\nstartxref\n9\n%%EOF"
    yield b"%PDF-1.7\ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"
    yield b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>"


def test_verification_of_anything(client: Client) -> None:
    for content in _strange_proofs():
        file = SimpleUploadedFile(f"{PAYLOADS[0]}.pdf", content)
        page = clear(client, "post", "/controleren", {"bestand": file})
        assert "ol-verdict--ok" not in page


def test_verification_of_a_receipt_with_any_bytes_changed(client: Client, zaak: Zaak) -> None:
    found = Receipt.objects.get(submission_id=zaak.submission_id)
    address = f"/duinstede/ontvangst/{zaak.reference}/{found.access_key}"
    chance = random.Random(1)
    for name in ("bewijs.json", "ontvangstbewijs.pdf"):
        whole = client.get(f"{address}/{name}").content
        for _ in range(25):
            broken = bytearray(whole)
            start = chance.randrange(len(broken))
            broken[start : start + chance.choice((1, 1, 50))] = chance.randbytes(chance.choice((1, 3, 0)))
            file = SimpleUploadedFile("bewijs.pdf", bytes(broken))
            clear(client, "post", "/controleren", {"bestand": file})
