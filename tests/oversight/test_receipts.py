"""The figure that must be zero counts every message that nobody confirmed, whatever the cause."""

from datetime import datetime, timedelta

import pytest
from tests.cast import Municipality
from tests.flows.test_submit_form import draft

from openloket.flows.submit_form import submit_form
from openloket.oversight.receipts import PATIENCE, PERIOD, ReceiptCount, count_receipts
from openloket.post.models import Message


def count(town: Municipality, now: datetime) -> ReceiptCount:
    """The count of one town."""
    return count_receipts([town.organisation], now)[0]


@pytest.mark.parametrize(
    ("state", "later", "expected"),
    [
        ("handed_over", timedelta(0), (1, 0, 0, 0)),
        ("queued", timedelta(0), (0, 0, 1, 0)),
        ("retry", PATIENCE, (0, 0, 0, 1)),
        ("failed", timedelta(0), (0, 0, 0, 1)),
    ],
)
def test_a_message_counts_once(
    duinstede: Municipality, now: datetime, state: str, later: timedelta, expected: tuple[int, ...]
) -> None:
    submit_form(duinstede.organisation, draft(duinstede, now), False, now)
    Message.objects.update(state=state, settled_at=now + timedelta(seconds=3))
    found = count(duinstede, now + later)
    assert (found.confirmed, found.exceptions, found.underway, found.unconfirmed) == expected
    assert found.received == sum(expected) == 1


def test_an_exception_of_the_law_is_no_failure(duinstede: Municipality, now: datetime) -> None:
    submit_form(duinstede.organisation, draft(duinstede, now, email=None), False, now)
    found = count(duinstede, now + PATIENCE)
    assert (found.exceptions, found.unconfirmed) == (1, 0)


def test_a_confirmation_that_was_never_made_is_found(duinstede: Municipality, now: datetime) -> None:
    submit_form(duinstede.organisation, draft(duinstede, now), False, now)
    Message.objects.all().delete()
    assert count(duinstede, now).unconfirmed == 1


def test_the_archive_is_not_counted_again(duinstede: Municipality, now: datetime) -> None:
    submit_form(duinstede.organisation, draft(duinstede, now), False, now)
    assert count(duinstede, now + PERIOD).received == 0


def test_one_town_is_not_counted_in_another(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    submit_form(duinstede.organisation, draft(duinstede, now), False, now)
    assert count(eikenrade, now).received == 0
