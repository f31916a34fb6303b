"""Announced work: who may, what is refused, and how it comes into the register of outages."""

import json
from datetime import datetime, timedelta

import pytest
from tests.cast import Municipality

from openloket.evidence.models import Event
from openloket.flows.outages.announce_maintenance import (
    UnableToPlan,
    announce_maintenance,
    cancel_maintenance,
)
from openloket.flows.outages.register_maintenance import register_maintenance
from openloket.outages.announced import read_announced
from openloket.outages.models import Channel, Maintenance, Outage, OutageEnd
from openloket.tenancy import scope

HOUR = timedelta(hours=1)
TEXT = "Wij zetten een nieuwe versie klaar."


def announce(town: Municipality, now: datetime, begin: timedelta = HOUR, length: timedelta = HOUR) -> int:
    return announce_maintenance(town.lead, Channel.WEB_FORM, now + begin, now + begin + length, TEXT, now)


def register() -> list[tuple[str, datetime, datetime | None]]:
    ends = dict(OutageEnd.objects.values_list("outage_id", "ended_at"))
    return [(one.how, one.began_at, ends.get(one.pk)) for one in Outage.objects.order_by("began_at")]


def test_announced_with_a_fact_that_holds_no_text(duinstede: Municipality, now: datetime) -> None:
    number = announce(duinstede, now)
    row = Maintenance.objects.get(pk=number)
    assert (row.announced_by_id, row.announced_at, row.text) == (duinstede.lead.pk, now, TEXT)
    [fact] = Event.objects.filter(subject_kind="maintenance", subject_id=number)
    assert fact.kind == "maintenance.announced"
    body = json.loads(fact.body)
    assert body["channel"] == "webformulier"
    assert TEXT not in fact.body
    assert len(body["text_sha256"]) == 64


@pytest.mark.parametrize(
    ("channel", "begin", "length", "text", "field"),
    [
        ("duiven", HOUR, HOUR, TEXT, "kanaal"),
        ("webformulier", -2 * HOUR, 4 * HOUR, TEXT, "begin"),
        ("webformulier", HOUR, timedelta(), TEXT, "einde"),
        ("webformulier", HOUR, -HOUR, TEXT, "einde"),
        ("webformulier", HOUR, timedelta(days=8), TEXT, "einde"),
        ("webformulier", HOUR, HOUR, " \n ", "tekst"),
        ("webformulier", HOUR, HOUR, "x" * 501, "tekst"),
    ],
)
def test_what_is_refused(
    duinstede: Municipality,
    now: datetime,
    channel: str,
    begin: timedelta,
    length: timedelta,
    text: str,
    field: str,
) -> None:
    with pytest.raises(UnableToPlan) as refused:
        announce_maintenance(duinstede.lead, channel, now + begin, now + begin + length, text, now)
    assert refused.value.field == field
    assert not Maintenance.objects.exists()


def test_a_case_worker_may_not(duinstede: Municipality, now: datetime) -> None:
    with pytest.raises(UnableToPlan):
        announce_maintenance(duinstede.worker, "webformulier", now + HOUR, now + 2 * HOUR, TEXT, now)
    number = announce(duinstede, now)
    with pytest.raises(UnableToPlan):
        cancel_maintenance(duinstede.worker, number, now)


def test_not_twice_at_the_same_time(duinstede: Municipality, now: datetime) -> None:
    announce(duinstede, now)
    with pytest.raises(UnableToPlan, match="al onderhoud"):
        announce(duinstede, now, timedelta(minutes=90))
    announce(duinstede, now, 2 * HOUR)  # right after it
    announce_maintenance(duinstede.lead, Channel.EMAIL, now + HOUR, now + 2 * HOUR, TEXT, now)


def test_it_begins_and_ends_as_announced_however_late_a_worker_comes(
    duinstede: Municipality, now: datetime
) -> None:
    announce(duinstede, now)
    assert register_maintenance(now + HOUR - timedelta(seconds=1)) == 0
    assert register_maintenance(now + HOUR + timedelta(seconds=9)) == 1
    assert register() == [("planned", now + HOUR, None)]
    assert register_maintenance(now + HOUR + timedelta(minutes=1)) == 0
    assert register_maintenance(now + 3 * HOUR) == 1
    assert register() == [("planned", now + HOUR, now + 2 * HOUR)]
    assert register_maintenance(now + 4 * HOUR) == 0
    announce(duinstede, now + 4 * HOUR)
    assert register_maintenance(now + timedelta(days=3)) == 2, "begin and end at once, after a long sleep"


def test_called_off_before_it_began_it_never_was(duinstede: Municipality, now: datetime) -> None:
    cancel_maintenance(duinstede.lead, announce(duinstede, now), now + timedelta(minutes=5))
    assert register_maintenance(now + 3 * HOUR) == 0
    assert read_announced(now) == ()
    kinds = Event.objects.filter(subject_kind="maintenance").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["maintenance.announced", "maintenance.cancelled"]
    announce(duinstede, now)  # there is room again


def test_done_before_its_end(duinstede: Municipality, now: datetime) -> None:
    number = announce(duinstede, now)
    done = now + HOUR + timedelta(minutes=20)
    register_maintenance(now + HOUR)
    cancel_maintenance(duinstede.lead, number, done)
    register_maintenance(done + timedelta(seconds=10))
    assert register() == [("planned", now + HOUR, done)]
    with pytest.raises(UnableToPlan, match="al voorbij"):
        cancel_maintenance(duinstede.lead, number, done)


def test_too_late_to_call_off(duinstede: Municipality, now: datetime) -> None:
    number = announce(duinstede, now)
    with pytest.raises(UnableToPlan, match="al voorbij"):
        cancel_maintenance(duinstede.lead, number, now + 2 * HOUR)


def test_nobody_calls_off_that_of_another(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    number = announce(duinstede, now)
    with scope.scope(eikenrade.organisation.pk):
        with pytest.raises(UnableToPlan):
            cancel_maintenance(eikenrade.lead, number, now)
        assert read_announced(now) == ()
    register_maintenance(now + 3 * HOUR)
    assert len(register()) == 1
    with scope.scope(eikenrade.organisation.pk):
        assert register() == []
