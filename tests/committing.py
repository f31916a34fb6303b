"""A database of one test's own, where everything is really committed and nothing is rolled back."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from openloket.offer import forms
from tests import database


@contextmanager
def committing(name: str) -> Iterator[None]:
    """Use a fresh, migrated database inside; afterwards the usual one again."""
    usual = connections["default"].settings_dict["NAME"]
    own = f"test_openloket_{name}_{os.getpid()}"
    database.prepare(own)
    # Numbers of rows begin anew in a fresh database: what is remembered by them is of another one.
    forms._compiled.cache_clear()
    try:
        yield
    finally:
        forms._compiled.cache_clear()
        database.use(usual)
        database.drop(own)
