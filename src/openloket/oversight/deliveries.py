"""How messages went, counted in the database: by kind of message, and by way and carrier, over a period."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from openloket.post.delivery import ARRIVED, GONE, HARD, REFUSALS, SOFT, EventKind
from openloket.tenancy import scope


@dataclass(frozen=True, slots=True)
class Figures:
    """What happened to the messages of one kind, or by one way and carrier.

    - `left`: times that one was handed over or posted; `delayed`: times that it did not go at once;
    - `arrived`: of how many somebody said so; `soft`, `hard`: how many came back, for now and for good;
    - `refused`: how many a server never took; `again`: times that one was sent once more, in whatever way;
    - `told`: how many an employee told otherwise; `opened`: after how many text messages the reader opened
      what they told of.
    """

    name: str
    carrier: str
    left: int
    delayed: int
    arrived: int
    soft: int
    hard: int
    refused: int
    again: int
    told: int
    opened: int

    @property
    def lost(self) -> int:
        """How many times one did not arrive."""
        return self.soft + self.hard + self.refused


_COUNT = """
SELECT message.kind, event.way, event.carrier, event.kind, count(*)
FROM post_deliveryevent AS event JOIN post_message AS message
  ON message.id = event.message_id AND message.organisation_id = event.organisation_id
WHERE event.organisation_id = %s AND event.at >= %s AND event.at < %s
GROUP BY 1, 2, 3, 4
"""

Counted = Iterable[tuple[str, str, str, str, int]]


def count_deliveries(since: datetime, until: datetime) -> tuple[list[Figures], list[Figures]]:
    """Of the organisation in scope: by kind of message, and by way and carrier. One statement.

    The most used come first. Its cost grows with what happened in the period.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [scope.current(), since, until])
        rows = cursor.fetchall()
    return _grouped(rows, by_kind=True), _grouped(rows, by_kind=False)


def _grouped(rows: Counted, *, by_kind: bool) -> list[Figures]:
    groups: dict[tuple[str, str], Counter[EventKind]] = {}
    for kind, way, carrier, happened, times in rows:
        key = (kind, "") if by_kind else (way, carrier)
        groups.setdefault(key, Counter())[EventKind(happened)] += times
    found = [_figures(name, carrier, counted) for (name, carrier), counted in groups.items()]
    return sorted(found, key=lambda one: (-one.left, one.name, one.carrier))


def _figures(name: str, carrier: str, counted: Counter[EventKind]) -> Figures:
    def of(kinds: Iterable[EventKind]) -> int:
        return sum(counted[kind] for kind in kinds)

    return Figures(
        name, carrier, of(GONE), counted[EventKind.DELAYED], of(ARRIVED), of(SOFT), of(HARD), of(REFUSALS),
        counted[EventKind.OFFERED], counted[EventKind.TOLD], counted[EventKind.OPENED],
    )  # fmt: skip
