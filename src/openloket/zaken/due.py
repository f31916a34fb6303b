"""What asks attention: zaken that are late or nearly so, terms that stand still, and penalties that run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, Q

from openloket.law.dwangsom import dwangsombedrag
from openloket.tenancy.models import Employee
from openloket.zaken.course import OF_THE_BODY
from openloket.zaken.models import OPEN, Term, Zaak, due_day
from openloket.zaken.penalty import euros_a_day, euros_owed
from openloket.zaken.queries import PAGE, Whose

MOST = 1000
"""No list is counted or paged further than this: what is beyond waits until these are done."""


class Part(StrEnum):
    """The lists, by their name in addresses."""

    LATE = "te-laat"
    WEEK = "deze-week"
    AHEAD = "binnenkort"
    NOT_HANDLE = "niet-behandelen"
    STILL = "opgeschort"
    PENALTY = "dwangsom"


BY_LAST_DAY = (Part.LATE, Part.WEEK, Part.AHEAD)


@dataclass(frozen=True, slots=True)
class Watch:
    """Who watches whose zaken, and on which day. NOBODY: those of the own team without assignee."""

    employee: Employee
    whose: Whose
    today: date

    @property
    def sunday(self) -> date:
        """The last day of this week."""
        return self.today + timedelta(days=6 - self.today.weekday())

    @property
    def ahead(self) -> date:
        """The last day of which the employee wants to be warned."""
        return self.today + timedelta(days=self.employee.warn_days)


@dataclass(frozen=True, slots=True)
class DueRow:
    """One line; which days and amounts (whole euros) it has, depends on the list."""

    reference: str
    title: str
    assignee: str
    last_day: date | None
    since: date | None = None
    until: date | None = None
    a_day: int = 0
    so_far: int = 0


def rows(watch: Watch, part: Part, page: int = 1) -> tuple[list[DueRow], bool]:
    """One page of a list, the most urgent first, and whether there is another; in one statement."""
    start = min(max(page, 1) - 1, MOST // PAGE - 1) * PAGE
    found = list(_ordered(watch, part)[start : start + PAGE + 1])
    more = len(found) > PAGE and start + PAGE < MOST
    make = _of_zaak if part in BY_LAST_DAY else _of_term
    return [make(one, watch.today) for one in found[:PAGE]], more


def counts(watch: Watch) -> Mapping[Part, int]:
    """How many there are of each, up to MOST; one statement for each."""
    return {part: _found(watch, part)[:MOST].count() for part in Part}


def to_do(watch: Watch) -> int:
    """How many are late or will be before the employee's own threshold, up to 100; one statement."""
    latest = max(watch.ahead, watch.sunday)
    found: int = _zaken(watch).alias(due=due_day()).filter(due__lte=latest)[:100].count()
    return found


def cost(watch: Watch) -> int:
    """Euros that all running penalties came to at the end of today (Awb 4:17), in one statement."""
    days = _found(watch, Part.PENALTY).order_by().values_list("begins_on", "last_day")
    return sum(
        number * dwangsombedrag(max(0, (min(watch.today, last or watch.today) - begin).days + 1))
        for begin, last, number in days.annotate(number=Count("id"))
    )


def _zaken(watch: Watch) -> Any:
    return Zaak.objects.filter(_whose(watch, ""), status__in=OPEN)


def _terms(watch: Watch) -> Any:
    return Term.objects.filter(_whose(watch, "zaak__"), ended_on=None)


def _whose(watch: Watch, before: str) -> Q:
    match watch.whose:
        case Whose.MINE:
            return Q(**{f"{before}assignee": watch.employee})
        case Whose.TEAM:
            return Q(**{f"{before}team_id": watch.employee.team_id})
        case Whose.NOBODY:
            return Q(**{f"{before}assignee": None, f"{before}team_id": watch.employee.team_id})
    return Q()


def _found(watch: Watch, part: Part) -> Any:
    if part in BY_LAST_DAY:
        due = _zaken(watch).alias(due=due_day())
        if part is Part.LATE:
            return due.filter(due__lt=watch.today)
        if part is Part.WEEK:
            return due.filter(due__gte=watch.today, due__lte=watch.sunday)
        return due.filter(due__gt=watch.sunday, due__lte=watch.ahead)
    if part is Part.STILL:
        known = Q(still_until=None) | Q(still_until__gte=watch.today)
        still = _terms(watch).filter(known, kind__in=OF_THE_BODY, zaak__status__in=OPEN)
        return still.exclude(still_from=None)
    return _terms(watch).filter(kind=Term.Kind.PENALTY if part is Part.PENALTY else Term.Kind.NOT_HANDLE)


def _ordered(watch: Watch, part: Part) -> Any:
    found = _found(watch, part)
    if part in BY_LAST_DAY:
        found = found.select_related("assignee").only("reference", "title", "last_day", "assignee__name")
        return found.order_by(due_day(), "id")
    first = {Part.STILL: "still_from", Part.PENALTY: "begins_on"}.get(part, "last_day")
    names = ("kind", "begins_on", "last_day", "still_from", "still_until")
    wanted = ("zaak__reference", "zaak__title", "zaak__assignee__name")
    return found.select_related("zaak__assignee").only(*names, *wanted).order_by(first, "id")


def _of_zaak(zaak: Zaak, today: date) -> DueRow:
    assignee = zaak.assignee.name if zaak.assignee else ""
    return DueRow(zaak.reference, zaak.title, assignee, zaak.last_day)


def _of_term(term: Term, today: date) -> DueRow:
    zaak, owes = term.zaak, term.kind == Term.Kind.PENALTY
    return DueRow(
        zaak.reference,
        zaak.title,
        zaak.assignee.name if zaak.assignee else "",
        term.last_day,
        since=term.begins_on if owes else term.still_from,
        until=term.last_day if owes else term.still_until,
        a_day=euros_a_day(term, today) if owes else 0,
        so_far=euros_owed(term, today) if owes else 0,
    )
