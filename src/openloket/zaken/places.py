"""Where a page of a long list begins: after or before a row, so that page 900 costs what page 1 costs."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import models

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TEXT = re.compile(r"(\d{1,17})\.(\d{1,18})", re.ASCII)


class Sort(StrEnum):
    """The orders of the inbox."""

    NEWEST = "nieuwste"
    DUE = "termijn"


@dataclass(frozen=True, slots=True)
class Place:
    """A row's place in an order: the value sorted by and, among equals, its id."""

    key: datetime | date
    row_id: int

    def text(self) -> str:
        """For in an address: digits and one dot."""
        if isinstance(self.key, datetime):
            return f"{(self.key - _EPOCH) // timedelta(microseconds=1)}.{self.row_id}"
        return f"{self.key.toordinal()}.{self.row_id}"


def read_place(text: str, sort: Sort) -> Place | None:
    """The place that `text` names in this order, or None when it names none."""
    found = _TEXT.fullmatch(text)
    if found is None:
        return None
    number, row_id = int(found[1]), int(found[2])
    try:
        key = date.fromordinal(number) if sort is Sort.DUE else _EPOCH + timedelta(microseconds=number)
    except (ValueError, OverflowError):
        return None
    return Place(key, row_id)


class RowComparison(models.Func):
    """`(a, b) < (x, y)`: the comparison of rows that PostgreSQL answers with one index."""

    output_field = models.BooleanField()

    def __init__(self, key: Any, operator: str, place: Place) -> None:
        field = models.DateTimeField() if isinstance(place.key, datetime) else models.DateField()
        place_key = models.Value(place.key, output_field=field)
        super().__init__(key, models.F("id"), place_key, models.Value(place.row_id))
        self.operator = operator

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        parts = [compiler.compile(source) for source in self.get_source_expressions()]
        key, row_id, place_key, place_id = (sql for sql, _ in parts)
        params = [value for _, values in parts for value in values]
        return f"({key}, {row_id}) {self.operator} ({place_key}, {place_id})", params
