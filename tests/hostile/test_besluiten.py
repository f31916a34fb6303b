"""Hostile input where decisions are taken and read: words stay words, and every answer is a clear one."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.flows.deciding import REFUSAL, decide, filled
from tests.hostile.markup import MARK, PAYLOADS, words
from tests.hostile.test_rooms import PIECES, clear
from tests.web.desk.conftest import browser_of
from tests.zaken.making import send

from openloket.zaken.models import Besluit, Zaak


@pytest.fixture
def zaak(duinstede: Municipality) -> Zaak:
    """What somebody sent just now."""
    return send(duinstede, datetime.now(UTC), email="jan@voorbeeld.example")


@pytest.fixture
def worker(duinstede: Municipality) -> Client:
    """Anja, logged in at the desk."""
    return browser_of(duinstede.worker, duinstede)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_an_employee_types_stays_text_wherever_it_is_read(
    worker: Client, client: Client, zaak: Zaak, payload: str
) -> None:
    address = f"/duinstede/balie/zaak/{zaak.reference}/besluit"
    typed = {"soort": "afwijzing", **REFUSAL, "besluit": payload, "reden": payload, "regels": payload[:300]}
    page = clear(worker, "post", address, {**typed, "doen": "voorbeeld"})
    hidden = dict(re.findall(r'<input type="hidden" name="(soort|gezien)" value="([^"]*)"', page))
    clear(worker, "post", address, {**typed, "doen": "wijzigen"})
    clear(worker, "post", address, {**typed, **hidden, "doen": "vastleggen", "hoe-bekend": payload})
    clear(worker, "get", address)
    found = Besluit.objects.filter(zaak=zaak).first()
    if found is None:
        return
    text = clear(client, "get", f"/duinstede/besluit/{zaak.reference}/{found.access_key}")
    shown = " ".join(words(text).split())
    for paragraph in (one for part in found.content["parts"] for one in part["paragraphs"]):
        assert " ".join(paragraph.split()) in shown
    for door in (f"/duinstede/besluit/{zaak.reference}/{found.access_key}", f"{address}/{found.pk}"):
        pdf = worker.get(f"{door}/besluit.pdf")
        assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")


@pytest.mark.parametrize("piece", PIECES)
def test_addresses_of_decisions_that_nobody_gave_out(
    worker: Client, client: Client, duinstede: Municipality, zaak: Zaak, piece: str
) -> None:
    besluit = decide(duinstede, zaak, filled("afwijzing", **REFUSAL), datetime.now(UTC))
    for path in (f"{piece}/{piece}", f"{zaak.reference}/{piece}", f"{piece}/{besluit.access_key}"):
        for end in ("", "/openen", "/besluit.pdf", "/bezwaar"):
            clear(client, "get", f"/duinstede/besluit/{path}{end}")
            clear(client, "post", f"/duinstede/besluit/{path}{end}", {"naam": piece})
    desk = f"/duinstede/balie/zaak/{zaak.reference}/besluit"
    clear(worker, "get", f"{desk}?soort={piece}&gedaan={MARK}")
    clear(worker, "post", desk, {"soort": piece, "doen": piece})
    for number in ("0", "9" * 18, "9" * 30):
        clear(worker, "get", f"{desk}/{number}/besluit.pdf")
        clear(worker, "post", f"{desk}/{number}/bekendgemaakt", {"hoe": piece, "dag.dag": piece})
    known = f"{desk}/{besluit.pk}/bekendgemaakt"
    clear(worker, "post", known, {"hoe": piece, "dag.dag": piece, "dag.maand": "9" * 5000, "dag.jaar": "x"})
    assert Besluit.objects.get().made_known_on is None
