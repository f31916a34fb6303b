"""The same e-mail in several hands at one moment, each on its own connection, all committing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connections
from tests import cast
from tests.committing import committing
from tests.mailread.making import message

from openloket.flows.receive_mail import HandledAlready, receive_mail
from openloket.flows.store_mail import Incoming, store_mail
from openloket.intake.models import RawMail, Submission
from openloket.post.models import Message
from openloket.tenancy.scope import scope
from openloket.zaken.models import Zaak

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
HANDS = 4


@pytest.fixture
def town(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[cast.Municipality]:
    """A municipality in a database of its own, where everything is really committed."""
    with django_db_blocker.unblock(), committing("mail_at_once"):  # type: ignore[attr-defined]  # not in the stubs
        town = cast.municipality("duinstede", "Duinstede", "DUI")
        with scope(town.organisation.pk):
            yield town


def at_once(town: cast.Municipality, act: Callable[[], object]) -> list[object]:
    start = Barrier(HANDS)

    def attempt(_: int) -> object:
        try:
            with scope(town.organisation.pk):
                start.wait(10)
                return act()
        except HandledAlready:
            return HandledAlready
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(attempt, range(HANDS)))


def test_stored_and_handled_once(town: cast.Municipality) -> None:
    incoming = Incoming(message("Hallo"), "info@duinstede.example", None, NOW)
    stored = at_once(town, lambda: store_mail(town.organisation, incoming, NOW))
    assert sorted(one.new for one in stored) == [False] * (HANDS - 1) + [True]  # type: ignore[attr-defined]  # not in the stubs
    row = RawMail.objects.get()
    at_once(town, lambda: receive_mail(town.organisation, row.pk, NOW))
    row.refresh_from_db()
    assert row.submission_id == Submission.objects.get().pk
    assert Message.objects.count() == Zaak.objects.count() == 1
