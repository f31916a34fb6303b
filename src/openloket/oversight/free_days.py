"""Are the days equated with holidays known for the year ahead? Without them terms may end too early."""

from datetime import date, datetime

from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.calendar import law_calendar

_WARN_FROM = 10  # the month in which next year begins to count: most terms of that month end in it


def year_without_days(now: datetime) -> int | None:
    """The first year for which none is known: this one, or from 1 October on the next; None if all are."""
    today = dag_in_amsterdam(now)
    last = today.year + 1 if today.month >= _WARN_FROM else today.year
    missing = law_calendar().ontbrekende_jaren(date(today.year, 1, 1), date(last, 12, 31))
    return missing[0] if missing else None
