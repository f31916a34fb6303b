"""The inbox as a page."""

import re
from datetime import datetime, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.web.desk.conftest import browser_of
from tests.zaken.making import send, send_many

from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.models import Service
from openloket.people.models import AccessLog
from openloket.tenancy.models import Employee
from openloket.web import directory
from openloket.zaken.models import Zaak
from openloket.zaken.queries import PAGE

INBOX = "/duinstede/balie/"


def references(page: str) -> list[str]:
    return re.findall(r"/balie/zaak/(DUI-[0-9A-Z-]+)", page)


def test_a_zaak_stands_in_the_inbox(worker: Client, zaak: Zaak) -> None:
    page = worker.get(INBOX).content.decode()
    assert references(page) == [zaak.reference]
    assert "Jan Jansen" in page
    assert "nog 5" in page  # eight weeks, give or take a holiday
    assert "nog niemand" in page


def test_a_late_zaak_stands_out(worker: Client, zaak: Zaak, today: datetime) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(last_day=dag_in_amsterdam(today) - timedelta(days=3))
    assert "3 dagen te laat" in worker.get(INBOX).content.decode()
    assert references(worker.get(f"{INBOX}?termijn=te-laat").content.decode()) == [zaak.reference]


def test_at_most_five_statements(worker: Client, duinstede: Municipality, today: datetime) -> None:
    send_many(duinstede, 50 * (PAGE + 5), today)
    worker.get(INBOX)  # the catalogue is kept in memory from here on
    for query in (
        "",
        "?volgorde=termijn",
        "?zoek=afzender",
        "?van=team&dienst=parkeervergunning",
        "?status=alle",
    ):
        with CaptureQueriesContext(connection) as seen:
            page = worker.get(INBOX + query).content.decode()
        assert len(references(page)) == PAGE, query
        assert len(seen) <= 5, [statement["sql"] for statement in seen]


def test_paging_keeps_the_question(worker: Client, duinstede: Municipality, today: datetime) -> None:
    send_many(duinstede, 50 * (PAGE + 5), today)
    first = worker.get(f"{INBOX}?zoek=afzender&volgorde=termijn&van=niemand").content.decode()
    [later] = re.findall(r'href="([^"]+)" rel="next"', first)
    assert "zoek=afzender" in later
    assert "volgorde=termijn" in later
    second = worker.get(later.replace("&amp;", "&")).content.decode()
    assert len(references(second)) == 5
    assert not set(references(first)) & set(references(second))
    [earlier] = re.findall(r'href="([^"]+)" rel="prev"', second)
    assert references(worker.get(earlier.replace("&amp;", "&")).content.decode()) == references(first)


def test_looking_is_written_down_without_the_words(
    worker: Client, duinstede: Municipality, zaak: Zaak
) -> None:
    worker.get(f"{INBOX}?zoek=jansen")
    [log] = AccessLog.objects.all()
    assert (log.employee_id, log.employee_name) == (duinstede.worker.pk, "Anja de Wit")
    assert (log.action, log.subject_kind, log.subject_id) == ("zaak.list", "zaak_list", 0)
    assert log.reason == "zoeken in de werkvoorraad, zaken op de pagina: 1"


def test_nonsense_in_the_address_is_not_asked(worker: Client, zaak: Zaak) -> None:
    nonsense = "?status=x&van=y&termijn=z&dienst=nee&volgorde=omhoog&na=1.1.1&voor=a&zoek=%00%20&x=%FF"
    answer = worker.get(INBOX + nonsense)
    assert answer.status_code == 200
    assert references(answer.content.decode()) == [zaak.reference]


def test_script_in_a_name_is_shown_as_text(worker: Client, duinstede: Municipality, today: datetime) -> None:
    send(duinstede, today, naam="<script>alert(1)</script>")
    page = worker.get(f"{INBOX}?zoek=%22%3E%3Cscript%3E").content.decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in worker.get(INBOX).content.decode()


def test_a_stranger_sees_an_empty_inbox_of_his_own(stranger: Client, zaak: Zaak) -> None:
    for query in ("", "?status=alle", "?zoek=jansen", f"?zoek={zaak.reference}"):
        page = stranger.get(f"/eikenrade/balie/{query}").content.decode()
        assert references(page) == []
        assert "Jan Jansen" not in page
        assert "Geen zaken gevonden" in page


def test_an_administrator_sees_no_zaken(duinstede: Municipality, zaak: Zaak) -> None:
    Employee.objects.filter(pk=duinstede.worker.pk).update(role="administrator")
    browser = browser_of(duinstede.worker, duinstede)
    assert browser.get(INBOX)["Location"] == f"{INBOX}niet-bezorgd"
    assert "Werkvoorraad" not in browser.get(f"{INBOX}niet-bezorgd").content.decode()
    assert browser.get(f"{INBOX}zaak/{zaak.reference}").status_code == 404
    assert browser.post(f"{INBOX}zaak/{zaak.reference}/pakken").status_code == 404


def test_nobody_keeps_the_page(worker: Client, zaak: Zaak) -> None:
    assert worker.get(INBOX)["Cache-Control"] == "no-store"


def test_of_many_products_those_that_are_used_can_be_chosen(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    texts, term = duinstede.service.texts, duinstede.service.term
    others = Service.objects.bulk_create(
        Service.new(
            product=duinstede.service.product, slug=f"product-{number}", title=f"Product {number}",
            theme="Overig", message_type="melding", official="ja", authority=duinstede.service.authority,
            sensitive=False, term=term, texts=texts,
        )
        for number in range(100)
    )  # fmt: skip
    directory.forget()
    zaak = send(duinstede, today)
    Zaak.objects.filter(pk=zaak.pk).update(service=others[7])
    page = worker.get(INBOX).content.decode()
    chosen = set(re.findall(r'<option value="([\w-]*)"', page[page.index('id="f-dienst"') :]))
    assert chosen == {"", "parkeervergunning", "product-7"}
    asked = worker.get(f"{INBOX}?dienst=product-9").content.decode()
    assert '<option value="product-9" selected' in asked
