"""Each hour a way is tried, a message to ourselves comes back or is missed, and that is told once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.cast import Municipality

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.log import events_of
from openloket.flows.delivery.canary import note_canary
from openloket.flows.delivery.try_carrier import try_carrier
from openloket.flows.delivery.watch_carriers import note_silence, watch_carriers
from openloket.intake.models import RawMail
from openloket.intake.ports import MailEnvelope
from openloket.oversight.carriers import in_trouble, standings
from openloket.oversight.health import examine
from openloket.post.models import CarrierAccount, CarrierState, DeliveryEvent, Message
from openloket.post.ports import Account, Permanent
from openloket.post.trouble import Trouble
from openloket.tenancy.models import Employee
from openloket.tenancy.scope import scope
from openloket.work import clock
from openloket.work.reception import Reception

NOW = datetime(2026, 11, 23, 11, 20, tzinfo=UTC)
OWN = "info@duinstede.example"


@pytest.fixture(autouse=True)
def in_scope(duinstede: Municipality) -> Iterator[None]:
    Employee.objects.filter(pk=duinstede.lead.pk).update(email="bram@duinstede.example")
    with scope(duinstede.organisation.pk):
        yield


def told() -> list[str]:
    return list(
        Message.objects.filter(kind="employee_login").order_by("id").values_list("to_address", flat=True)
    )


def send_canary(carrier: MemoryCarrier, at: datetime = NOW) -> None:
    def door(account: Account | None) -> MemoryCarrier:
        return carrier

    try_carrier("email", door, lambda: at)


def kept_by_us(content: bytes) -> int:
    """How many e-mails are kept after this one came in."""
    Reception(lambda: None).keep(content, MailEnvelope((OWN,), OWN))
    return RawMail.objects.count()


def test_each_hour_one_worker_tries_each_way_that_was_chosen(duinstede: Municipality) -> None:
    assert watch_carriers(NOW) == 0
    assert not ProcrastinateJob.objects.filter(task_name="try_carrier").exists()
    CarrierAccount.create(way="email", carrier="", changed_at=NOW)
    for minutes in (0, 5, 30):
        watch_carriers(NOW + timedelta(minutes=minutes))
    assert ProcrastinateJob.objects.filter(task_name="try_carrier").count() == 1
    watch_carriers(NOW + timedelta(minutes=61))
    assert ProcrastinateJob.objects.filter(task_name="try_carrier").count() == 2


def test_a_message_to_ourselves_comes_back_and_is_no_mail(duinstede: Municipality) -> None:
    CarrierAccount.create(way="email", carrier="", canary=True, changed_at=NOW)
    carrier, sent_at = MemoryCarrier(), clock.now()  # where e-mail comes in reads the clock
    send_canary(carrier, sent_at)
    (sent,) = carrier.carried
    assert (sent.sender, sent.recipient) == (OWN, OWN)
    assert kept_by_us(sent.content) == 0
    assert kept_by_us(sent.content) == 0, "also when it comes in twice"
    forged = sent.content.replace(CarrierState.objects.get().canary_key.encode(), b"0" * 32)
    assert kept_by_us(forged) == 1, "what is not ours is an e-mail like any other"
    assert not in_trouble(duinstede.organisation, sent_at + timedelta(hours=1))


def test_one_that_does_not_come_back_is_told_once_and_again_after_it_was_well(
    duinstede: Municipality,
) -> None:
    CarrierAccount.create(way="email", carrier="", canary=True, changed_at=NOW)
    carrier = MemoryCarrier()
    send_canary(carrier)
    again = NOW + timedelta(minutes=31)
    send_canary(carrier, again)
    late = again + timedelta(minutes=31)
    assert watch_carriers(again + timedelta(minutes=29)) == 0
    assert (watch_carriers(late), watch_carriers(late)) == (1, 0)
    assert told() == ["bram@duinstede.example"]
    (way,) = standings(duinstede.organisation, late)
    assert way.troubles == (Trouble.CANARY_LOST,)
    examined = next(one for one in examine([duinstede.organisation], late) if one.name == "Bezorging")
    assert not examined.good
    assert "Duinstede" in examined.text
    send_canary(carrier, late)
    assert watch_carriers(late) == 0, "the next one is on its way: the trouble is not new an hour later"
    assert in_trouble(duinstede.organisation, late)
    note_canary(CarrierState.objects.get().canary_key, late)
    assert not in_trouble(duinstede.organisation, late + timedelta(hours=1))
    assert watch_carriers(late) == 0
    for _ in range(2):
        late += timedelta(minutes=31)
        send_canary(carrier, late)
    late += timedelta(minutes=31)
    assert watch_carriers(late) == 1


def test_one_message_to_ourselves_that_is_lost_is_sent_again_before_anybody_is_woken(
    duinstede: Municipality,
) -> None:
    CarrierAccount.create(way="email", carrier="", canary=True, changed_at=NOW)
    send_canary(MemoryCarrier())
    lost = NOW + timedelta(minutes=31)
    assert watch_carriers(lost) == 0
    assert ProcrastinateJob.objects.filter(task_name="try_carrier").count() == 1, "long before the hour"
    assert not in_trouble(duinstede.organisation, lost)
    assert told() == []


def test_a_try_that_fails_is_told_with_what_it_said(duinstede: Municipality) -> None:
    CarrierAccount.create(way="email", carrier="", canary=True, changed_at=NOW)
    carrier = MemoryCarrier()
    carrier.refusals = [Permanent("535 5.7.8 wrong password")]
    send_canary(carrier)
    state = CarrierState.objects.get()
    assert (state.tried_well, state.tried_answer) == (False, "535 5.7.8 wrong password")
    assert watch_carriers(NOW) == 0, "one failure wakes nobody"
    soon = NOW + timedelta(minutes=6)
    watch_carriers(soon)
    assert ProcrastinateJob.objects.filter(task_name="try_carrier").count() == 1, "it is tried again soon"
    carrier.refusals = [Permanent("535 5.7.8 wrong password")]
    send_canary(carrier, soon)
    assert (watch_carriers(soon), watch_carriers(soon)) == (1, 0)
    send_canary(carrier, soon + timedelta(minutes=6))
    assert CarrierState.objects.get().failed_tries == 0


def test_a_failure_that_is_over_at_the_next_try_was_told_to_nobody(duinstede: Municipality) -> None:
    CarrierAccount.create(way="email", carrier="", changed_at=NOW)
    CarrierState.create(way="email", tried_at=NOW, tried_well=False, failed_tries=1)
    assert watch_carriers(NOW + timedelta(minutes=1)) == 0
    try_carrier("email", lambda account: MemoryCarrier(), lambda: NOW + timedelta(minutes=6))
    assert watch_carriers(NOW + timedelta(minutes=7)) == 0
    assert told() == []


def test_an_employee_tries_and_gets_it(duinstede: Municipality) -> None:
    carrier = MemoryCarrier()
    tried = try_carrier("email", lambda account: carrier, lambda: NOW, duinstede.lead.pk)
    assert tried.well
    assert [one.recipient for one in carrier.carried] == ["bram@duinstede.example"]
    facts = events_of(duinstede.organisation.pk, [("organisation", duinstede.organisation.pk)])
    assert "carrier.tried" in [fact.kind for fact in facts]


def test_silence_is_noted_and_told_and_over_when_something_leaves(duinstede: Municipality) -> None:
    def about(kind: str) -> Message:
        return Message.create(
            kind="status", subject_kind=kind, subject_id=7, to_address="j@example.nl", subject_line="x",
            text="x", sha256="0" * 64, message_id=f"<{kind}@duinstede.example>", created_at=NOW,
        )  # fmt: skip

    def left(at: datetime, told: Message) -> DeliveryEvent:
        return DeliveryEvent.new(
            message=told, step=1, kind="handed_over", at=at, noted_at=at, source="carrier", way="email",
            identity=str(at),
        )  # fmt: skip

    message, alarm = about("zaak"), about("employee")
    now = datetime(2026, 7, 6, 11, 20, tzinfo=UTC)  # far from where the clock changes
    monday = now.replace(minute=0) - timedelta(hours=1)
    weeks = [monday - timedelta(weeks=number) for number in range(1, 10)]
    DeliveryEvent.objects.bulk_create(
        [left(week + timedelta(minutes=number), message) for week in weeks for number in range(12)]
    )
    assert note_silence(now) == 1
    assert CarrierState.objects.get().silent_since == weeks[0] + timedelta(hours=1)
    assert watch_carriers(now) == 1
    left(now - timedelta(minutes=40), alarm).save()
    assert note_silence(now) == 1
    left(now - timedelta(minutes=30), message).save()
    assert note_silence(now) == 0
    assert CarrierState.objects.get().silent_since is None
