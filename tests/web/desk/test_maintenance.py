"""Announcing work at the desk, what visitors see of it, and how forms that run end well."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import Municipality
from tests.web.desk.test_outages import typed

from openloket.flows.outages.announce_maintenance import announce_maintenance, cancel_maintenance
from openloket.intake.models import Draft, Submission
from openloket.law.kalender import dag_in_amsterdam
from openloket.outages.models import Channel, Maintenance
from openloket.tenancy.local_time import AMSTERDAM
from openloket.web import directory

PAGE = "/duinstede/balie/onderhoud"
ANNOUNCE = f"{PAGE}/nieuw"
FORM = "/duinstede/parkeervergunning/formulier"
TEXT = "Wij zetten een nieuwe versie klaar."
HOUR = timedelta(hours=1)


@pytest.fixture
def soon() -> datetime:
    """Tomorrow at noon, which every day has once."""
    return datetime.combine(dag_in_amsterdam(timezone.now()) + timedelta(days=1), time(12), AMSTERDAM)


@pytest.fixture
def busy(duinstede: Municipality) -> Iterator[int]:
    """Work that goes on right now."""
    now = timezone.now()
    number = announce_maintenance(duinstede.lead, Channel.WEB_FORM, now, now + 2 * HOUR, TEXT, now)
    directory.forget()
    yield number
    directory.forget()


def test_a_lead_announces_and_calls_off(lead: Client, soon: datetime) -> None:
    posted = {"kanaal": "webformulier", "tekst": TEXT, **typed("begin", soon), **typed("einde", soon + HOUR)}
    answer = lead.post(ANNOUNCE, posted)
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}?gedaan=aangekondigd")
    row = Maintenance.objects.get()
    assert (row.starts_at, row.ends_at, row.text) == (soon, soon + HOUR, TEXT)
    page = lead.get(answer["Location"]).content.decode()
    assert TEXT in page
    assert f"{PAGE}/{row.pk}/afzeggen" in page
    assert lead.post(f"{PAGE}/{row.pk}/afzeggen").status_code == 303
    assert "afgezegd" in lead.get(PAGE).content.decode()
    again = lead.post(f"{PAGE}/{row.pk}/afzeggen")
    assert again.status_code == 409
    assert "al voorbij of afgezegd" in again.content.decode()


def test_mistakes_stand_beside_the_question_and_nothing_is_lost(lead: Client, soon: datetime) -> None:
    posted = {"kanaal": "webformulier", "tekst": TEXT, **typed("begin", soon), **typed("einde", soon - HOUR)}
    answer = lead.post(ANNOUNCE, posted)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#einde"' in page
    assert TEXT in page
    assert f'value="{posted["begin-tijd"]}"' in page
    assert lead.post(ANNOUNCE, {}).status_code == 422
    assert not Maintenance.objects.exists()


def test_a_case_worker_does_not_find_it(worker: Client, busy: int) -> None:
    assert worker.get(PAGE).status_code == 404
    assert worker.get(ANNOUNCE).status_code == 404
    assert worker.post(ANNOUNCE, {}).status_code == 404
    assert worker.post(f"{PAGE}/{busy}/afzeggen").status_code == 404
    assert Maintenance.objects.get().cancelled_at is None
    assert "Onderhoud" not in worker.get("/duinstede/balie/storingen").content.decode()


def test_visitors_see_it_two_days_ahead(client: Client, duinstede: Municipality) -> None:
    now = timezone.now()
    pages = ("/duinstede/", "/duinstede/parkeervergunning/", f"{FORM}/wie")
    announce_maintenance(duinstede.lead, Channel.WEB_FORM, now + 50 * HOUR, now + 51 * HOUR, TEXT, now)
    directory.forget()
    assert [path for path in pages if TEXT in client.get(path).content.decode()] == []
    announce_maintenance(duinstede.lead, Channel.WEB_FORM, now + 47 * HOUR, now + 48 * HOUR, TEXT, now)
    directory.forget()
    for path in pages:
        page = client.get(path)
        assert page.status_code == 200
        assert TEXT in page.content.decode(), path
        assert "kunt u geen online formulier invullen" in page.content.decode()


def test_pages_pay_no_query_for_it(client: Client, duinstede: Municipality, busy: int) -> None:
    client.get("/duinstede/parkeervergunning/")
    with CaptureQueriesContext(connection) as seen:
        page = client.get("/duinstede/parkeervergunning/").content.decode()
        client.get("/duinstede/")
    assert TEXT in page
    assert [query["sql"] for query in seen] == []


def test_meanwhile_no_form_begins(client: Client, busy: int) -> None:
    for path in (FORM, f"{FORM}/wie", f"{FORM}/auto"):
        answer = client.get(path, follow=True)
        page = answer.content.decode()
        assert answer.status_code == 503, path
        assert "Dit formulier is even dicht" in page
        assert "Vanaf" in page
        assert "14 0123" in page
        assert TEXT in page
        assert 7000 < int(answer["Retry-After"]) <= 7200
    assert not Draft.objects.exists()


def test_who_was_busy_goes_on_and_sends(client: Client, duinstede: Municipality) -> None:
    page = client.get(f"{FORM}/wie").content.decode()
    key = page.partition('name="draft_key" value="')[2].partition('"')[0]
    now = timezone.now()
    announce_maintenance(duinstede.lead, Channel.WEB_FORM, now, now + HOUR, TEXT, now)
    directory.forget()
    # The first page was open when it began: what was typed is kept all the same.
    first = client.post(f"{FORM}/wie", {"draft_key": key, "naam": "Noor Bakker", "verder": "1"})
    assert first.status_code == 302
    assert client.get(f"{FORM}/auto").status_code == 200
    client.post(f"{FORM}/auto", {"draft_key": key, "kenteken": "AB-123-C", "verder": "1"})
    sent = client.post("/duinstede/parkeervergunning/versturen", {"draft_key": key})
    assert "/ontvangst/" in sent["Location"]
    assert Submission.objects.count() == 1
    directory.forget()


def test_called_off_it_is_open_again(client: Client, duinstede: Municipality, busy: int) -> None:
    assert client.get(f"{FORM}/wie").status_code == 503
    cancel_maintenance(duinstede.lead, busy, timezone.now())
    directory.forget()
    assert client.get(f"{FORM}/wie").status_code == 200


def test_work_on_another_channel_closes_no_form(client: Client, duinstede: Municipality) -> None:
    now = timezone.now()
    announce_maintenance(duinstede.lead, Channel.EMAIL, now, now + HOUR, TEXT, now)
    directory.forget()
    answer = client.get(f"{FORM}/wie")
    assert answer.status_code == 200
    assert "komt uw e-mail niet bij ons aan" in answer.content.decode()
