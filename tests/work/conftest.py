"""A database of its own for tests in which other processes must see what was committed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from tests import database


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The owner's address of a fresh copy of the test database, which Django uses during the test."""
    template = settings.DATABASES["default"]["NAME"]
    name = f"{template}_own"
    with django_db_blocker.unblock():
        database.use("postgres")
        database.create(name, template)
        database.use(name)
        yield database.address(name)
        database.use(template)
        database.drop(name)
