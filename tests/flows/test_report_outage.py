"""An outage that an employee tells of: what is refused, and that it stays as it was told."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Municipality

from openloket.evidence.models import Event
from openloket.flows.outages.report_outage import UnableToReportOutage, end_reported_outage, report_outage
from openloket.outages.models import Channel, How, Outage, OutageEnd
from openloket.tenancy.models import Employee

HOUR = timedelta(hours=1)
WHAT = "De ontvangende mailserver weigerde alle post."


def report(
    town: Municipality, now: datetime, begin: timedelta = 3 * HOUR, end: timedelta | None = None
) -> int:
    ended = None if end is None else now - end
    return report_outage(town.worker, Channel.EMAIL, now - begin, ended, WHAT, now)


def test_it_is_in_the_register(duinstede: Municipality, now: datetime) -> None:
    outage = Outage.objects.get(pk=report(duinstede, now, end=HOUR))
    assert (outage.channel, outage.how, outage.fault) == ("e-mail", How.REPORTED, WHAT)
    assert (outage.began_at, outage.noticed_at) == (now - 3 * HOUR, now)
    assert outage.reported_by_id == duinstede.worker.pk
    assert OutageEnd.objects.get().ended_at == now - HOUR
    facts = Event.objects.filter(subject_kind="outage", subject_id=outage.pk).order_by("id")
    assert [fact.kind for fact in facts] == ["outage.began", "outage.ended"]
    assert json.loads(facts[0].body)["how"] == "reported"
    assert "mailserver" not in facts[0].body, "what somebody types stays out of the log"


def test_told_twice_by_a_double_click_it_is_one(duinstede: Municipality, now: datetime) -> None:
    assert report(duinstede, now) == report(duinstede, now)
    assert Outage.objects.count() == 1


@pytest.mark.parametrize(
    ("channel", "begin", "end", "what", "field"),
    [
        ("duiven", 3 * HOUR, HOUR, WHAT, "kanaal"),
        ("e-mail", -HOUR, None, WHAT, "begin"),
        ("e-mail", timedelta(days=400), HOUR, WHAT, "begin"),
        ("e-mail", 3 * HOUR, 3 * HOUR, WHAT, "einde"),
        ("e-mail", 3 * HOUR, -HOUR, WHAT, "einde"),
        ("e-mail", 3 * HOUR, HOUR, "\0 ", "wat"),
        ("e-mail", 3 * HOUR, HOUR, "x" * 201, "wat"),
    ],
)
def test_what_is_refused(
    duinstede: Municipality,
    now: datetime,
    channel: str,
    begin: timedelta,
    end: timedelta | None,
    what: str,
    field: str,
) -> None:
    ended = None if end is None else now - end
    with pytest.raises(UnableToReportOutage) as refused:
        report_outage(duinstede.worker, channel, now - begin, ended, what, now)
    assert refused.value.field == field
    assert not Outage.objects.exists()


def test_its_end_is_told_later_and_once(duinstede: Municipality, now: datetime) -> None:
    number = report(duinstede, now)
    with pytest.raises(UnableToReportOutage, match="na het begin"):
        end_reported_outage(duinstede.worker, number, now - 4 * HOUR, now)
    end_reported_outage(duinstede.worker, number, now - HOUR, now)
    with pytest.raises(UnableToReportOutage, match="Iemand was u voor"):
        end_reported_outage(duinstede.worker, number, now - HOUR, now)
    assert OutageEnd.objects.get().ended_at == now - HOUR


def test_a_measured_one_ends_by_itself(duinstede: Municipality, now: datetime) -> None:
    outage = Outage.create(
        channel=Channel.WEB_FORM, began_at=now - HOUR, noticed_at=now, how=How.PROBE, fault="geen verbinding"
    )
    with pytest.raises(UnableToReportOutage, match="eindigt vanzelf"):
        end_reported_outage(duinstede.worker, outage.pk, now, now)


def test_who_has_left_may_not(duinstede: Municipality, now: datetime) -> None:
    Employee.objects.filter(pk=duinstede.worker.pk).update(is_active=False)
    gone = Municipality(
        duinstede.organisation,
        duinstede.service,
        Employee.objects.get(pk=duinstede.worker.pk),
        duinstede.lead,
        duinstede.team,
    )
    with pytest.raises(UnableToReportOutage, match="mag geen"):
        report(gone, now)


def test_the_database_keeps_what_was_told(duinstede: Municipality, now: datetime) -> None:
    report(duinstede, now, end=HOUR)
    for change in (
        lambda: Outage.objects.update(began_at=now),
        lambda: OutageEnd.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()
