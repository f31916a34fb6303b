"""A way that fails is left alone for a while at no cost to messages; one tries, and the rest follows."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.cast import Municipality

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.log import events_of
from openloket.flows.delivery.hand_over import hand_over
from openloket.post.carriers import Held
from openloket.post.delivery_log import heard_of
from openloket.post.dispatch import Attempt, NotClaimed
from openloket.post.models import CarrierAccount, CarrierState, DeliveryEvent, Message, MessageState
from openloket.post.ports import Account, Temporary
from openloket.tenancy.scope import scope
from openloket.tenancy.sealing import CARRIER_SECRET, seal
from openloket.web.desk.delivery.delivery_words import row_of

NOW = datetime(2026, 4, 21, 10, tzinfo=UTC)
DOWN = Temporary("[Errno 111] Connection refused", whole=True)


@pytest.fixture(autouse=True)
def in_scope(duinstede: Municipality) -> Iterator[None]:
    with scope(duinstede.organisation.pk):
        yield


def written(number: int = 1, **values: Any) -> Message:
    row = {
        "kind": "status", "subject_kind": "zaak", "subject_id": 7, "to_address": "j.jansen@example.nl",
        "subject_line": "Uw zaak", "text": "Dag.\n", "sha256": "0" * 64,
        "message_id": f"<{number}@duinstede.example>", "created_at": NOW,
    }  # fmt: skip
    return Message.create(**(row | values))


class Way:
    """The carrier of the installation, and the accounts that were asked for."""

    def __init__(self) -> None:
        self.carrier = MemoryCarrier()
        self.asked: list[Account | None] = []

    def send(self, message: Message, at: datetime = NOW) -> Attempt | NotClaimed | Held:
        return hand_over(message.pk, self.door, lambda: at)

    def door(self, account: Account | None) -> MemoryCarrier:
        self.asked.append(account)
        return self.carrier


def closed(way: Way) -> list[Message]:
    """Three messages after which the way is closed."""
    messages = [written(number) for number in (1, 2, 3)]
    way.carrier.refusals = [DOWN] * 3
    for one in messages:
        assert isinstance(way.send(one), Attempt)
    return messages


def test_a_way_that_fails_is_left_alone_and_costs_no_attempt(duinstede: Municipality) -> None:
    way = Way()
    closed(way)
    fourth = written(4)
    held = way.send(fourth)
    assert isinstance(held, Held)
    assert held.wait > timedelta(seconds=30)
    fourth.refresh_from_db()
    assert (fourth.attempts, fourth.state) == (0, MessageState.QUEUED)
    facts = events_of(duinstede.organisation.pk, [("organisation", duinstede.organisation.pk)])
    assert [fact.kind for fact in facts if fact.kind.startswith("carrier.")] == ["carrier.stopped"]


def test_of_all_that_wait_one_tries_and_then_the_way_is_open(duinstede: Municipality) -> None:
    way = Way()
    closed(way)
    later, fourth, fifth = NOW + timedelta(seconds=31), written(4), written(5)
    way.carrier.refusals = [DOWN]
    assert isinstance(way.send(fourth, later), Attempt)
    assert isinstance(way.send(fifth, later), Held), "it failed again: the way is closed for longer"
    state = CarrierState.objects.get()
    assert state.open_until == later + timedelta(seconds=60)
    much_later = later + timedelta(seconds=61)
    CarrierState.objects.update(probed_at=much_later)
    assert isinstance(way.send(fifth, much_later), Held), "another message tries at this moment"
    CarrierState.objects.update(probed_at=None)
    sent = way.send(fifth, much_later)
    assert isinstance(sent, Attempt)
    assert sent.outcome is MessageState.HANDED_OVER
    state.refresh_from_db()
    assert (state.failures, state.open_until, state.opened) == (0, None, 0)
    assert isinstance(way.send(fourth, much_later), Attempt)
    facts = events_of(duinstede.organisation.pk, [("organisation", duinstede.organisation.pk)])
    kinds = [fact.kind for fact in facts if fact.kind.startswith("carrier.")]
    assert sorted(kinds) == ["carrier.resumed", "carrier.stopped"]


def test_who_may_not_leave_does_not_tell_whether_the_way_works(duinstede: Municipality) -> None:
    way = Way()
    closed(way)
    bad = written(8, to_address="j.jansen@example.nl\nBcc: x@y.example")
    later = NOW + timedelta(minutes=1)
    way.send(bad, later)
    assert CarrierState.objects.get().open_until is not None
    assert way.carrier.carried == []
    other = written(9)
    assert isinstance(way.send(other, later), Attempt), "the next one tries"
    assert CarrierState.objects.get().open_until is None


def test_whoever_kills_each_worker_is_not_offered_for_ever(duinstede: Municipality) -> None:
    way, row = Way(), written(state=MessageState.SENDING, attempts=4, uncertain=3, claimed_at=NOW)
    way.send(row, NOW + timedelta(days=1))
    row.refresh_from_db()
    assert (way.carrier.carried, row.state) == ([], MessageState.AGAIN)


def test_one_bad_message_does_not_stop_the_others() -> None:
    way, bad = Way(), written(1)
    for minutes in range(5):
        way.carrier.refusals = [DOWN]
        assert isinstance(way.send(bad, NOW + timedelta(minutes=minutes)), Attempt)
    assert CarrierState.objects.get().open_until is None
    assert isinstance(way.send(written(2)), Attempt)
    assert CarrierState.objects.get().failures == 0


def test_a_server_that_puts_everything_off_is_left_alone_too() -> None:
    way = Way()
    for number in range(1, 11):
        way.carrier.refusals = [Temporary("451 4.7.1 come back later")]
        assert isinstance(way.send(written(number)), Attempt)
    eleventh = written(11)
    assert isinstance(way.send(eleventh), Held)
    later = NOW + timedelta(minutes=1)
    assert isinstance(way.send(eleventh, later), Attempt)
    assert CarrierState.objects.get().open_until is None


def test_a_way_that_never_failed_leaves_no_trace() -> None:
    way = Way()
    way.send(written())
    assert not CarrierState.objects.exists()


def test_what_may_have_arrived_is_known_waited_with_and_at_last_given_to_a_person(
    duinstede: Municipality,
) -> None:
    way, row = Way(), written()
    waits = []
    for day in range(4):
        way.carrier.refusals = [Temporary("timed out", uncertain=True)]
        done = way.send(row, NOW + timedelta(days=day))
        assert isinstance(done, Attempt)
        waits.append(done.wait)
    assert waits[0] == timedelta(minutes=10)
    assert waits == sorted(waits)
    assert done.outcome is MessageState.FAILED, "four may have arrived: no fifth without a person"
    row.refresh_from_db()
    assert row.uncertain == 4
    assert "twee keer" in row_of(heard_of([row.pk])[row.pk][0])["text"]
    first = next(
        fact for fact in events_of(duinstede.organisation.pk, [("zaak", 7)]) if fact.kind == "message.delayed"
    )
    assert '"uncertain":true' in first.body


def test_an_attempt_of_a_process_that_died_counts_as_uncertain() -> None:
    way, row = Way(), written(state=MessageState.SENDING, attempts=1, claimed_at=NOW - timedelta(minutes=10))
    done = way.send(row)
    assert isinstance(done, Attempt)
    assert done.outcome is MessageState.HANDED_OVER
    row.refresh_from_db()
    assert (row.uncertain, DeliveryEvent.objects.get(message=row).kind) == (1, "handed_over")


def test_no_more_leave_in_a_minute_than_may_and_the_rest_stands_in_line() -> None:
    CarrierAccount.create(way="email", per_minute=60, changed_at=NOW)
    way = Way()
    done = [way.send(written(number)) for number in range(9)]
    left = [one for one in done if isinstance(one, Attempt)]
    held = [one for one in done if isinstance(one, Held)]
    assert len(left) == 6, "a burst of five seconds, and one at once"
    assert len(held) == 3
    code = written(20, kind="status_code")
    assert isinstance(way.send(code), Attempt), "somebody waits for it: room was kept"
    assert isinstance(way.send(written(30), NOW + timedelta(seconds=10)), Attempt)


def test_an_organisation_sends_with_an_account_of_its_own(duinstede: Municipality) -> None:
    CarrierAccount.create(
        way="email", carrier="smtp", settings={"host": "mail.duinstede.example", "port": 587},
        secret=seal(b"geheim", CARRIER_SECRET), changed_at=NOW,
    )  # fmt: skip
    way = Way()
    way.send(written())
    (account,) = way.asked
    assert account == Account("smtp", (("host", "mail.duinstede.example"), ("port", "587")), "geheim")
    assert "geheim" not in repr(account)


def test_what_nobody_carries_waits() -> None:
    assert isinstance(Way().send(written(way="sms")), Held)


def test_there_is_nothing_to_send_of_another_organisation(eikenrade: Municipality) -> None:
    with scope(eikenrade.organisation.pk):
        elsewhere = written()
    assert Way().send(elsewhere) is NotClaimed.SETTLED
