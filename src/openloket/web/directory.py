"""Which organisations this installation serves, and what they offer: kept in memory for some seconds."""

import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from operator import eq
from typing import Generic, TypeVar

from django.db import InterfaceError, OperationalError

from openloket.law.kalender import Kalender
from openloket.offer import catalogue
from openloket.offer.calendar import law_calendar
from openloket.offer.designation import keeping
from openloket.offer.designation.register import Line
from openloket.offer.models import DesignationDecision
from openloket.outages.announced import Announced, read_announced
from openloket.people import providers
from openloket.tenancy import scope
from openloket.tenancy.models import Organisation

SECONDS = 5.0  # how long a change of texts or organisations may take to show
AWAY_SECONDS = 30.0  # how long to do with what is known when the database is away, as each try takes time

MOST_CATALOGUES = 64  # with 150 products each takes a third of a mebibyte
MOST_DECISIONS = 1000

T = TypeVar("T")


class Kept(Generic[T]):
    """A value that is read again when it is older than SECONDS.

    Where `same` says that nothing changed the old value stays, with all that was made of it.
    """

    def __init__(self, read: Callable[[], T], same: Callable[[T, T], bool] | None = None) -> None:
        self._read, self._same = read, same
        self._value: T | None = None
        self._until = 0.0

    def get(self) -> T:
        """The value, at most SECONDS old."""
        value = self._value
        if value is None or time.monotonic() >= self._until:
            value = self._read_or(value)
        return value

    def _read_or(self, old: T | None) -> T:
        """While the database is away the old value keeps serving, if only to explain it in the right look."""
        try:
            value, seconds = self._read(), SECONDS
            if self._same and old is not None and self._same(old, value):
                value = old
        except (OperationalError, InterfaceError):
            if old is None:
                raise
            value, seconds = old, AWAY_SECONDS
        self._value, self._until = value, time.monotonic() + seconds
        return value

    def forget(self) -> None:
        """Read again at the next use."""
        self._value = None


@dataclass(frozen=True, slots=True)
class Organisations:
    """All organisations, by the two ways in which an address names them."""

    by_slug: dict[str, Organisation]
    by_host: dict[str, Organisation]


def _read_organisations() -> Organisations:
    found = list(Organisation.objects.order_by("name"))
    return Organisations(
        by_slug={organisation.slug: organisation for organisation in found},
        by_host={organisation.host: organisation for organisation in found if organisation.host},
    )


_organisations = Kept(_read_organisations)
_catalogues: OrderedDict[tuple[int, date], Kept[catalogue.Catalogue]] = OrderedDict()
_decisions: dict[tuple[int, date], Kept[list[DesignationDecision | None]]] = {}
_general_lines: dict[int, Kept[list[Line]]] = {}
_calendar = Kept(law_calendar)
_announced: dict[int, Kept[tuple[Announced, ...]]] = {}
_logins: dict[int, Kept[tuple[str, ...]]] = {}


def organisations() -> Organisations:
    """The organisations of this installation."""
    return _organisations.get()


def services(today: date) -> catalogue.Catalogue:
    """What the organisation in scope offers."""
    key = (scope.current(), today)
    kept = _catalogues.setdefault(key, Kept(lambda: catalogue.load(today), same=eq))
    _drop_the_oldest(key)
    return kept.get()


def decision(today: date) -> DesignationDecision | None:
    """The designation decision that is in force today in the organisation in scope, without its words."""
    key = (scope.current(), today)
    kept = _decisions.setdefault(key, Kept(lambda: [keeping.in_force(today)]))
    while len(_decisions) > MOST_DECISIONS:
        _decisions.pop(next(iter(_decisions)), None)
    return kept.get()[0]


def general_lines() -> list[Line]:
    """The lines of the register that hold for every product of the organisation in scope, of every day."""
    kept = _general_lines.setdefault(scope.current(), Kept(lambda: keeping.lines_about("")))
    return kept.get()


def calendar() -> Kalender:
    """The calendar of the law, the same for all organisations."""
    return _calendar.get()


def _drop_the_oldest(used: tuple[int, date]) -> None:
    """Keep those that were used last; where another thread was a moment earlier there is nothing to drop."""
    with suppress(KeyError):
        _catalogues.move_to_end(used)
        while len(_catalogues) > MOST_CATALOGUES:
            _catalogues.popitem(last=False)


def announced() -> tuple[Announced, ...]:
    """The work that is announced in the organisation in scope."""
    kept = _announced.setdefault(scope.current(), Kept(lambda: read_announced(datetime.now(UTC))))
    return kept.get()


def logins() -> tuple[str, ...]:
    """What people may log in with at the organisation in scope; empty: nothing."""
    kept = _logins.setdefault(scope.current(), Kept(lambda: tuple(row.label for row in providers.offered())))
    return kept.get()


def forget() -> None:
    """Drop what is kept: tests and the loading of the demo change things under our feet."""
    _organisations.forget()
    _catalogues.clear()
    _decisions.clear()
    _general_lines.clear()
    _calendar.forget()
    _announced.clear()
    _logins.clear()
