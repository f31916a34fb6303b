"""Several imports of one catalogue at the same moment, each on its own connection, all committing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connections
from tests.committing import committing
from tests.flows.test_import_catalogue import RECORDS, SHA256, TOWN

from openloket.evidence.models import Event
from openloket.flows.found_organisation import UnableToFound, found_organisation
from openloket.flows.import_catalogue import Count, import_catalogue, import_products
from openloket.offer.models import Service
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
AT_ONCE = 4


@pytest.fixture
def empty(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """An empty installation of its own, where everything is really committed."""
    with django_db_blocker.unblock(), committing("importing_at_once"):  # type: ignore[attr-defined]  # not in the stubs
        yield


def at_once(act: Callable[[], object]) -> list[object]:
    start = Barrier(AT_ONCE)

    def attempt(_: int) -> object:
        try:
            start.wait(10)
            return act()
        except UnableToFound as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(attempt, range(AT_ONCE)))


def test_each_product_comes_in_once(empty: None) -> None:
    town = found_organisation(TOWN, NOW)
    outcomes = at_once(
        lambda: import_catalogue(town, RECORDS, import_products(RECORDS), SHA256, NOW).counts[Count.NEW]
    )
    assert sorted(map(str, outcomes)) == ["0"] * (AT_ONCE - 1) + [str(len(RECORDS))]
    with scope(town.pk):
        assert Service.objects.exclude(source_id="").count() == len(RECORDS)
        assert Event.objects.filter(kind="catalogue.imported").count() == 1


def test_an_organisation_begins_once(empty: None) -> None:
    outcomes = at_once(lambda: found_organisation(TOWN, NOW).slug)
    assert Organisation.objects.count() == 1
    assert outcomes.count("zandhoek") == 1
    assert all("Zandhoek" in str(one) for one in outcomes if one != "zandhoek")
