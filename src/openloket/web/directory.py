"""Which organisations this installation serves, and what they offer: kept in memory for some seconds."""

import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Generic, TypeVar

from django.db import InterfaceError, OperationalError

from openloket.offer import catalogue
from openloket.outages.announced import Announced, read_announced
from openloket.people import providers
from openloket.tenancy import scope
from openloket.tenancy.models import Organisation

SECONDS = 5.0  # how long a change of texts or organisations may take to show
AWAY_SECONDS = 30.0  # how long to do with what is known when the database is away, as each try takes time

MOST_CATALOGUES = 64  # with 150 products each takes a third of a mebibyte

T = TypeVar("T")


class Kept(Generic[T]):
    """A value that is read again when it is older than SECONDS."""

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
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
_announced: dict[int, Kept[tuple[Announced, ...]]] = {}
_logins: dict[int, Kept[tuple[str, ...]]] = {}


def organisations() -> Organisations:
    """The organisations of this installation."""
    return _organisations.get()


def services(today: date) -> catalogue.Catalogue:
    """What the organisation in scope offers."""
    key = (scope.current(), today)
    kept = _catalogues.setdefault(key, Kept(lambda: catalogue.load(today)))
    _drop_the_oldest(key)
    return kept.get()


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
    _announced.clear()
    _logins.clear()
