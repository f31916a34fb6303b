"""The register of outages as people read it: plain values that may be kept in memory."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Min, Q, QuerySet

from openloket.law.kalender import AMSTERDAM
from openloket.outages.models import Channel, How, Outage, OutageEnd, OutageExtension, ProbeState


@dataclass(frozen=True, slots=True)
class MoreTime:
    """The decision that gave people more time, as it was announced (Awb 2:21(1), (2))."""

    working_days: int
    explanation: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Down:
    """A time in which a channel could not be used; `ended_at` None while it lasts."""

    id: int
    channel: Channel
    began_at: datetime
    ended_at: datetime | None
    how: How
    more_time: MoreTime | None

    @property
    def changed_at(self) -> datetime:
        """When the last thing about it became known to people."""
        decided = self.more_time.decided_at if self.more_time else None
        return max(moment for moment in (self.began_at, self.ended_at, decided) if moment)

    def lasted(self, now: datetime) -> timedelta:
        """How long it lasted, or lasts until now."""
        return (self.ended_at or now) - self.began_at


def down_since(moment: datetime) -> tuple[Down, ...]:
    """Those that last, and those that ended since, the newest first: one query."""
    return _read(Outage.objects.filter(Q(end=None) | Q(end__ended_at__gte=moment)))


def down_in(year: int) -> tuple[Down, ...]:
    """Those that began in a year in Amsterdam, the newest first: one query."""
    begin, end = (datetime(one, 1, 1, tzinfo=AMSTERDAM).astimezone(UTC) for one in (year, year + 1))
    return _read(Outage.objects.filter(began_at__gte=begin, began_at__lt=end))


def down_between(begin: datetime, end: datetime) -> tuple[Down, ...]:
    """Those that touch a time, the newest first: one query."""
    until = Q(end=None) | Q(end__ended_at__gt=begin)
    return _read(Outage.objects.filter(until, began_at__lt=end))


def first_year() -> int | None:
    """The year in Amsterdam of the oldest outage in the register; None without any."""
    oldest: datetime | None = Outage.objects.aggregate(oldest=Min("began_at"))["oldest"]
    return oldest.astimezone(AMSTERDAM).year if oldest else None


def measured() -> dict[str, datetime | None]:
    """When each channel that is measured was last found to work."""
    return dict(ProbeState.objects.order_by("channel").values_list("channel", "good_at"))


def _read(rows: QuerySet[Outage]) -> tuple[Down, ...]:
    found = rows.select_related("end", "extension").order_by("-began_at", "-id")
    return tuple(_down(row) for row in found)


def _down(row: Outage) -> Down:
    end: OutageEnd | None = getattr(row, "end", None)
    extension: OutageExtension | None = getattr(row, "extension", None)
    return Down(
        id=row.pk,
        channel=Channel(row.channel),
        began_at=row.began_at,
        ended_at=end.ended_at if end else None,
        how=How(row.how),
        more_time=MoreTime(extension.working_days, extension.explanation, extension.decided_at)
        if extension
        else None,
    )
