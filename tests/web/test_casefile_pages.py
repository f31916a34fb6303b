"""The pages of a case file are plain Dutch, with whole dates: no codes, no English, nothing of our own."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.flows.test_place_message import reached
from tests.outages.making import outage
from tests.zaken.making import send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.flows.correspondence.place_message import place_message
from openloket.flows.correspondence.send_status import send_status
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.proving.export_case_file import export_case_file
from openloket.flows.proving.seal_log import seal_log
from openloket.post.casefile_pdf.render import Part, Volume
from openloket.post.models import Message
from openloket.web.casefile import pages as all_pages
from openloket.web.casefile.pages import pages_of
from openloket.web.message_facts import template_words
from openloket.zaken.models import Zaak

CODE = re.compile(r"\b[a-z_]+\.[a-z_]+\b(?<!dossier.pdf)(?<!inhoud.json)(?<!sleutel.pem)")
SHORT_MONTH = re.compile(r"\d (jan|feb|mrt|apr|jun|jul|aug|sep|okt|nov|dec) \d")


@pytest.fixture
def zaak(duinstede: Municipality, now: datetime) -> Zaak:
    found = send(duinstede, now, email="sanne@post.example")
    reached(found, now)
    written = send_status(duinstede.organisation, duinstede.worker, found, now)
    place_message(written.pk, now)
    deliver(Message.objects.get(kind="notice").pk, MemoryCarrier(), lambda: now)
    outage(now, now + timedelta(hours=2))
    seal_log(now + timedelta(minutes=1))
    return found


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[Part]:
    """Every part that would have been typeset."""
    parts: list[Part] = []

    def keep(front: object, given: Iterator[Part]) -> Iterator[Volume]:
        parts.extend(given)
        yield Volume(1, b"%PDF-1.7")

    monkeypatch.setattr(all_pages, "render_volumes", keep)
    return parts


def test_every_sentence_is_one_for_a_judge(
    duinstede: Municipality, zaak: Zaak, now: datetime, printed: list[Part]
) -> None:
    pages = pages_of(duinstede.organisation, now)
    export_case_file(duinstede.organisation, duinstede.worker, zaak, "rechter", pages, now).close()
    text = "\n".join(
        line
        for part in printed
        for line in (part.title, *part.lines, *(cell for row in part.rows for cell in row))
        if "@" not in line and "://" not in line
    )
    assert not CODE.findall(text)
    assert not SHORT_MONTH.findall(text)
    assert "gedeeld-" not in text
    assert "Bericht 2: " in text, "a fact names the message as chapter 4 numbers it"
    assert "Het online formulier werkte niet" in text


@pytest.mark.parametrize(
    ("pinned", "words"),
    [
        ("", ""),
        ("free@gedeeld-9bc9a93f60", "gedeelde tekst, versie 9bc9a93f60"),
        (
            "besluit@gedeeld-1f2a+eigen-2",
            "gedeelde tekst, versie 1f2a, met eigen tekst van de organisatie, versie 2",
        ),
    ],
)
def test_versions_of_texts_in_words(pinned: str, words: str) -> None:
    assert template_words(pinned) == words
