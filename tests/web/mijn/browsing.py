"""A browser of somebody who is logged in at the portal."""

from datetime import UTC, datetime

from django.test import Client
from tests.people.acting import logged_in

from openloket.people.models import Person

HERE = "/duinstede/mijn"


def now() -> datetime:
    """The clock of the pages, which read it themselves."""
    return datetime.now(UTC)


def browser(someone: Person, acting_for: int | None = None, town: str = "duinstede") -> Client:
    """Logged in as this person, perhaps acting on a mandate."""
    client = Client()
    client.cookies["openloket_mijn"] = logged_in(someone, now(), acting_for)
    client.cookies["openloket_mijn"]["path"] = f"/{town}/"
    return client
