"""The page of an objection: linking it, deciding on its being late, and asking advice."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.flows.disputing import refused, send_kind

from openloket.people.models import AccessLog
from openloket.zaken.models import Besluit, Timeliness, Zaak


def page_of(client: Client, zaak: Zaak, status: int = 200) -> str:
    answer = client.get(f"/duinstede/balie/zaak/{zaak.reference}/bezwaar")
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


def post(client: Client, zaak: Zaak, **values: str) -> tuple[int, str]:
    answer = client.post(f"/duinstede/balie/zaak/{zaak.reference}/bezwaar", values)
    return answer.status_code, re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def decided(duinstede: Municipality, today: datetime) -> tuple[Zaak, Besluit]:
    """Refused seventy days ago: since four weeks nobody can object any more."""
    return refused(duinstede, today - timedelta(days=71), today - timedelta(days=70))


def test_it_asks_which_decision_and_links_it(
    worker: Client, duinstede: Municipality, decided: tuple[Zaak, Besluit], today: datetime
) -> None:
    zaak = send_kind(duinstede, "bezwaar", today - timedelta(days=60))
    assert (
        "Besluit, op tijd en commissie"
        in worker.get(f"/duinstede/balie/zaak/{zaak.reference}").content.decode()
    )
    assert "Nog niet bekend" in page_of(worker, zaak)
    assert post(worker, zaak, doe="koppelen", kenmerk=decided[0].reference)[0] == 303
    page = page_of(worker, zaak)
    assert decided[0].reference in page
    assert "<strong>Op tijd</strong>" in page
    assert "Bekendgemaakt op" in page
    course = worker.get(f"/duinstede/balie/zaak/{zaak.reference}").content.decode()
    assert f"Bezwaar {zaak.reference} gaat over het besluit in zaak {decided[0].reference}." in course
    assert "Het bezwaar is op tijd." in course


def test_a_mistake_stands_beside_the_field_and_stays(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    zaak = send_kind(duinstede, "bezwaar", today)
    status, page = post(worker, zaak, doe="koppelen", kenmerk="DUI-2026-ZZZ")
    assert status == 422
    assert 'value="DUI-2026-ZZZ"' in page
    assert 'id="kenmerk.fout"' in page
    assert 'href="#kenmerk"' in page


def test_a_person_decides_on_what_came_late(
    worker: Client, duinstede: Municipality, decided: tuple[Zaak, Besluit], today: datetime
) -> None:
    zaak = send_kind(duinstede, "bezwaar", today, about=decided[0].reference)
    assert (
        "Beslis of het bezwaar meetelt"
        in worker.get(f"/duinstede/balie/zaak/{zaak.reference}").content.decode()
    )
    assert "Neemt u het de afzender kwalijk?" in page_of(worker, zaak)
    status, page = post(worker, zaak, doe="op-tijd", gezien="te_laat", verwijtbaar="nee", reden="")
    assert (status, 'id="reden.fout"' in page) == (422, True)
    assert re.search(r'value="nee" checked', page)
    values = {"doe": "op-tijd", "gezien": "te_laat", "verwijtbaar": "nee", "reden": "Hij was ziek."}
    assert post(worker, zaak, **values)[0] == 303
    page = page_of(worker, zaak)
    assert "Hij was ziek." in page
    assert "Anja de Wit" in page
    assert "Neemt u het de afzender kwalijk?" not in page
    assert post(worker, zaak, **values)[0] == 409
    assert Timeliness.objects.get().verdict == Timeliness.Verdict.FORGIVEN


def test_advice_shows_the_new_day_first(worker: Client, duinstede: Municipality, today: datetime) -> None:
    zaak = send_kind(duinstede, "bezwaar", today)
    assert "Dan wordt de termijn 12 weken" in page_of(worker, zaak)
    assert post(worker, zaak, doe="advies")[0] == 303
    assert "De termijn is 12 weken" in page_of(worker, zaak)
    assert post(worker, zaak, doe="advies")[0] == 409
    assert post(worker, zaak, doe="onzin")[0] == 409


def test_only_objections_and_only_our_own(
    stranger: Client, worker: Client, duinstede: Municipality, zaak: Zaak, today: datetime
) -> None:
    page_of(worker, zaak, 404)
    objection = send_kind(duinstede, "bezwaar", today)
    answer = stranger.get(f"/eikenrade/balie/zaak/{objection.reference}/bezwaar")
    assert answer.status_code == 404


def test_that_it_was_read_is_written_down(worker: Client, duinstede: Municipality, today: datetime) -> None:
    zaak = send_kind(duinstede, "bezwaar", today)
    page_of(worker, zaak)
    assert AccessLog.objects.filter(subject_id=zaak.pk, reason="bezwaar").count() == 1
