"""Which organisations this installation serves, and what they offer: kept in memory for some seconds."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db import InterfaceError, OperationalError

from openloket.offer import catalogue
from openloket.tenancy import scope
from openloket.tenancy.models import Organisation

SECONDS = 5.0  # how long a change of texts or organisations may take to show

T = TypeVar("T")


class Kept(Generic[T]):
    """A value that is read again when it is older than SECONDS."""

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._value: T | None = None
        self._until = 0.0

    def get(self) -> T:
        """The value, at most SECONDS old."""
        now = time.monotonic()
        value = self._value
        if value is None or now >= self._until:
            self._value = value = self._read_or(value)
            self._until = now + SECONDS
        return value

    def _read_or(self, old: T | None) -> T:
        """While the database is away the old value keeps serving, if only to explain it in the right look."""
        try:
            return self._read()
        except (OperationalError, InterfaceError):
            if old is None:
                raise
            return old

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
_catalogues: dict[int, Kept[catalogue.Catalogue]] = {}


def organisations() -> Organisations:
    """The organisations of this installation."""
    return _organisations.get()


def services(today: date) -> catalogue.Catalogue:
    """What the organisation in scope offers."""
    kept = _catalogues.setdefault(scope.current(), Kept(lambda: catalogue.load(today)))
    return kept.get()


def forget() -> None:
    """Drop what is kept: tests and the loading of the demo change things under our feet."""
    _organisations.forget()
    _catalogues.clear()
