"""Several employees change one term at the same moment, and several workers warn; each really commits."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections
from tests import cast
from tests.committing import committing
from tests.flows.test_term_changes import asked, term_of
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.suspend_term import suspend_term
from openloket.flows.term_proposals import UnableToChangeTerm
from openloket.flows.warn_employees import warn_employees
from openloket.post.models import Message
from openloket.tenancy.models import Employee
from openloket.tenancy.scope import scope
from openloket.zaken.models import TermEvent, Zaak

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


@pytest.fixture
def town(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[cast.Municipality]:
    """A municipality in a database of its own, where everything is really committed."""
    with django_db_blocker.unblock(), committing("terms_at_once"):  # type: ignore[attr-defined]  # not in the stubs
        town = cast.municipality("duinstede", "Duinstede", "DUI")
        with scope(town.organisation.pk):
            yield town


def at_once(number: int, organisation_id: int, act: Callable[[], object]) -> list[object]:
    """Do it so many times at the same moment; gives what came of each, or why not."""
    start = Barrier(number)

    def attempt(_: int) -> object:
        try:
            with scope(organisation_id):
                start.wait(10)
                return act()
        except UnableToChangeTerm as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(attempt, range(number)))


def test_one_suspends_and_the_others_are_told(town: cast.Municipality) -> None:
    zaak = send(town, NOW)
    wanted = asked(zaak, "4:15-2b", since=date(2026, 3, 2))
    act = lambda: suspend_term(town.organisation, town.worker, zaak, wanted, NOW)  # noqa: E731 (used once)
    outcomes = at_once(4, town.organisation.pk, act)
    assert outcomes.count(True) == 1
    assert all("Iemand was u voor" in str(one) for one in outcomes if one is not True)
    assert TermEvent.objects.filter(term=term_of(zaak)).count() == 1
    assert Event.objects.filter(kind="term.suspended", subject_id=zaak.pk).count() == 1


def test_of_several_workers_one_warns(town: cast.Municipality) -> None:
    Employee.objects.filter(pk=town.worker.pk).update(email="anja@duinstede.example")
    zaak = send(town, NOW)
    Zaak.objects.filter(pk=zaak.pk).update(assignee=town.worker)
    morning = NOW + timedelta(days=51)
    outcomes = at_once(4, town.organisation.pk, lambda: warn_employees(morning))
    assert sorted(outcomes) == [0, 0, 0, 1]
    assert Message.objects.filter(kind="term_digest").count() == 1
