"""Two at the same moment: one code, one invitation, two administrators who shut each other out."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections
from tests import cast
from tests.flows.stepping import two_steps

from openloket.flows.check_factor import UnableToProve, check_factor
from openloket.flows.invite_employee import UnableToInvite, choose_password, hashed
from openloket.flows.keep_employee import UnableToKeep, deactivate_employee
from openloket.tenancy.models import Employee
from openloket.tenancy.scope import scope

REFUSED = (UnableToProve, UnableToInvite, UnableToKeep)


@pytest.fixture
def town(own_database: str) -> Iterator[cast.Municipality]:
    """A municipality that other threads see too."""
    town = cast.municipality("duinstede", "Duinstede", "DUI")
    with scope(town.organisation.pk):
        yield town


def at_once(town: cast.Municipality, acts: list[Callable[[], object]]) -> list[bool]:
    """Whether each act went through, all begun at the same moment."""
    start = Barrier(len(acts))

    def begin(act: Callable[[], object]) -> bool:
        try:
            with scope(town.organisation.pk):
                start.wait(10)
                act()
            return True
        except REFUSED:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(begin, acts))


def test_a_code_opens_one_of_two_doors(town: cast.Municipality, now: datetime) -> None:
    app, codes = two_steps(town.worker, now)
    later = now + timedelta(seconds=60)
    for code in (app.code(later), codes[0]):
        acts = [lambda code=code: check_factor(town.worker, code, later)] * 4
        assert sorted(at_once(town, acts)) == [False, False, False, True]


def test_an_invitation_gives_one_password(town: cast.Municipality, now: datetime) -> None:
    until = now + timedelta(days=1)
    Employee.objects.filter(pk=town.worker.pk).update(invite_hash=hashed("sleutel"), invite_until=until)
    words = ["een lange zin van mij", "een lange zin van haar"]
    acts = [lambda word=word: choose_password("sleutel", word, word, now) for word in words]
    assert sorted(at_once(town, acts)) == [False, True]


def test_two_administrators_never_shut_each_other_out(town: cast.Municipality, now: datetime) -> None:
    Employee.objects.filter(pk__in=[town.worker.pk, town.lead.pk]).update(role="administrator")
    one, other = Employee.objects.filter(role="administrator").order_by("pk")
    acts: list[Callable[[], object]] = [
        lambda: deactivate_employee(one, other.pk, now),
        lambda: deactivate_employee(other, one.pk, now),
    ]
    assert sorted(at_once(town, acts)) == [False, True]
    assert Employee.objects.filter(role="administrator", is_active=True).count() == 1
