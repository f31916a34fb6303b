"""The inbox: open or all zaken of the organisation, searched, filtered, sorted and cut into pages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection, models

from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.zaken.models import OPEN, Status, Zaak, due_day
from openloket.zaken.places import Place, RowComparison, Sort

PAGE = 25
ALL_OPEN = "open"
ALL = "alle"
NEWS = "nieuws"
"""With a later message that who handles it did not see yet; also of what is closed."""


class Whose(StrEnum):
    """Whose zaken an employee looks at."""

    ALL = "alle"
    MINE = "mijn"
    TEAM = "team"
    NOBODY = "niemand"


@dataclass(frozen=True, slots=True)
class InboxQuery:
    """What an employee wants to see. `status`: ALL_OPEN, ALL, NEWS or a Status; `before` beats `after`."""

    status: str = ALL_OPEN
    whose: Whose = Whose.ALL
    late: bool = False
    service_id: int | None = None
    search: str = ""
    sort: Sort = Sort.NEWEST
    after: Place | None = None
    before: Place | None = None


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of the inbox."""

    row_id: int
    reference: str
    title: str
    sender: str
    received_at: datetime
    last_day: date | None
    status: Status
    assignee: str
    has_news: bool

    def place(self, sort: Sort) -> Place:
        """Where this row stands in an order."""
        key = self.received_at if sort is Sort.NEWEST else self.last_day or date.max
        return Place(key, self.row_id)

    def late(self, today: date) -> bool:
        """Whether the last day has passed while nothing is decided."""
        return self.status in OPEN and self.last_day is not None and self.last_day < today


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A page of the inbox, and where the pages before and after it begin."""

    rows: tuple[InboxRow, ...]
    previous: Place | None
    next: Place | None


def count_news(employee: Employee, most: int) -> int:
    """Zaken with news that this employee handles, or nobody; not counted beyond `most`."""
    theirs = models.Q(assignee=employee) | models.Q(assignee=None)
    return Zaak.objects.filter(theirs).exclude(news_at=None)[:most].count()


def sortable_by_due(query: InboxQuery) -> bool:
    """Whether the order by last day means something: a term runs on open zaken only."""
    return query.late or query.status == ALL_OPEN or query.status in OPEN


def inbox(query: InboxQuery, employee: Employee, reference_prefix: str, today: date) -> InboxPage:
    """One page of the zaken in scope, in one statement that never counts or skips through the archive."""
    found = _filtered(query, employee, reference_prefix, today)
    due = query.sort is Sort.DUE
    key = due_day() if due else models.F("received_at")
    backwards = query.before is not None
    place = query.before or query.after
    ascending = due is not backwards
    if place is not None:
        found = found.filter(RowComparison(key, ">" if ascending else "<", place))
    row_id = models.F("id")
    found = found.order_by(*((key, row_id) if ascending else (key.desc(), row_id.desc())))
    rows = found.values_list(*_COLUMNS)[: PAGE + 1]
    return _cut([_row(*values) for values in rows], query)


_COLUMNS = ("id", "reference", "title", "sender", "received_at", "last_day", "status",
            "assignee__name", "news_at")  # fmt: skip


def _row(
    row_id: int,
    reference: str,
    title: str,
    sender: str,
    received_at: datetime,
    last_day: date | None,
    status: str,
    assignee: str | None,
    news_at: datetime | None,
) -> InboxRow:
    state, whose = Status(status), assignee or ""
    return InboxRow(
        row_id, reference, title, sender, received_at, last_day, state, whose, news_at is not None
    )


def _cut(rows: list[InboxRow], query: InboxQuery) -> InboxPage:
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    if query.before is not None:
        rows.reverse()
    if not rows:
        return InboxPage((), None, None)
    earlier = more if query.before is not None else query.after is not None
    later = query.before is not None or more
    return InboxPage(
        tuple(rows),
        previous=rows[0].place(query.sort) if earlier else None,
        next=rows[-1].place(query.sort) if later else None,
    )


def _filtered(query: InboxQuery, employee: Employee, reference_prefix: str, today: date) -> Any:
    found = Zaak.objects.filter(_status(query))
    if query.late:
        found = found.alias(due=due_day()).filter(due__lt=today)
    if query.service_id is not None:
        found = found.filter(service_id=query.service_id)
    if query.whose is Whose.MINE:
        found = found.filter(assignee=employee)
    elif query.whose is Whose.NOBODY:
        found = found.filter(assignee=None)
    elif query.whose is Whose.TEAM:
        found = found.filter(team_id=employee.team_id)
    return _searched(found, query.search, reference_prefix)


def _status(query: InboxQuery) -> models.Q:
    if query.status in Status.values:
        chosen = models.Q(status=query.status)
        return chosen & models.Q(status__in=OPEN) if query.late else chosen
    if query.status == NEWS:
        return ~models.Q(news_at=None) & (models.Q(status__in=OPEN) if query.late else models.Q())
    if query.status == ALL_OPEN or query.late:
        return models.Q(status__in=OPEN)
    return models.Q()


def _searched(found: Any, text: str, reference_prefix: str) -> Any:
    if not text:
        return found
    reference = reference_start(text, reference_prefix)
    if reference is not None:
        end = reference[:-1] + chr(ord(reference[-1]) + 1)
        return found.filter(_compared(reference, "~>=~"), _compared(end, "~<~"))
    # The organisation is a word of the index, so that one index serves every organisation.
    organisation = SearchQuery(f"org{scope.current()}", config="simple", search_type="raw")
    words = SearchQuery(text, config="dutch", search_type="websearch")
    return found.filter(search=words & organisation)


def reference_start(text: str, prefix: str) -> str | None:
    """The (beginning of a) reference that somebody typed, dashes or not; None when it is something else."""
    plain = re.sub(r"[\s-]", "", text).upper()
    found = re.fullmatch(rf"{re.escape(prefix)}(\d{{4}})([0-9A-Z]{{0,9}})", plain, re.ASCII)
    if found is None:
        return None
    year, body = found.groups()
    return "-".join([prefix, year, *(body[i : i + 3] for i in range(0, len(body), 3))])


def _compared(text: str, operator: str) -> models.Func:
    # PostgreSQL does not use an index for LIKE under row-level security (it may leak); for these it does.
    return models.Func(
        models.F("reference"),
        models.Value(text),
        template="%(expressions)s",
        arg_joiner=f" {operator} ",
        output_field=models.BooleanField(),
    )


def with_zaken(service_ids: Iterable[int]) -> frozenset[int]:
    """Those services that some zaak is about; one look in the index for each, in a large archive too."""
    values = {"asked": list(service_ids), "organisation": scope.current()}
    with connection.cursor() as cursor:
        cursor.execute(_WITH_ZAKEN, values)
        return frozenset(pk for (pk,) in cursor.fetchall())


_WITH_ZAKEN = """
SELECT asked.pk FROM unnest(%(asked)s::bigint[]) AS asked(pk)
WHERE EXISTS (
    SELECT 1 FROM zaken_zaak AS zaak
    WHERE zaak.service_id = asked.pk AND zaak.organisation_id = %(organisation)s
)
"""
