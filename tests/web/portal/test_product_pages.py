"""Pages of products that have no form of ours, and the counter of an organisation with very many products."""

import re
from dataclasses import replace
from datetime import datetime

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.catalogues.test_catalogues import PASSPORT
from tests.flows.test_import_catalogue import TOWN, bring_in
from tests.zaken.making import adopt

from openloket.catalogues.record import Online
from openloket.offer.catalogue import Way
from openloket.offer.models import Service
from openloket.web.portal.ways import elsewhere, way_shown

ROOT = "/zandhoek"


@pytest.fixture
def zandhoek(db: None, now: datetime) -> None:
    bring_in(TOWN, now)


def page(client: Client, path: str) -> str:
    answer = client.get(f"{ROOT}/{path}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_form_elsewhere(client: Client, zandhoek: None) -> None:
    text = page(client, "paspoort-identiteitskaart/")
    assert f'href="{PASSPORT.application}"' in text
    assert "Naar het formulier" in text
    assert "op een andere website" in text
    assert f'href="{PASSPORT.identifier}"' in text
    assert ">Start<" not in text
    assert "tussendoor bewaren" not in text
    for empty in (
        "Kosten",
        "Hoe lang duurt het?",
        "Wat is het?",
        "Wat hebt u nodig?",
        "Liever niet digitaal?",
    ):
        assert empty not in text


def test_by_e_mail_only(client: Client, zandhoek: None) -> None:
    text = page(client, "per-mail/")
    assert 'href="mailto:a@g.example"' in text
    assert "Stuur een e-mail" in text


@pytest.mark.parametrize("slug", ["formulier-op-papier", "alleen-uitleg", "kapot"])
def test_without_a_digital_way_the_page_says_so_and_offers_the_rest_channel(
    client: Client, zandhoek: None, slug: str
) -> None:
    text = page(client, f"{slug}/")
    assert "Hier is geen digitaal formulier voor." in text
    assert f'href="{ROOT}/algemeen-bericht/"' in text


def test_paper_is_linked_as_paper(client: Client, zandhoek: None) -> None:
    text = page(client, "formulier-op-papier/")
    assert 'href="https://g.example/f.pdf"' in text
    assert "U print het formulier" in text
    assert "Officiële weg" not in text


@pytest.mark.parametrize("path", ["formulier", "formulier/wie", "controle"])
def test_there_is_nothing_to_begin(client: Client, zandhoek: None, path: str) -> None:
    answer = client.get(f"{ROOT}/paspoort-identiteitskaart/{path}")
    assert answer.status_code in (302, 404)
    assert client.get(answer.headers.get("Location", f"{ROOT}/x/y"), follow=True).status_code in (200, 404)
    assert client.get(f"{ROOT}/paspoort-identiteitskaart/formulier").status_code == 404


def test_posting_to_it_is_not_found(client: Client, zandhoek: None) -> None:
    typed = {"naam": "Jan", "verder": "1"}
    assert client.post(f"{ROOT}/paspoort-identiteitskaart/formulier/wie", typed).status_code == 404


def test_an_imported_product_for_objections_does_not_replace_our_form(
    duinstede: Municipality, client: Client, now: datetime
) -> None:
    adopt(duinstede, "bezwaar")
    bring_in(duinstede.organisation, now, [replace(PASSPORT, title="Aan bezwaar beginnen")])
    assert Service.objects.filter(message_type="bezwaar").count() == 2
    assert client.get("/duinstede/bezwaar/formulier").status_code == 302


def test_the_counter_lists_and_finds_them(client: Client, zandhoek: None) -> None:
    text = page(client, "")
    assert "Meer onderwerpen" in text
    assert "Alleen uitleg" in text
    assert "1 resultaat" in page(client, "?zoek=uitleg")


def test_very_many_products_are_found_by_letter(client: Client, db: None, now: datetime) -> None:
    many = [
        replace(
            PASSPORT, product_id=str(number), title=f"{'ABCÉ'[number % 4]}lleen {number}", online=Online.NO
        )
        for number in range(600)
    ]
    bring_in(TOWN, now, [*many, replace(PASSPORT, product_id="x", title="5G")])
    home = client.get(f"{ROOT}/")
    assert len(home.content) < 60_000
    assert 'href="/zandhoek/onderwerpen"' in home.content.decode()
    letter = page(client, "onderwerpen?letter=E")
    assert "Élleen 3<" in letter
    assert "Alleen 8<" not in letter
    assert "5G" in page(client, "onderwerpen?letter=overig")
    assert 'href="/zandhoek/onderwerpen?letter=E"' in page(client, "onderwerpen?letter=Q")
    assert len(client.get(f"{ROOT}/onderwerpen?letter=E").content) < 60_000
    found = client.get(f"{ROOT}/?zoek=alleen")
    assert len(found.content) < 60_000
    assert "40 resultaten" in found.content.decode()


@pytest.mark.parametrize(
    ("way", "url", "text"),
    [
        (Way("webformulier", "", "Vul in.", "", True), "/form", "Vul in."),
        (Way("webformulier", "", "Vul in.", "https://g.example/f", True), "https://g.example/f", "Vul in."),
        (Way("telefoon", "", "Bel.", "14 0123", False), "tel:140123", "Bel. 14 0123"),
        (Way("telefoon", "", "Bel.", "", False), None, "Bel."),
        (Way("e-mail", "", "Mail.", "", False), None, "Mail."),
        (Way("post", "", "Stuur.", "Postbus 1", False), None, "Stuur. Postbus 1"),
        (Way("extern", "", "Ga.", "javascript:alert(1)", True), None, "Ga. javascript:alert(1)"),
    ],
)
def test_each_way_leads_somewhere_or_nowhere(way: Way, url: str | None, text: str) -> None:
    shown = way_shown(way, "/form")
    assert (shown["url"], shown["text"]) == (url, text)


def test_a_way_elsewhere_must_lead_somewhere() -> None:
    post = Way("post", "post", "Stuur.", "https://g.example/f.pdf", False)
    assert elsewhere([post, Way("extern", "x", "Ga.", "", True)]) is None
    found = elsewhere([post, Way("e-mail", "e-mail", "Mail.", "a@g.example", True)])
    assert found is not None
    assert found["url"] == "mailto:a@g.example"
