"""Employees of two municipalities, each with a browser of his own, logged in."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone
from tests.cast import Municipality
from tests.zaken.making import send

from openloket.tenancy.models import Employee
from openloket.web import directory
from openloket.web.control.oversight import measurement
from openloket.zaken.models import Zaak


@pytest.fixture(autouse=True)
def _fresh() -> None:
    """What a process keeps in memory is of another test's database."""
    directory.forget()
    measurement.forget()


def browser_of(employee: Employee, town: Municipality) -> Client:
    client = Client()
    answer = client.post(
        f"/{town.organisation.slug}/balie/inloggen",
        {"username": employee.username, "password": "welkom-op-het-werk"},
    )
    assert answer.status_code == 303
    return client


@pytest.fixture
def worker(duinstede: Municipality) -> Client:
    """Anja of Duinstede."""
    return browser_of(duinstede.worker, duinstede)


@pytest.fixture
def lead(duinstede: Municipality) -> Client:
    """Bram, her team lead."""
    return browser_of(duinstede.lead, duinstede)


@pytest.fixture
def stranger(duinstede: Municipality, eikenrade: Municipality) -> Client:
    """Anja of Eikenrade, who has the same user name."""
    return browser_of(eikenrade.worker, eikenrade)


@pytest.fixture
def today() -> datetime:
    """This very moment: the pages read the clock themselves."""
    return timezone.now()


@pytest.fixture
def zaak(duinstede: Municipality, today: datetime) -> Zaak:
    """What Jan Jansen of Duinstede sent just now."""
    return send(duinstede, today, email="jan@voorbeeld.example")
