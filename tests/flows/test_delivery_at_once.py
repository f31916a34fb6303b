"""Word that comes twice, two workers and an employee with one message that came back: one takes the step."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections
from tests import cast
from tests.committing import committing
from tests.zaken.making import send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.flows.advance_messages import advance_messages
from openloket.flows.ask_supplement import Wish, ask_supplement
from openloket.flows.deliver_messages import deliver
from openloket.flows.note_delivery import note_delivery
from openloket.flows.post_letter import UnableToPost, letter_instead
from openloket.post.delivery import Event, EventKind, Source
from openloket.post.models import DeliveryEvent, Message, MessageState
from openloket.tenancy.scope import scope

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
DUE = NOW + timedelta(hours=5)


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[cast.Municipality]:
    """A municipality in a database of its own, where everything is really committed."""
    with django_db_blocker.unblock(), committing("delivery_at_once"):  # type: ignore[attr-defined]
        town = cast.municipality("duinstede", "Duinstede", "DUI")
        with scope(town.organisation.pk):
            yield town


@pytest.fixture
def left(town: cast.Municipality) -> Message:
    """A request that left by e-mail."""
    zaak = send(town, NOW, reachable=True, email="jan@voorbeeld.example")
    wish = Wish("- uw handtekening", date(2026, 3, 23))
    message: Message = ask_supplement(town.worker, town.organisation, zaak, wish, NOW).message
    deliver(message.pk, MemoryCarrier(), lambda: NOW)
    return message


def at_once(town: cast.Municipality, *acts: Callable[[], object]) -> list[object]:
    """Let each act at the same moment; gives what came of it."""
    start = Barrier(len(acts))

    def attempt(act: Callable[[], object]) -> object:
        try:
            with scope(town.organisation.pk):
                start.wait(10)
                return act()
        except UnableToPost as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(attempt, acts))


def full() -> Event:
    return Event(EventKind.BOUNCED_SOFT, NOW, Source.REPORT, "mail:1", "4.2.2")


def steps(message: Message) -> int:
    return DeliveryEvent.objects.filter(message=message, kind="offered").count()


def test_the_same_word_at_once_is_heard_once_and_one_worker_sends_again(
    town: cast.Municipality, left: Message
) -> None:
    def hear() -> object:
        return note_delivery(left.pk, full(), NOW)

    assert sorted(map(bool, at_once(town, hear, hear, hear))) == [False, False, True]
    assert sorted(map(str, at_once(town, *[lambda: advance_messages(DUE)] * 3))) == ["0", "0", "1"]
    left.refresh_from_db()
    assert (left.state, left.step, steps(left)) == (MessageState.QUEUED, 2, 1)


def test_a_worker_and_an_employee_take_one_step_together(town: cast.Municipality, left: Message) -> None:
    note_delivery(left.pk, full(), NOW)
    at_once(town, lambda: advance_messages(DUE), lambda: letter_instead(town.worker, left.pk, DUE))
    left.refresh_from_db()
    assert left.state in (MessageState.QUEUED, MessageState.TO_POST)
    assert (left.step, steps(left)) == (2, 1)
