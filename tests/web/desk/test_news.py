"""A later message in a zaak is shown as news until who handles it opened it."""

from datetime import UTC, datetime

from django.test import Client
from tests.cast import Municipality
from tests.zaken.making import send, write_about

from openloket.evidence.models import Event
from openloket.zaken.models import Zaak

INBOX = "/duinstede/balie/"
BADGE = "Nieuw bericht"


def test_it_is_news_until_who_handles_it_read_it(
    duinstede: Municipality, worker: Client, lead: Client
) -> None:
    now = datetime.now(UTC)
    zaak = send(duinstede, now)
    assert BADGE not in worker.get(INBOX).text
    Zaak.objects.update(assignee=duinstede.worker)
    write_about(duinstede, zaak, "vraag-over-zaak", now)
    page = worker.get(INBOX).text
    assert BADGE in page
    assert "1 zaak met een nieuw bericht" in page
    assert "1 zaak met een nieuw bericht" not in lead.get(INBOX).text, "it is of a colleague"
    assert zaak.reference in worker.get(f"{INBOX}?status=nieuws").text
    papers = f"{INBOX}zaak/{zaak.reference}/berichten"
    assert papers in worker.get(f"{INBOX}zaak/{zaak.reference}").text
    lead.get(papers)
    assert BADGE in worker.get(INBOX).text, "a colleague who looked does not answer it"
    worker.get(papers)
    assert BADGE not in worker.get(INBOX).text
    assert Event.objects.filter(kind="zaak.news_seen", subject_id=zaak.pk).count() == 1


def test_of_a_closed_zaak_too(duinstede: Municipality, worker: Client) -> None:
    now = datetime.now(UTC)
    zaak = send(duinstede, now)
    write_about(duinstede, zaak, "vraag-over-zaak", now)
    Zaak.objects.update(status="closed", closed_at=now)
    assert zaak.reference not in worker.get(INBOX).text
    assert zaak.reference in worker.get(f"{INBOX}?status=nieuws").text
