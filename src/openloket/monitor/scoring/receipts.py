"""Test questions: whether a confirmation of receipt came within ten working days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from openloket.law.kalender import Kalender, dag_in_amsterdam

WORKING_DAYS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A test question to a municipality, and the moment of its confirmation, if one came."""

    municipality: str
    sent_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Receipts:
    """How many municipalities confirmed in time, of those whose time has run or who confirmed."""

    in_time: int
    asked: int
    waiting: int

    @property
    def share(self) -> float | None:
        """0 to 1; None when nothing can be said yet."""
        return self.in_time / self.asked if self.asked else None


def last_day(sent_at: datetime, calendar: Kalender) -> date:
    """The tenth working day after the day of sending (Amsterdam): no Saturday, Sunday or holiday."""
    return calendar.na_werkdagen(dag_in_amsterdam(sent_at), WORKING_DAYS)


def in_time(asked: Asked, calendar: Kalender) -> bool:
    """Whether the confirmation came on the tenth working day at the latest."""
    if asked.answered_at is None:
        return False
    return dag_in_amsterdam(asked.answered_at) <= last_day(asked.sent_at, calendar)


def receipts(all_asked: Iterable[Asked], now: datetime, calendar: Kalender) -> Receipts:
    """Per municipality: in time when one of its questions was; waiting while one still can be."""
    by_town: dict[str, list[Asked]] = {}
    for one in all_asked:
        by_town.setdefault(one.municipality, []).append(one)
    today, good, waiting = dag_in_amsterdam(now), 0, 0
    for questions in by_town.values():
        if any(in_time(one, calendar) for one in questions):
            good += 1
        elif any(one.answered_at is None and last_day(one.sent_at, calendar) >= today for one in questions):
            waiting += 1
    return Receipts(good, len(by_town) - waiting, waiting)
