"""What everybody can read about outages: the page, its archive and its feed, at the cost of one reading."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import Municipality
from tests.outages.making import outage

from openloket.flows.outages.extend_for_outage import extend_for_outage
from openloket.law.kalender import AMSTERDAM, dag_in_amsterdam
from openloket.outages.models import ProbeState
from openloket.tenancy.scope import scope
from openloket.web import outage_register

PAGE, FEED = "/duinstede/storingen", "/duinstede/storingen.atom"
WHY = "Ons formulier deed het niet.\nDat spijt ons."
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _fresh() -> None:
    outage_register.forget()


@pytest.fixture
def today() -> datetime:
    """This very moment: the pages read the clock themselves."""
    return timezone.now()


@pytest.fixture
def year(today: datetime) -> int:
    """The year that it is here."""
    return dag_in_amsterdam(today).year


def read(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_is_wrong(client: Client, duinstede: Municipality, today: datetime) -> None:
    assert "Er zijn nu geen storingen bekend." in read(client)
    ProbeState.create(channel="webformulier", good_at=today)
    outage_register.forget()
    page = read(client)
    assert "Het online formulier werkt. Gemeten op " in page
    assert "e-mail komt" not in page  # not measured, so nothing is said of it


def test_an_outage_that_lasts(client: Client, duinstede: Municipality, today: datetime) -> None:
    ProbeState.create(channel="webformulier", good_at=today)
    outage(today - timedelta(minutes=90), None)
    page = read(client)
    assert "Het online formulier werkt nu niet." in page
    assert "Gemeten op" not in page
    assert "1 uur en 30 minuten" in page or "1 uur en 31 minuten" in page
    assert "ten minste de tijd bij die de storing duurde" in page


def test_what_was_decided_is_announced(client: Client, duinstede: Municipality, today: datetime) -> None:
    down = outage(today - timedelta(hours=3), today - timedelta(hours=1))
    extend_for_outage(duinstede.lead, down.pk, 2, WHY, today)
    page = read(client, f"{PAGE}?jaar={dag_in_amsterdam(down.began_at).year}")
    assert f'id="storing-{down.pk}"' in page
    assert "nog bezwaar maken? Dan hebt u 2 werkdagen langer de tijd." in page
    assert "Ons formulier deed het niet.<br>Dat spijt ons." in page
    assert "Dat is 2 uur." in page
    assert "Bram" not in page


def test_every_year_has_a_page(client: Client, duinstede: Municipality, year: int) -> None:
    old = datetime(year - 2, 12, 31, 22, 30, tzinfo=UTC)
    outage(old, old + timedelta(hours=2))
    assert "Er is geen storing geweest." in read(client)
    page = read(client, f"{PAGE}?jaar={year - 2}")
    assert "31 december" in page
    assert f'href="{PAGE}?jaar={year}"' in page
    for odd in ("1000", "9999", "x", "-1", ""):
        assert "Storingen in de afgelopen twaalf maanden" in read(client, f"{PAGE}?jaar={odd}")


def test_in_january_one_still_finds_what_happened_in_december(
    client: Client, duinstede: Municipality, today: datetime
) -> None:
    for days in (364, 380):
        outage(today - timedelta(days=days, hours=2), today - timedelta(days=days))
    page = read(client)
    assert page.count('id="storing-') == 1
    earlier = (today - timedelta(days=364)).astimezone(AMSTERDAM)
    assert f"?jaar={earlier.year}" in page
    year_page = read(client, f"{PAGE}?jaar={earlier.year}")
    assert f'href="{PAGE}"' in year_page


def test_an_outage_belongs_to_the_year_in_which_it_began_here(
    client: Client, duinstede: Municipality, year: int
) -> None:
    midnight = datetime(year - 1, 12, 31, 23, 30, tzinfo=UTC)  # half past midnight in Amsterdam
    outage(midnight, midnight + timedelta(minutes=5))
    assert f"1 januari {year} om 00.30 uur" in read(client)


def test_the_feed(client: Client, duinstede: Municipality, today: datetime) -> None:
    down = outage(today - timedelta(hours=3), today - timedelta(hours=1))
    extend_for_outage(duinstede.lead, down.pk, 1, "Te <laat> & sorry", today)
    answer = client.get(FEED)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    assert feed.findtext(f"{ATOM}title") == "Storingen bij Duinstede"
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Het online formulier werkte niet"
    assert "Te <laat> & sorry" in (entry.findtext(f"{ATOM}summary") or "")
    assert (entry.findtext(f"{ATOM}id") or "").endswith(f"/duinstede/storingen#storing-{down.pk}")
    assert (entry.findtext(f"{ATOM}updated") or "").startswith(f"{today:%Y-%m-%d}")


def test_of_another_municipality_nothing(
    client: Client, duinstede: Municipality, eikenrade: Municipality, today: datetime
) -> None:
    with scope(eikenrade.organisation.pk):
        outage(today - timedelta(hours=2), None)
    assert "werkt nu niet" not in read(client)
    assert "werkt nu niet" in read(client, "/eikenrade/storingen")


def test_while_many_look_the_database_is_not_asked(
    client: Client, duinstede: Municipality, today: datetime
) -> None:
    outage(today - timedelta(hours=2), None)
    read(client), read(client, FEED)
    with CaptureQueriesContext(connection) as seen:
        read(client), read(client, FEED)
    assert len(seen) == 0
