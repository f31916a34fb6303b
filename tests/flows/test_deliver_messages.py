"""A message leaves once, whatever happens on the way, and the log tells how."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.cast import Municipality
from tests.zaken.making import ADDRESS, send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.log import events_of
from openloket.flows.correspondence.send_status import send_status
from openloket.flows.correspondence.withdraw_reachability import withdraw_reachability
from openloket.flows.delivery.deliver_messages import deliver, follow_later
from openloket.flows.delivery.recover_messages import recover_lost_messages
from openloket.flows.delivery.sent import EFFECTS
from openloket.people.reachability import keep_yes
from openloket.post import dispatch
from openloket.post.models import DeliveryEvent, Message, MessageState, Suppression
from openloket.post.ports import Accepted, Item, Permanent, Temporary
from openloket.tenancy.scope import scope


def message(now: datetime, **values: Any) -> Message:
    """A message that waits to leave."""
    row = {
        "kind": "notice",
        "subject_kind": "submission",
        "subject_id": 7,
        "to_address": "j.jansen@example.nl",
        "subject_line": "Wij hebben uw bericht ontvangen",
        "text": "Dag mevrouw Jansen,\n\nWij hebben uw bericht ontvangen: één café.\n",
        "html": "<p>Dag mevrouw Jansen</p>",
        "sha256": "0" * 64,
        "message_id": "<5f3a@duinstede.example>",
        "created_at": now,
    }
    return Message.create(**(row | values))


def at(now: datetime) -> Callable[[], datetime]:
    return lambda: now


def settled(row: Message) -> Message:
    row.refresh_from_db()
    return row


def test_what_is_carried(duinstede: Municipality, now: datetime) -> None:
    carrier = MemoryCarrier()
    row = message(now)
    deliver(row.pk, carrier, at(now))
    (envelope,) = carrier.carried
    mail = message_from_bytes(envelope.content, policy=policy.default)
    assert (envelope.sender, envelope.recipient) == ("info@duinstede.example", "j.jansen@example.nl")
    assert mail["From"] == "Gemeente Duinstede <info@duinstede.example>"
    assert mail["Message-ID"] == "<5f3a@duinstede.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_body(("plain",)).get_content().splitlines() == row.text.splitlines()
    assert mail.get_body(("html",)).get_content().strip() == row.html


def test_success_is_kept_with_its_proof(duinstede: Municipality, now: datetime) -> None:
    row = message(now)
    deliver(row.pk, MemoryCarrier(), at(now))
    assert settled(row).state == MessageState.HANDED_OVER
    assert row.settled_at == now
    kept = DeliveryEvent.objects.get(message=row)
    assert (kept.step, kept.kind, kept.code, kept.answer) == (1, "handed_over", "250", "250 kept")
    assert (kept.way, kept.address, row.sent_at) == ("email", "j.jansen@example.nl", now)
    (event,) = events_of(duinstede.organisation.pk, [("submission", 7)])
    assert event.kind == "message.handed_over"
    assert "jansen" not in event.body


def test_a_settled_message_does_not_leave_again(duinstede: Municipality, now: datetime) -> None:
    carrier = MemoryCarrier()
    row = message(now)
    deliver(row.pk, carrier, at(now))
    assert deliver(row.pk, carrier, at(now)) is dispatch.NotClaimed.SETTLED
    assert len(carrier.carried) == 1


def test_a_refusal_for_now_is_tried_again(duinstede: Municipality, now: datetime) -> None:
    carrier = MemoryCarrier()
    carrier.refusals = [Temporary("451 later")]
    row = message(now)
    deliver(row.pk, carrier, at(now))
    assert settled(row).state == MessageState.RETRY
    assert row.settled_at is None
    deliver(row.pk, carrier, at(now))
    assert settled(row).state == MessageState.HANDED_OVER
    outcomes = list(DeliveryEvent.objects.order_by("id").values_list("identity", "kind"))
    assert outcomes == [("attempt:1:1", "delayed"), ("attempt:1:2", "handed_over")]


def test_what_may_be_there_already_goes_seldom_and_at_most_four_times(
    duinstede: Municipality, now: datetime
) -> None:
    carrier = MemoryCarrier()
    carrier.refusals = [Temporary("the line broke after the last dot", uncertain=True) for _ in range(9)]
    row, waits = message(now), []
    while settled(row).state in (MessageState.QUEUED, MessageState.RETRY):
        tried = deliver(row.pk, carrier, at(now))
        assert isinstance(tried, dispatch.Attempt)
        waits.append(tried.wait)
    assert waits[:3] == [timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4)]
    assert (len(waits), row.uncertain) == (4, 4)
    facts = [event.body for event in events_of(duinstede.organisation.pk, [("submission", 7)])]
    assert sum('"uncertain":true' in body for body in facts) == 4, "each of them may be a second one"


@pytest.mark.parametrize("attempts", [0, 29])
def test_a_person_looks_when_there_is_no_hope(duinstede: Municipality, now: datetime, attempts: int) -> None:
    carrier = MemoryCarrier()
    carrier.refusals = [Temporary("451 later") if attempts else Permanent("550 unknown")]
    row = message(now, attempts=attempts)
    deliver(row.pk, carrier, at(now))
    assert settled(row).state == (MessageState.AGAIN if attempts else MessageState.FAILED)
    told = [event.kind for event in events_of(duinstede.organisation.pk, [("submission", 7)])]
    assert told == ["message.failed"] + ([] if attempts else ["message.needs_person"])


def test_a_yes_that_was_taken_back_counts_for_what_waits_too(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now, reachable=True, email="jan@post.example", adres=ADDRESS)
    waits, goes = (send_status(duinstede.organisation, duinstede.worker, zaak, now + timedelta(days=number))
                   for number in (0, 1))  # fmt: skip
    carrier = MemoryCarrier()
    deliver(goes.pk, carrier, at(now))
    assert withdraw_reachability(zaak.reference, now)
    deliver(waits.pk, carrier, at(now))
    assert [one.recipient for one in carrier.carried] == ["jan@post.example"]
    assert (settled(goes).state, settled(waits).state) == (MessageState.HANDED_OVER, MessageState.TO_POST)
    assert waits.way == "letter"
    assert not Suppression.objects.exists(), "nothing is wrong with the address"


def test_a_yes_that_was_said_anew_lets_go_what_waits(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now, reachable=True, email="jan@post.example")
    waits = send_status(duinstede.organisation, duinstede.worker, zaak, now)
    withdraw_reachability(zaak.reference, now)
    keep_yes("jan@post.example", zaak.reference, "Ja.", "medewerker", now)
    carrier = MemoryCarrier()
    deliver(waits.pk, carrier, at(now))
    assert settled(waits).state == MessageState.HANDED_OVER


def test_words_that_make_no_letter_fail_without_being_offered(duinstede: Municipality, now: datetime) -> None:
    carrier = MemoryCarrier()
    row = message(now, to_address="a@b.nl\r\nBcc: everybody@example.nl")
    deliver(row.pk, carrier, at(now))
    assert settled(row).state == MessageState.FAILED
    assert carrier.carried == []


def test_while_one_process_sends_another_does_not(duinstede: Municipality, now: datetime) -> None:
    carrier = MemoryCarrier()
    row = message(now, state=MessageState.SENDING, attempts=1, claimed_at=now)
    assert deliver(row.pk, carrier, at(now + timedelta(seconds=90))) is dispatch.NotClaimed.BUSY
    assert carrier.carried == []


def test_what_a_killed_worker_left_is_sent_with_the_same_message_id(
    duinstede: Municipality, now: datetime
) -> None:
    carrier = MemoryCarrier()
    row = message(now, state=MessageState.SENDING, attempts=1, claimed_at=now)
    deliver(row.pk, carrier, at(now + timedelta(minutes=3)))
    assert settled(row).state == MessageState.HANDED_OVER
    assert b"Message-ID: <5f3a@duinstede.example>" in carrier.carried[0].content
    (left,) = events_of(duinstede.organisation.pk, [("submission", 7)])
    assert '"uncertain_before":1' in left.body, "it may be there twice, and the log says so"


def test_a_slow_success_counts_and_a_slow_failure_does_not(duinstede: Municipality, now: datetime) -> None:
    row = message(now)
    first = dispatch.claim(row.pk, now)
    second = dispatch.claim(row.pk, now + timedelta(minutes=3))
    assert isinstance(first, dispatch.Claim)
    assert isinstance(second, dispatch.Claim)
    dispatch.settle(first, dispatch.Attempt(1, MessageState.RETRY, "", now))
    assert settled(row).state == MessageState.SENDING
    dispatch.settle(second, dispatch.Attempt(2, MessageState.HANDED_OVER, "250", now))
    assert settled(row).state == MessageState.HANDED_OVER
    late = dispatch.Claim(row.pk, 1, 3, 0, "", "", 0, "", first.letter)
    dispatch.settle(late, dispatch.Attempt(3, MessageState.FAILED, "", now))
    assert settled(row).state == MessageState.HANDED_OVER


def test_a_slow_success_counts_also_while_another_process_is_sending_it(
    duinstede: Municipality, now: datetime
) -> None:
    row = message(now)
    slow, next_one = (dispatch.claim(row.pk, now + timedelta(minutes=later)) for later in (0, 3))
    assert isinstance(slow, dispatch.Claim)
    assert isinstance(next_one, dispatch.Claim)
    assert dispatch.settle(slow, dispatch.Attempt(1, MessageState.HANDED_OVER, "250", now))
    assert (settled(row).state, row.sent_at) == (MessageState.HANDED_OVER, now)
    assert not dispatch.settle(next_one, dispatch.Attempt(2, MessageState.FAILED, "550", now))
    assert settled(row).state == MessageState.HANDED_OVER


class BrokenDisk(MemoryCarrier):
    """What must go with the message can't be read."""

    def carry(self, item: Item, /) -> Accepted:
        raise OSError("the disk does not answer")


