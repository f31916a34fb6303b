"""A database of one test's own, where everything is really committed and nothing is rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from openloket.offer import forms
from openloket.web import directory
from tests import database


@contextmanager
def committing() -> Iterator[str]:
    """Use a copy of the test database inside, and the usual one again afterwards.

    Gives its address, for other processes. A copy takes half a second, where migrating takes many.
    """
    usual = connections["default"].settings_dict["NAME"]
    own = f"{usual}_own"
    _forget()
    database.use("postgres")
    try:
        database.leave(usual)
        database.create(own, usual)
        database.use(own)
        yield database.address(own)
    finally:
        _forget()
        database.use(usual)
        database.drop(own)


def _forget() -> None:
    """Numbers of rows come again in another database: what is remembered by them is of this one."""
    forms._compiled.cache_clear()
    directory.forget()
