"""The organisation whose data this call may touch; without one no query on scoped tables runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_organisation_id: ContextVar[int | None] = ContextVar("openloket_organisation", default=None)


class ScopeMissing(RuntimeError):
    """No organisation is in scope: open one with `scope(organisation_id)` before asking for its data."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def peek() -> int | None:
    """The id of the organisation in scope, or None."""
    return _organisation_id.get()


def current() -> int:
    """The id of the organisation in scope.

    Raises ScopeMissing where there is none.
    """
    organisation_id = _organisation_id.get()
    if organisation_id is None:
        raise ScopeMissing
    return organisation_id


@contextmanager
def scope(organisation_id: int) -> Iterator[None]:
    """Open the scope of one organisation for the calls inside."""
    token = _organisation_id.set(organisation_id)
    try:
        yield
    finally:
        _organisation_id.reset(token)
