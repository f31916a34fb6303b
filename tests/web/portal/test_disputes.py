"""The receipt page of who objected or complained: whether it counts, and the answer."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.cast import Municipality
from tests.flows.disputing import refused, send_kind
from tests.outages.test_register import outage

from openloket.flows.decisions.decide_timeliness import decide_timeliness
from openloket.flows.decisions.handle_complaint import ComplaintOutcome, handle_complaint
from openloket.zaken.models import Besluit, Zaak

Decided = tuple[Zaak, Besluit]


@pytest.fixture
def today() -> datetime:
    return timezone.now()


@pytest.fixture
def decided(duinstede: Municipality, today: datetime) -> Decided:
    """Refused seventy days ago: since four weeks nobody can object any more."""
    return refused(duinstede, today - timedelta(days=71), today - timedelta(days=70))


def page_of(client: Client, zaak: Zaak) -> str:
    receipt = zaak.submission.receipt
    answer = client.get(f"/duinstede/ontvangst/{zaak.reference}/{receipt.access_key}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_in_time(client: Client, duinstede: Municipality, decided: Decided, today: datetime) -> None:
    page = page_of(
        client, send_kind(duinstede, "bezwaar", today - timedelta(days=40), about=decided[0].reference)
    )
    assert "Uw bezwaar is op tijd" in page


def test_forgiven_by_an_outage_with_the_reason(
    client: Client, duinstede: Municipality, decided: Decided, today: datetime
) -> None:
    outage(today - timedelta(days=60), today - timedelta(days=20))
    zaak = send_kind(duinstede, "bezwaar", today, about=decided[0].reference)
    page = page_of(client, zaak)
    assert "Uw bezwaar telt mee" in page
    assert "niet bereiken langs de aangewezen weg" in page
    assert "Wij nemen uw bezwaar aan." in page


def test_what_a_person_decided_and_why(
    client: Client, duinstede: Municipality, decided: Decided, today: datetime
) -> None:
    zaak = send_kind(duinstede, "bezwaar", today, about=decided[0].reference)
    assert "Een medewerker beslist daarover." in page_of(client, zaak)
    decide_timeliness(duinstede.worker, zaak, "te_laat", False, "U was gewoon thuis.", today)
    page = page_of(client, zaak)
    assert "Uw bezwaar is te laat" in page
    assert "U was gewoon thuis." in page


def test_the_answer_to_a_complaint(client: Client, duinstede: Municipality, today: datetime) -> None:
    zaak = send_kind(duinstede, "klacht", today)
    assert "Ons antwoord op uw klacht" not in page_of(client, zaak)
    refusal = ComplaintOutcome("niet_behandeld", "Te <b>lang</b> geleden.", "", "", "de ombudsman", "1 jaar")
    handle_complaint(duinstede.worker, zaak, refusal, today)
    page = page_of(client, zaak)
    assert "Wij behandelen uw klacht niet" in page
    assert "Te &lt;b&gt;lang&lt;/b&gt; geleden." in page
    assert "Ons antwoord op uw klacht is klaar." in page


def test_what_both_agreed_on_shows_no_notes_of_the_desk(
    client: Client, duinstede: Municipality, today: datetime
) -> None:
    zaak = send_kind(duinstede, "klacht", today)
    handle_complaint(duinstede.worker, zaak, ComplaintOutcome("tevreden", "Intern: gebeld."), today)
    assert "Intern: gebeld." not in page_of(client, zaak)
