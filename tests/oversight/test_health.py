"""What the page about health says of the prober: running, silent, or never started."""

from datetime import datetime, timedelta

from django.test import Client
from django.utils import timezone
from tests.cast import Municipality

from openloket.flows.outages.note_probes import beat
from openloket.oversight.health import examine


def prober_at(now: datetime) -> tuple[bool, str]:
    return next((one.good, one.text) for one in examine([], now) if one.name == "Meting")


def test_a_prober_that_never_ran_is_said_and_is_no_fault(db: None, now: datetime) -> None:
    good, text = prober_at(now)
    assert good
    assert "openloket probe" in text


def test_its_last_sign_of_life(db: None, now: datetime) -> None:
    beat(now - timedelta(seconds=59))
    good, text = prober_at(now)
    assert good
    assert "laatste teken van leven maandag 2 maart 2026 om 10.14 uur" in text


def test_a_prober_that_fell_silent_is_a_fault(db: None, now: datetime) -> None:
    beat(now - timedelta(seconds=61))
    good, text = prober_at(now)
    assert not good
    assert "stil sinds" in text


def test_the_page_shows_it(client: Client, duinstede: Municipality) -> None:
    beat(timezone.now() - timedelta(minutes=10))
    answer = client.get("/gezondheid")
    assert answer.status_code == 503
    assert "De meting van storingen: stil sinds" in answer.content.decode()
