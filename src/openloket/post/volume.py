"""How many messages should have left by now, by the same hours of past weeks, so that silence is noticed."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

from openloket.tenancy.local_time import AMSTERDAM

WEEKS = 8
ENOUGH = 10.0
"""Where so many were to be expected, none at all is no coincidence (less than 1 in 20,000)."""

_FEWEST_WEEKS = 4
_LONGEST = 72  # hours
_HOUR, _WEEK = timedelta(hours=1), timedelta(weeks=1)
_SUNDAY = 6

Counts = Mapping[datetime, int]
"""How many left in the hour that begins then (UTC)."""


def silent_since(counts: Counts, now: datetime, is_free: Callable[[date], bool]) -> datetime | None:
    """Since when nothing leaves where much should; None: something left, or little was to be expected.

    Looks at whole hours, back to the last one in which something left. `is_free`: a day on which offices
    are closed; it is compared with Sundays. Without four weeks to compare with nothing is said.
    """
    hour = now.replace(minute=0, second=0, microsecond=0) - _HOUR
    expected = 0.0
    for _ in range(_LONGEST):
        if counts.get(hour):
            return None
        usual = _usual(counts, hour, is_free)
        if usual is None:
            return None
        expected += usual
        if expected >= ENOUGH:
            return _last_before(counts, hour)
        hour -= _HOUR
    return None


def _usual(counts: Counts, hour: datetime, is_free: Callable[[date], bool]) -> float | None:
    """The mean of that hour of the week, on the clock of people; None: too few weeks are known."""
    begin = min(counts, default=hour)
    local = hour.astimezone(AMSTERDAM).replace(tzinfo=None)
    if is_free(local.date()):
        local += timedelta(days=_SUNDAY - local.weekday())
    alike = [local - number * _WEEK for number in range(1, WEEKS + 1)]
    fair = [one for one in alike if one.weekday() == _SUNDAY or not is_free(one.date())]
    known = [one for one in (_in_utc(day) for day in fair) if one >= begin]
    if len(known) < _FEWEST_WEEKS:
        return None
    return sum(counts.get(one, 0) for one in known) / len(known)


def _in_utc(local: datetime) -> datetime:
    return local.replace(tzinfo=AMSTERDAM).astimezone(UTC)


def _last_before(counts: Counts, hour: datetime) -> datetime:
    """The end of the last hour in which something left; that may be longer ago than was looked at."""
    return max((one + _HOUR for one in counts if one < hour and counts[one]), default=hour)
