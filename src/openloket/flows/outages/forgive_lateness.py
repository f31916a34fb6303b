"""An outage forgives: until when lateness is not held against a sender, for every term that it touched."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from openloket.evidence.canonical import JsonValue, write_moment
from openloket.evidence.log import Fact, describe, record
from openloket.evidence.models import Event
from openloket.flows.decisions.judge_timeliness import judge_again
from openloket.flows.one_by_one import one_by_one
from openloket.flows.outages.reach import Reach, reaches
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.storing import Storing, verschoond_tot
from openloket.offer.calendar import law_calendar
from openloket.outages.models import Outage, OutageEnd
from openloket.outages.register import outages_in
from openloket.tenancy import scope
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with, rows_of
from openloket.zaken.models import OF_THE_SENDER
from openloket.zaken.overlapping import Alike, forgive, objections, supplements

ACTOR = "system"
KIND = "outage.forgiven"
_WATCHED = timedelta(days=60)
_GROUPS_PER_FACT = 500

Given = tuple[Alike, datetime]


def forgive_lateness(outage_id: int, now: datetime) -> int:
    """Keep for each term that an outage touched until when lateness is forgiven (Awb 2:21(3)).

    Also while it lasts: then until `now`. Terms that run alike are counted once and changed at once.
    Doing it again changes nothing. Gives how many terms changed.
    """
    with transaction.atomic():
        # Locked, so that of two workers the second finds nothing left to do.
        outage = Outage.objects.select_for_update(no_key=True).get(pk=outage_id)
        end = OutageEnd.objects.filter(outage_id=outage_id).first()
        given = forgiven_by(outage, end, now)
        changed = sum(forgive(kind, [one for one in given if one[0].kind == kind]) for kind in OF_THE_SENDER)
        if changed or (end and not is_forgiven(end)):
            record(scope.current(), now, ACTOR, _facts(outage, end, given, changed, now))
        # What came late before anybody knew of the outage, or before terms were extended.
        if judged := judge_again(now, law_calendar()):
            record(scope.current(), now, ACTOR, judged)
    return changed


def forgiven_by(outage: Outage, end: OutageEnd | None, now: datetime) -> list[Given]:
    """The terms of senders that an outage touched, each with the moment (UTC) until which it forgives.

    Nothing is written. Every other outage in the same term counts too.
    """
    first, last = dag_in_amsterdam(outage.began_at), dag_in_amsterdam(end.ended_at if end else now)
    reached = reaches(first)
    reach = reached[outage.channel]
    touched = objections(first, last) if reach.objections else []
    return _forgiven(touched + supplements(first, last, reach.services), reached, now)


def forgive_after_outages(now: datetime, *, again: bool = False) -> int:
    """Do it for every outage that ended and was not dealt with yet, in every organisation.

    `again`: also for those of the last sixty days, as a term may have been begun afterwards for a day in
    the past (a letter whose posting was noted later).
    """
    due, duty = Q(noticed_at__gt=now - _WATCHED), Duty.FORGIVE_AGAIN if again else Duty.FORGIVE
    if not again:
        due &= ~Q(_forgiven_since())

    def work(_: int) -> int:
        ended = list(OutageEnd.objects.filter(due).order_by("pk").values_list("outage_id", flat=True))
        return sum(forgive_lateness(outage_id, now) for outage_id in ended)

    return one_by_one(duty, organisations_with(OutageEnd, due), work, now)


def forgive_while_lasting(now: datetime) -> int:
    """Do it for every outage that lasts, in every organisation; counted until now, it forgives beyond now."""
    lasts = Q(end=None)

    def work(_: int) -> int:
        ids = list(Outage.objects.filter(lasts).values_list("pk", flat=True))
        return sum(forgive_lateness(outage_id, now) for outage_id in ids)

    return one_by_one(Duty.FORGIVE_LASTING, organisations_with(Outage, lasts), work, now)


def is_forgiven(end: OutageEnd) -> bool:
    """Whether what an outage that ended forgives was counted since."""
    return OutageEnd.objects.filter(Q(_forgiven_since()), pk=end.pk).exists()


def _forgiven_since() -> Exists:
    facts = rows_of(Event).filter(
        organisation_id=OuterRef("organisation_id"),
        subject_kind="outage",
        subject_id=OuterRef("outage_id"),
        kind=KIND,
        at__gte=OuterRef("noticed_at"),
    )
    return Exists(facts)


def _forgiven(touched: Sequence[Alike], reached: Mapping[str, Reach], now: datetime) -> list[Given]:
    if not touched:
        return []
    begin, end = min(one.begins_on for one in touched), max(one.last_day for one in touched)
    outages = {channel: outages_in(channel, begin, end) for channel in reached}
    calendar = law_calendar()
    return [(one, _until(one, outages, reached, calendar, now)) for one in touched]


def _until(
    one: Alike,
    outages: Mapping[str, Sequence[Storing]],
    reached: Mapping[str, Reach],
    calendar: Kalender,
    now: datetime,
) -> datetime:
    """Every outage counts of a way that was designated for the message, overlap once."""
    ways = [channel for channel, reach in reached.items() if reach.holds(one.service_id)]
    down = [outage for way in ways for outage in outages[way]]
    return verschoond_tot(one.begins_on, one.last_day, down, calendar, now).tot


def _facts(
    outage: Outage, end: OutageEnd | None, given: Sequence[Given], changed: int, now: datetime
) -> list[Fact]:
    facts = []
    for start in range(0, max(1, len(given)), _GROUPS_PER_FACT):
        alike = [_group(one, until) for one, until in given[start : start + _GROUPS_PER_FACT]]
        body = describe(
            KIND, now, ACTOR, channel=outage.channel, began_at=write_moment(outage.began_at),
            ended_at=write_moment(end.ended_at) if end else None, terms=changed, alike=alike,
        )  # fmt: skip
        facts.append(Fact(KIND, "outage", outage.pk, body))
    return facts


def _group(one: Alike, until: datetime) -> JsonValue:
    return {
        "kind": one.kind.value,
        "service": one.service_id,
        "begins_on": one.begins_on.isoformat(),
        "last_day": one.last_day.isoformat(),
        "terms": one.count,
        "forgiven_until": write_moment(until),
    }
