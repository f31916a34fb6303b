"""The first and last date a date field accepts: a fixed date, or so long before or after today."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_RELATIVE = re.compile(r"today(?:([+-])([0-9]{1,5})([dwmy]))?")
_DAYS = {"d": 1, "w": 7}
_MONTHS = {"m": 1, "y": 12}


@dataclass(frozen=True, slots=True)
class Bound:
    """A date limit: fixed, or today moved by whole months and then by days."""

    fixed: date | None = None
    months: int = 0
    days: int = 0

    def on(self, today: date) -> date:
        """The limit as it stands today; never outside the calendar."""
        if self.fixed is not None:
            return self.fixed
        try:
            return _add_months(today, self.months) + timedelta(days=self.days)
        except (OverflowError, ValueError):
            return date.max if self.months + self.days > 0 else date.min


def parse_bound(source: object) -> Bound | None:
    """`2026-01-31`, `today`, `today+14d`, `today-3m`, `today-120y`; None when it is none of these."""
    if isinstance(source, date):
        return Bound(fixed=date(source.year, source.month, source.day))
    if not isinstance(source, str):
        return None
    found = _RELATIVE.fullmatch(source)
    if found is None:
        try:
            return Bound(fixed=date.fromisoformat(source))
        except ValueError:
            return None
    sign, amount, unit = found.groups()
    if unit is None:
        return Bound()
    moved = int(amount) * (1 if sign == "+" else -1)
    return Bound(months=moved * _MONTHS.get(unit, 0), days=moved * _DAYS.get(unit, 0))


def _add_months(day: date, months: int) -> date:
    """The same day of another month; its last day where that month is shorter (29 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
