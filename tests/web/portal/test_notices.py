"""The banner of an outage on the pages where people begin: while it lasts, shortly after, and no longer."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import FORM, Municipality
from tests.journeys.filling_in import fill_in
from tests.outages.making import outage

from openloket.flows.outages.extend_for_outage import extend_for_outage
from openloket.formkit.load import parse
from openloket.outages.models import How, Outage
from openloket.web import outage_register

PAGES = ("/duinstede/", "/duinstede/parkeervergunning/", "/duinstede/parkeervergunning/formulier/wie")


@pytest.fixture(autouse=True)
def _fresh() -> None:
    outage_register.forget()


@pytest.fixture
def today() -> datetime:
    """This very moment: the pages read the clock themselves."""
    return timezone.now()


@pytest.mark.parametrize("address", PAGES)
def test_while_it_lasts_and_shortly_after(
    client: Client, duinstede: Municipality, today: datetime, address: str
) -> None:
    assert "werkte niet" not in client.get(address).content.decode()
    outage(today - timedelta(hours=30), today - timedelta(hours=28))
    outage_register.forget()
    page = client.get(address).content.decode()
    assert "<strong>Het online formulier werkte niet</strong>" in page
    assert "Nu werkt het weer." in page
    assert "ten minste de tijd bij die de storing duurt" in page
    outage(today - timedelta(hours=1), None)
    outage_register.forget()
    page = client.get(address).content.decode()
    assert "<strong>Het online formulier werkt nu niet</strong>" in page
    assert "werkte niet" not in page  # one banner for each channel
    assert 'href="/duinstede/storingen"' in page


def test_also_before_sending(client: Client, duinstede: Municipality, today: datetime) -> None:
    answers = {"naam": "Jan Jansen", "kenteken": "AB-123-C"}
    assert "werkt nu niet" not in fill_in(client, PAGES[1][:-1], parse(FORM), answers).content.decode()
    outage(today - timedelta(hours=1), None)
    outage_register.forget()
    assert "werkt nu niet" in client.get(f"{PAGES[1]}controle").content.decode()


def test_after_two_days_it_is_over(client: Client, duinstede: Municipality, today: datetime) -> None:
    outage(today - timedelta(hours=60), today - timedelta(hours=49))
    assert "werkte niet" not in client.get(PAGES[0]).content.decode()


def test_more_time_is_told_there(client: Client, duinstede: Municipality, today: datetime) -> None:
    down = outage(today - timedelta(hours=9), today - timedelta(hours=1))
    extend_for_outage(duinstede.lead, down.pk, 3, "Storing.", today)
    page = client.get(PAGES[1]).content.decode()
    assert "nog bezwaar maken? Dan hebt u 3 werkdagen langer de tijd." in page


def test_announced_work_that_goes_on_has_its_own_banner(
    client: Client, duinstede: Municipality, today: datetime
) -> None:
    Outage.create(channel="webformulier", began_at=today, noticed_at=today, how=How.PLANNED, fault="")
    assert "werkt nu niet" not in client.get(PAGES[0]).content.decode()


def test_the_banner_costs_no_query(client: Client, duinstede: Municipality, today: datetime) -> None:
    client.get(PAGES[1])
    with CaptureQueriesContext(connection) as without:
        client.get(PAGES[1])
    outage(today - timedelta(hours=1), None)
    outage_register.forget()
    client.get(PAGES[1])
    with CaptureQueriesContext(connection) as seen:
        assert "werkt nu niet" in client.get(PAGES[1]).content.decode()
    assert len(seen) == len(without)
