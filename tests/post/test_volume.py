"""Silence is noticed where much should leave, and nowhere else; without a database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from openloket.post.volume import silent_since
from openloket.tenancy.local_time import AMSTERDAM

MONDAY = datetime(2026, 11, 23, 11, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)


def office_hours(per_hour: int, until: datetime, weeks: int = 9) -> dict[datetime, int]:
    """So many each hour of working days between 9 and 17, on the clock of people."""
    counts, hour = {}, until.replace(minute=0, second=0, microsecond=0) - timedelta(weeks=weeks)
    while hour < until:
        local = hour.astimezone(AMSTERDAM)
        if local.weekday() < 5 and 9 <= local.hour < 17:
            counts[hour] = per_hour
        hour += HOUR
    return counts


def never(day: date) -> bool:
    return False


def test_where_all_goes_on_nothing_is_said() -> None:
    assert silent_since(office_hours(20, MONDAY), MONDAY, never) is None


def test_an_hour_without_any_where_there_are_twenty_is_told() -> None:
    until = MONDAY.replace(hour=10, minute=0)
    assert silent_since(office_hours(20, until), MONDAY, never) == datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_a_small_town_is_told_later() -> None:
    counts = office_hours(2, datetime(2026, 11, 20, 16, tzinfo=UTC))
    assert silent_since(counts, MONDAY, never) is None
    at_three = MONDAY.replace(hour=15)
    assert silent_since(counts, at_three, never) == datetime(2026, 11, 20, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "moment", [datetime(2026, 11, 22, 12, tzinfo=UTC), datetime(2026, 11, 23, 5, tzinfo=UTC)]
)
def test_a_night_and_a_weekend_are_quiet(moment: datetime) -> None:
    assert silent_since(office_hours(100, datetime(2026, 11, 20, 17, tzinfo=UTC)), moment, never) is None


def test_a_holiday_is_compared_with_sundays_and_not_compared_with() -> None:
    until = datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert silent_since(office_hours(100, until), MONDAY, lambda day: day == MONDAY.date()) is None
    past = (MONDAY - timedelta(weeks=1)).date()
    counts = {hour: 0 if hour.date() == past else number for hour, number in office_hours(20, until).items()}
    assert silent_since(counts, MONDAY, lambda day: day == past) is not None


def test_who_just_began_has_nothing_to_compare_with() -> None:
    until = MONDAY.replace(hour=9)
    assert silent_since(office_hours(50, until, weeks=3), MONDAY, never) is None
    assert silent_since({}, MONDAY, never) is None


def test_the_clock_of_people_counts_when_it_changes() -> None:
    """On 26 October 2026 an office opens an hour later in UTC than the week before."""
    counts: dict[datetime, int] = {}
    for week in range(1, 9):
        opening = datetime(2026, 10, 26, 8, tzinfo=UTC) - timedelta(weeks=week) - HOUR
        counts[opening] = 40
    assert silent_since(counts, datetime(2026, 10, 26, 8, 30, tzinfo=UTC), never) is None
    assert silent_since(counts, datetime(2026, 10, 26, 9, 30, tzinfo=UTC), never) is not None
