"""The feed of an organisation: all its products, valid, and the same after import elsewhere."""

import io
from datetime import datetime

import pytest
from django.test import Client
from lxml import etree
from tests.cast import Municipality
from tests.catalogues.test_catalogues import PASSPORT, SHARED
from tests.flows.test_import_catalogue import RECORDS, bring_in
from tests.zaken.making import adopt

from openloket.catalogues.reading import read_xml
from openloket.catalogues.record import Online, Record
from openloket.offer.models import Service

SCHEMA = SHARED / "04-standaarden" / "sc-4.0" / "standaarden.overheid.nl" / "sc" / "4.0" / "xsd" / "sc.xsd"
URL = "/duinstede/samenwerkende-catalogi.xml"


def records(client: Client) -> dict[str, Record]:
    answer = client.get(URL)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/xml")
    assert "max-age=3600" in answer.headers["Cache-Control"]
    found = [one for one in read_xml(io.BytesIO(answer.content)) if isinstance(one, Record)]
    return {one.product_id: one for one in found}


def test_own_forms_and_imported_products_stand_in_it(
    duinstede: Municipality, client: Client, now: datetime
) -> None:
    adopt(duinstede, "aanvulling")
    bring_in(duinstede.organisation, now)
    found = records(client)
    assert len(found) == len(RECORDS) + 1  # what is part of another zaak is no product
    own = found["parkeervergunning"]
    assert own.application.endswith("/duinstede/parkeervergunning/formulier")
    assert (own.online, own.modified and own.modified.isoformat()) == (Online.YES, "2026-01-01")
    passport = found["paspoort"]
    assert (passport.identifier, passport.application) == (PASSPORT.identifier, PASSPORT.application)
    assert (passport.modified, passport.upl_uris) == (PASSPORT.modified, PASSPORT.upl_uris)
    assert found["3"].application == "mailto:a@g.example"
    assert (found["2"].online, found["2"].application) == (Online.NO, "")
    assert "5" in found


def test_it_is_valid_against_the_schema(duinstede: Municipality, client: Client, now: datetime) -> None:
    if not SCHEMA.exists():
        pytest.skip("the schema of Samenwerkende Catalogi is not beside this checkout")
    bring_in(duinstede.organisation, now)
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(etree.fromstring(client.get(URL).content))


def test_without_products_there_is_none(duinstede: Municipality, client: Client) -> None:
    Service.objects.update(active=False)
    assert client.get(URL).status_code == 404


def test_another_organisation_is_not_in_it(
    duinstede: Municipality, eikenrade: Municipality, client: Client, now: datetime
) -> None:
    bring_in(eikenrade.organisation, now)
    assert set(records(client)) == {"parkeervergunning"}