def test_what_can_not_be_read_now_is_tried_again(duinstede: Municipality, now: datetime) -> None:
    row = message(now)
    deliver(row.pk, BrokenDisk(), at(now))
    assert settled(row).state == MessageState.RETRY
    deliver(row.pk, MemoryCarrier(), at(now))
    assert settled(row).state == MessageState.HANDED_OVER


def test_another_organisation_can_not_send_it(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    row = message(now)
    carrier = MemoryCarrier()
    with scope(eikenrade.organisation.pk):
        assert deliver(row.pk, carrier, at(now)) is dispatch.NotClaimed.SETTLED
    assert carrier.carried == []


def test_statements_per_message(
    duinstede: Municipality, now: datetime, django_assert_num_queries: Any
) -> None:
    row = message(now, kind="status")
    # Claim, is the address suppressed, savepoint (a transaction outside tests), settle, record, release.
    with django_assert_num_queries(6):
        deliver(row.pk, MemoryCarrier(), at(now))


def test_lost_messages_are_queued_once(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    ours = message(now, state=MessageState.RETRY)
    message(now, state=MessageState.HANDED_OVER, message_id="done@x")
    message(now + timedelta(minutes=5), message_id="fresh@x")
    with scope(eikenrade.organisation.pk):
        theirs = message(now, message_id="other@x")
    later = now + timedelta(minutes=2)
    assert recover_lost_messages(later) == 2
    assert recover_lost_messages(later) == 0
    jobs = list(ProcrastinateJob.objects.filter(task_name="deliver_message").values_list("args", flat=True))
    assert sorted(job["message_id"] for job in jobs) == sorted([ours.pk, theirs.pk])
    assert {"organisation_id": eikenrade.organisation.pk, "message_id": theirs.pk} in jobs


def test_the_waits_between_attempts_grow_to_two_hours() -> None:
    waits = [dispatch.wait_after(attempt) for attempt in range(1, 31)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=5)
    assert waits[-1] == timedelta(hours=2)


def test_a_bug_in_what_follows_never_sends_the_mail_again(
    duinstede: Municipality, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something that cannot succeed is put where an effect stands; then it is mended."""
    followed: list[tuple[int, date, datetime]] = []

    def broken(message_id: int, sent_on: date, at: datetime) -> None:
        Message.create(kind="x")  # lacks everything the table asks

    monkeypatch.setitem(EFFECTS, "notice", broken)
    carrier, row = MemoryCarrier(), message(now)
    deliver(row.pk, carrier, at(now))
    assert settled(row).state == MessageState.HANDED_OVER
    assert deliver(row.pk, carrier, at(now)) is dispatch.NotClaimed.SETTLED
    assert len(carrier.carried) == 1
    [job] = ProcrastinateJob.objects.filter(task_name="follow_message")
    assert job.args == {"organisation_id": duinstede.organisation.pk, "message_id": row.pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        follow_later(row.pk)
    monkeypatch.setitem(EFFECTS, "notice", lambda *told: followed.append(told))
    assert follow_later(row.pk)
    assert followed == [(row.pk, now.date(), now)]


def test_nothing_follows_a_message_that_did_not_leave(duinstede: Municipality, now: datetime) -> None:
    assert not follow_later(message(now).pk)
