"""The counter's lists: from A to Z, by theme, for residents or businesses, and a search that helps on."""

import re
from dataclasses import replace
from datetime import datetime

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.catalogues.test_catalogues import PASSPORT
from tests.flows.test_import_catalogue import TOWN, bring_in
from tests.zaken.making import adopt

from openloket.catalogues.record import Audience
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation
from openloket.web import directory

ROOT = "/duinstede"


@pytest.fixture
def counter(duinstede: Municipality) -> None:
    for key in ("algemeen-bericht", "horeca-alcoholvergunning", "uittreksel-brp", "standplaatsvergunning"):
        adopt(duinstede, key)


def page(client: Client, path: str) -> str:
    answer = client.get(f"{ROOT}/{path}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_all_from_a_to_z(client: Client, counter: None) -> None:
    text = page(client, "onderwerpen")
    places = [
        text.index(title) for title in ("Alcoholvergunning<", "Bericht aan de", "Standplaats", "Uittreksel")
    ]
    assert places == sorted(places)
    assert 'href="#letter-A"' in text
    assert 'href="horeca-alcoholvergunning/"' in text


def test_residents_and_businesses_see_what_is_for_them(client: Client, counter: None) -> None:
    for path in ("onderwerpen", ""):
        residents, businesses = (
            page(client, f"{path}?voor=inwoners"),
            page(client, f"{path}?voor=ondernemers"),
        )
        assert "Alcoholvergunning" not in residents
        assert "Alcoholvergunning" in businesses
        assert "Uittreksel" in residents
        assert "Uittreksel" not in businesses
        for shown in (residents, businesses, page(client, f"{path}?voor=niemand")):
            assert "Standplaatsvergunning" in shown
        assert 'aria-current="true">Voor ondernemers' in businesses


def test_a_theme_has_a_page(client: Client, counter: None) -> None:
    text = page(client, "onderwerpen?thema=burgerzaken")
    assert "Uittreksel" in text
    assert "Alcoholvergunning" not in text
    assert client.get(f"{ROOT}/onderwerpen?thema=onzin").status_code == 404


def test_a_large_theme_shows_its_first_products_and_leads_to_the_rest(
    client: Client, db: None, now: datetime
) -> None:
    many = [replace(PASSPORT, product_id=str(one), title=f"Paspoort {one}") for one in range(9)]
    bring_in(TOWN, now, many)
    text = client.get("/zandhoek/").content.decode()
    assert "Alle 9 onderwerpen" in text
    assert 'href="/zandhoek/onderwerpen?thema=burgerzaken"' in text
    assert "Paspoort 8" in client.get("/zandhoek/onderwerpen?thema=burgerzaken").content.decode()


def test_what_is_misspelt_is_found_and_asked_back(client: Client, counter: None) -> None:
    text = page(client, "?zoek=uitreksel")
    assert "Bedoelde u" in text
    assert f'href="{ROOT}/?zoek=uittreksel"' in text
    assert "Uittreksel uit de" in text
    assert "Bedoelde u" not in page(client, "?zoek=uittreksel")


def test_a_search_without_result_leads_on(client: Client, counter: None) -> None:
    text = page(client, "?zoek=xyzzy")
    assert "Niets gevonden" in text
    assert f'href="{ROOT}/algemeen-bericht/"' in text
    assert 'href="tel:140123"' in text
    assert f'href="{ROOT}/hoe-bereikt-u-ons"' in text


def test_what_somebody_typed_is_shown_and_not_run(client: Client, counter: None) -> None:
    text = page(client, "?zoek=<script>alert(1)</script>")
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_only_businesses_are_shown_what_is_only_for_them(client: Client, db: None, now: datetime) -> None:
    only = replace(PASSPORT, title="Bedrijfspand", audiences=(Audience.BUSINESSES,))
    bring_in(TOWN, now, [only])
    assert "Bedrijfspand" in client.get("/zandhoek/onderwerpen?voor=ondernemers").content.decode()
    assert "Bedrijfspand" not in client.get("/zandhoek/onderwerpen?voor=inwoners").content.decode()


def test_what_goes_with_everything_comes_after_what_many_people_need(
    client: Client, db: None, now: datetime
) -> None:
    uri = PASSPORT.upl_uris[0].rpartition("/")[0] + "/paspoort"
    bring_in(TOWN, now, [replace(PASSPORT, title="Zakelijk paspoort", upl_uris=(uri,))])
    text = client.get("/zandhoek/").content.decode()
    assert text.index("Zakelijk paspoort") < text.index("Bezwaar maken")


def test_letters_stand_in_order_and_what_has_none_comes_last(client: Client, db: None, now: datetime) -> None:
    titles = ("Zwembad", "‘Ambtswoning", "Één loket", "5G", "Інформація")
    many = [replace(PASSPORT, product_id=str(one), title=f"Markt {one}") for one in range(400)]
    named = [replace(PASSPORT, product_id=title, title=title) for title in titles]
    bring_in(TOWN, now, [*many, *named])
    text = client.get("/zandhoek/onderwerpen").content.decode()
    places = [text.index(f"letter={letter}") for letter in ("A", "E", "M", "Z", "overig")]
    assert places == sorted(places)
    assert "Ambtswoning" in text
    assert "Інформація" in client.get("/zandhoek/onderwerpen?letter=overig").content.decode()


def test_search_engines_find_every_product(client: Client, counter: None, duinstede: Municipality) -> None:
    answer = client.get(f"{ROOT}/sitemap.xml")
    assert answer.status_code == 200
    found = re.findall(r"<loc>([^<]+)</loc>", answer.content.decode())
    for path in ("", "hoe-bereikt-u-ons", "uittreksel-brp/"):
        assert public_url(duinstede.organisation, path) in found
    assert not any("balie" in one or "mijn" in one for one in found)
    told = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {public_url(duinstede.organisation, 'sitemap.xml')}" in told


def test_on_a_host_of_its_own_all_links_lead_somewhere(client: Client, duinstede: Municipality) -> None:
    adopt(duinstede, "algemeen-bericht")
    Organisation.objects.filter(pk=duinstede.organisation.pk).update(host="testserver")
    directory.forget()
    page = client.get("/hoe-bereikt-u-ons").content.decode()
    links = {one for one in re.findall(r'href="(/[^"?#]*)', page) if not one.startswith("/static/")}
    assert {"/controleren", "/algemeen-bericht/", "/"} <= links
    for one in (*links, "/robots.txt", "/sitemap.xml", "/toezicht", "/monitor/"):
        assert client.get(one).status_code == 200, one
    Organisation.objects.filter(pk=duinstede.organisation.pk).update(host="")
    directory.forget()
