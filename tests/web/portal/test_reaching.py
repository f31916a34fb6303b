"""How to reach the municipality: each type of message once, with a designation decision or without."""

import re
from datetime import date

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.web.portal.test_product_facts import decide
from tests.zaken.making import adopt

from openloket.law.kanalen import Berichtsoort
from openloket.offer.models import Channel
from openloket.tenancy.models import Organisation
from openloket.web import directory

PAGE = "/duinstede/hoe-bereikt-u-ons"


@pytest.fixture
def counter(duinstede: Municipality) -> None:
    for key in ("algemeen-bericht", "bezwaar", "klacht"):
        adopt(duinstede, key)
    directory.forget()


def text_of(client: Client, query: str = "") -> str:
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_every_type_of_message_stands_there_once(client: Client, counter: None) -> None:
    text = text_of(client)
    for kind in Berichtsoort:
        assert text.count(f'id="{kind.value}"') == 1, kind


def test_each_has_its_one_way(client: Client, counter: None) -> None:
    text = text_of(client)
    assert (
        'Gebruik <a class="utrecht-link utrecht-link--html-a" href="/duinstede/bezwaar/">Bezwaar maken</a>'
        in text
    )
    rest = text[text.index("Voor al het andere") :]
    assert 'href="/duinstede/algemeen-bericht/"' in rest
    assert "administratief beroep" in rest


def test_without_any_way_all_is_handled(client: Client, duinstede: Municipality) -> None:
    directory.forget()
    text = text_of(client)
    assert "Nog zonder digitale weg" in text
    assert "Wij behandelen het." in text


def test_without_a_decision_it_says_what_holds(client: Client, counter: None) -> None:
    text = text_of(client)
    assert "is nog niet in werking" in text
    assert "Awb 2:16 lid 1 onder c" in text
    assert "Wij behandelen elk officieel bericht dat u ons mailt" in text


def test_with_a_decision_it_names_it(client: Client, counter: None) -> None:
    decide()
    text = text_of(client)
    assert "Versie 1: vastgesteld op maandag 5 januari 2026" in text
    assert "gmb-2026-1" in text
    assert "(Awb 2:16 en 2:23)" in text


def test_a_day_in_the_past(client: Client, counter: None) -> None:
    decide(in_force_from=date(2026, 1, 7))
    Channel.objects.filter(service__slug="bezwaar").update(valid_from=date(2026, 2, 1))
    before = text_of(client, "?op=2026-01-06")
    assert "Zo was het op dinsdag 6 januari 2026" in before
    assert "was toen niet in werking" in before
    assert "Gebruik Bezwaar maken" not in re.sub(r"<[^>]+>", "", before)
    assert "Versie 1" in text_of(client, "?op=2026-01-08")
    assert client.get(f"{PAGE}?op=gisteren").status_code == 404


def test_every_page_leads_to_it_and_it_tells_who_helps(client: Client, counter: None) -> None:
    assert f'href="{PAGE}"' in client.get("/duinstede/").content.decode()
    text = text_of(client)
    for words in (
        "Raadhuisplein 1",
        "14 0123",
        "Kom langs bij het gemeentehuis.",
        "maandag tot en met vrijdag",
    ):
        assert words in text
    assert 'href="/duinstede/storingen"' in text


def test_it_looks_at_the_register_only_and_at_no_other_town(
    client: Client, counter: None, eikenrade: Municipality
) -> None:
    directory.forget()
    assert "Nog zonder digitale weg" in client.get("/eikenrade/hoe-bereikt-u-ons").content.decode()


def test_without_contact_details_it_still_says_that_one_may_come(
    client: Client, duinstede: Municipality
) -> None:
    town = duinstede.organisation
    Organisation.objects.filter(pk=town.pk).update(
        phone="", email="", address_lines=[], website="https://duinstede.example"
    )
    directory.forget()
    text = text_of(client)
    assert "Bel ons, kom langs of stuur een brief." in text
    assert 'href="https://duinstede.example"' in text
    assert "Mag u ook gewoon mailen?" not in text
    directory.forget()
