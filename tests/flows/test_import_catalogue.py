"""Records of a catalogue become services with their channels, once, and whole or not at all."""

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.catalogues.test_catalogues import PASSPORT, SNAPSHOT, TERMS

from openloket.catalogues.reading import read_table
from openloket.catalogues.record import Audience, Online, Record
from openloket.evidence.models import Event
from openloket.flows.offering.found_organisation import NewOrganisation
from openloket.flows.offering.import_catalogue import (
    TAKEN,
    Count,
    Imported,
    import_catalogue,
    import_products,
)
from openloket.offer.designation import keeping
from openloket.offer.models import Product, Service
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope
from openloket.web import directory
from openloket.web.portal import urls as portal

TOWN = NewOrganisation("Zandhoek", cbs_code="GM9999")
SHA256 = "ab" * 32
RECORDS = (
    PASSPORT,
    replace(PASSPORT, product_id="2", title="Formulier op papier", application="https://g.example/f.pdf"),
    replace(PASSPORT, product_id="3", title="Per mail", application="mailto:a@g.example", upl_uris=()),
    replace(PASSPORT, product_id="4", title="Alleen uitleg", application="", online=Online.NO, upl_uris=()),
    replace(PASSPORT, product_id="4", title="Zelfde nummer", identifier="https://g.example/ander"),
    replace(PASSPORT, product_id="5", title="Kapot", application="76319"),
    replace(PASSPORT, product_id="6", title="Balie", upl_uris=(f"{TERMS}/erkenning-kind",)),
)


def bring_in(
    town: Organisation | NewOrganisation, now: datetime, records: Sequence[Record] = RECORDS
) -> Imported:
    directory.forget()
    return import_catalogue(town, records, import_products(records), SHA256, now)


@pytest.mark.django_db
def test_what_is_told_becomes_services_and_channels(now: datetime) -> None:
    done = bring_in(TOWN, now)
    assert done.counts == Counter(
        {
            Count.RECORDS: 7,
            Count.NEW: 7,
            Count.ONLINE: 6,
            Count.WEB: 3,
            Count.MAIL: 1,
            Count.PAPER: 1,
            Count.BROKEN: 1,
            Count.NO_NAME: 2,
            Count.RETIRED: 1,
        }
    )
    with scope(done.organisation.pk):
        passport = Service.objects.get(source_id="paspoort")
        assert passport.form_version is None
        assert (passport.official, passport.page) == ("onbeslist", PASSPORT.identifier)
        assert passport.source_modified == date(2026, 3, 2)
        [way] = passport.channels.values_list("kind", "address", "designated", "message_type")
        assert way == ("webformulier", PASSPORT.application, True, "aanvraag")
        paper = Service.objects.get(source_id="2").channels.get()
        assert (paper.kind, paper.designated) == ("post", False)
        assert Service.objects.get(slug="balie-2").product.upl_name == "erkenning kind"
        [fact] = Event.objects.filter(organisation_id=done.organisation.pk, kind="catalogue.imported")
        body = json.loads(fact.body)
        assert (body["sha256"], body["new"], body["paper"]) == (SHA256, 7, 1)


@pytest.mark.django_db
def test_a_second_time_nothing_changes(now: datetime) -> None:
    done = bring_in(TOWN, now)
    facts = Event.objects.count()
    again = bring_in(done.organisation, now)
    assert again.counts[Count.NEW] == 0
    assert again.counts[Count.RECORDS] == 7
    assert Event.objects.count() == facts
    more = bring_in(done.organisation, now, [*RECORDS, replace(PASSPORT, product_id="7", title="Nieuw")])
    assert more.counts[Count.NEW] == 1


def test_what_people_made_of_it_stays(duinstede: Municipality, now: datetime) -> None:
    bring_in(duinstede.organisation, now)
    Service.objects.filter(source_id="paspoort").update(title="Ons paspoort", active=False)
    bring_in(duinstede.organisation, now)
    kept = Service.objects.get(source_id="paspoort")
    assert (kept.title, kept.active) == ("Ons paspoort", False)
    assert Service.objects.get(slug="parkeervergunning").form_version is not None


@pytest.mark.django_db
def test_half_an_import_is_none(now: datetime) -> None:
    products = import_products(RECORDS)
    del products[""]
    with pytest.raises(KeyError):
        import_catalogue(TOWN, RECORDS, products, SHA256, now)
    assert not Organisation.objects.filter(name=TOWN.name).exists()


def test_the_same_name_of_the_national_list_is_one_product(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    parking = replace(PASSPORT, product_id="9", title="Parkeren", upl_uris=(f"{TERMS}/parkeervergunning",))
    before = Product.objects.count()
    bring_in(duinstede.organisation, now, [parking])
    bring_in(eikenrade.organisation, now, [parking])
    assert Product.objects.count() == before + 1  # the one for what has no name
    imported = Service.objects.get(source_id="9")
    assert imported.product == duinstede.service.product
    assert imported.theme == "Parkeren en verkeer"


@pytest.mark.django_db
def test_terms_that_look_alike_are_two_products(now: datetime) -> None:
    long = f"{TERMS}/{'melding-' * 12}"
    pair = [
        replace(PASSPORT, product_id=str(number), title=f"Melding {number}", upl_uris=(f"{long}{number}",))
        for number in (1, 2)
    ]
    ids = import_products(pair)
    assert len(set(ids.values())) == 3
    assert import_products(pair) == ids


@pytest.mark.django_db
def test_the_register_then_asks_for_a_decision(now: datetime) -> None:
    done = bring_in(TOWN, now)
    with scope(done.organisation.pk):
        assert keeping.in_force(now.date()) is None
        asked = keeping.asked_for(done.organisation, now.date())
        named = {(row.product, row.address) for row in asked.annex}
    assert (PASSPORT.title, PASSPORT.application) in named
    assert ("Per mail", "a@g.example") in named
    assert not any(product == "Formulier op papier" for product, _ in named)


@pytest.mark.django_db
def test_two_hundred_real_records(now: datetime, client: Client) -> None:
    if not SNAPSHOT.exists():
        pytest.skip("the snapshot of the national catalogue is not beside this checkout")
    with gzip.open(SNAPSHOT, "rt", encoding="utf-8", newline="") as lines:
        real = [one for one in islice(read_table(lines), 200) if isinstance(one, Record)]
    assert {one.authority for one in real} == {"GM0014"}
    done = bring_in(NewOrganisation("Groningen", cbs_code="GM0014"), now, real)
    assert done.counts[Count.NEW] == 200
    home = client.get("/groningen/")
    assert home.status_code == 200
    assert len(home.content) < 60_000
    with scope(done.organisation.pk):
        for slug in Service.objects.values_list("slug", flat=True)[:40]:
            assert client.get(f"/groningen/{slug}/").status_code == 200
    assert bring_in(done.organisation, now, real).counts[Count.NEW] == 0


def test_the_audience_is_kept(duinstede: Municipality, now: datetime) -> None:
    bring_in(duinstede.organisation, now, [replace(PASSPORT, audiences=(Audience.BUSINESSES,))])
    assert Service.objects.get(source_id="paspoort").texts["audience"] == ["ondernemer"]


def test_no_product_gets_the_address_of_another_page() -> None:
    patterns = (str(one.pattern) for one in portal.urlpatterns)
    parts = {pattern.partition("/")[0] for pattern in patterns}
    ours = {part for part in parts if part and "<" not in part and "." not in part}
    assert ours | {"balie", "monitor"} == TAKEN
