"""Several imports of one catalogue at the same moment, each on its own connection, all committing."""

from datetime import UTC, datetime

from tests.at_once import at_once
from tests.flows.test_import_catalogue import RECORDS, SHA256, TOWN

from openloket.evidence.models import Event
from openloket.flows.offering.found_organisation import UnableToFound, found_organisation
from openloket.flows.offering.import_catalogue import Count, import_catalogue, import_products
from openloket.offer.models import Service
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
AT_ONCE = 4


def test_each_product_comes_in_once(own_database: str) -> None:
    town = found_organisation(TOWN, NOW)

    def bring_in() -> object:
        return import_catalogue(town, RECORDS, import_products(RECORDS), SHA256, NOW)

    outcomes = [one.counts[Count.NEW] for one in at_once([bring_in] * AT_ONCE)]
    assert sorted(map(str, outcomes)) == ["0"] * (AT_ONCE - 1) + [str(len(RECORDS))]
    with scope(town.pk):
        assert Service.objects.exclude(source_id="").count() == len(RECORDS)
        assert Event.objects.filter(kind="catalogue.imported").count() == 1


def test_an_organisation_begins_once(own_database: str) -> None:
    outcomes = at_once([lambda: found_organisation(TOWN, NOW).slug] * AT_ONCE, UnableToFound)
    assert Organisation.objects.count() == 1
    assert outcomes.count("zandhoek") == 1
    assert all("Zandhoek" in str(one) for one in outcomes if one != "zandhoek")
