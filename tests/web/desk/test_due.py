"""The lists of terms that ask attention, and one's own settings."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.zaken.making import send, send_many

from openloket.law.dwangsom import dwangsombedrag
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.models import AccessLog
from openloket.tenancy.models import Employee
from openloket.zaken.models import Term, Zaak

LISTS = "/duinstede/balie/termijnen"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert len(answer.content) < 60_000
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def day(today: datetime) -> date:
    return dag_in_amsterdam(today)


def due_on(zaak: Zaak, last_day: date, **more: object) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(last_day=last_day, **more)
    zaak.terms.update(last_day=last_day)


def test_late_soon_and_by_ones_own_threshold(
    worker: Client, duinstede: Municipality, today: datetime, day: date
) -> None:
    late, now, soon, far = (send(duinstede, today) for _ in range(4))
    sunday = day + timedelta(days=6 - day.weekday())
    for zaak, last in ((late, -2), (now, 0)):
        due_on(zaak, day + timedelta(days=last), assignee=duinstede.worker)
    due_on(soon, sunday + timedelta(days=3), assignee=duinstede.worker)
    due_on(far, sunday + timedelta(days=40), assignee=duinstede.worker)
    Employee.objects.filter(pk=duinstede.worker.pk).update(warn_days=10)
    page = read(worker, LISTS)
    assert late.reference in page
    assert "2 dagen te laat" in page
    assert now.reference not in page
    assert "Termijnen (3)" in page
    assert now.reference in read(worker, f"{LISTS}?lijst=deze-week")
    page = read(worker, f"{LISTS}?lijst=binnenkort")
    assert soon.reference in page
    assert far.reference not in page
    assert AccessLog.objects.filter(action="zaak.list").count() == 3


def test_mine_my_teams_and_everybodys(
    worker: Client, duinstede: Municipality, today: datetime, day: date
) -> None:
    mine, teams, others = (send(duinstede, today) for _ in range(3))
    due_on(mine, day - timedelta(days=1), assignee=duinstede.worker)
    due_on(teams, day - timedelta(days=1))
    due_on(others, day - timedelta(days=1), team=None)
    seen = {whose: read(worker, f"{LISTS}?van={whose}") for whose in ("mijn", "team", "alle", "x")}
    found = {
        whose: {zaak for zaak in (mine, teams, others) if zaak.reference in page}
        for whose, page in seen.items()
    }
    assert found == {"mijn": {mine}, "team": {mine, teams}, "alle": {mine, teams, others}, "x": {mine}}


def test_what_stands_still(worker: Client, duinstede: Municipality, today: datetime, day: date) -> None:
    known, unknown, over = (send(duinstede, today) for _ in range(3))
    since = day - timedelta(days=4)
    Term.objects.filter(zaak=known).update(still_from=since, still_until=day)
    Term.objects.filter(zaak=unknown).update(still_from=since)
    Term.objects.filter(zaak=over).update(still_from=since, still_until=day - timedelta(days=1))
    page = read(worker, f"{LISTS}?van=alle&lijst=opgeschort")
    assert "Opgeschort (2)" in page
    assert known.reference in page
    assert unknown.reference in page
    assert "nog onbekend" in page
    assert over.reference not in page


def test_what_deciding_late_costs(
    worker: Client, duinstede: Municipality, today: datetime, day: date
) -> None:
    for running in (3, 20, 60):
        zaak, begin = send(duinstede, today), day - timedelta(days=running - 1)
        Term.create(
            zaak=zaak, kind=Term.Kind.PENALTY, article="Awb 4:17", begins_on=begin,
            last_day=begin + timedelta(days=41), why={"waarom": {"stappen": []}},
        )  # fmt: skip
    Term.create(
        zaak=send(duinstede, today), kind=Term.Kind.PENALTY, article="Awb 4:17", begins_on=day, last_day=day,
        ended_on=day, why={"waarom": {"stappen": []}},
    )  # fmt: skip
    page = read(worker, f"{LISTS}?van=alle&lijst=dwangsom")
    assert "Dwangsom (3)" in page
    assert f"€ {dwangsombedrag(3) + dwangsombedrag(20) + dwangsombedrag(42)}" in page
    assert "€ 69" in page
    assert "€ 35" in page
    assert "€ 1442" in page


def test_pages_of_25_and_a_cost_that_does_not_grow(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    send_many(duinstede, 3000, today - timedelta(days=100))
    with CaptureQueriesContext(connection) as seen:
        first = read(worker, f"{LISTS}?van=alle")
    assert len(seen) <= 14, [statement["sql"] for statement in seen]
    assert "Te laat (60)" in first
    second, third = (read(worker, f"{LISTS}?van=alle&pagina={number}") for number in (2, 3))
    references = [set(re.findall(r"DUI-2020-\d{3}-\d{3}-\d{3}", page)) for page in (first, second, third)]
    assert [len(page) for page in references] == [25, 25, 10]
    assert len(set.union(*references)) == 60
    assert 'rel="next"' in first
    assert 'rel="next"' not in third
    assert "ol-empty" in read(worker, f"{LISTS}?van=alle&pagina=900")


def test_only_who_may_read_and_only_the_own_organisation(
    stranger: Client, worker: Client, duinstede: Municipality, today: datetime, day: date
) -> None:
    zaak = send(duinstede, today)
    due_on(zaak, day - timedelta(days=1))
    assert zaak.reference not in read(stranger, "/eikenrade/balie/termijnen?van=alle")
    Employee.objects.filter(pk=duinstede.worker.pk).update(role="administrator")
    assert worker.get(LISTS).status_code == 404


def test_own_settings(worker: Client, duinstede: Municipality) -> None:
    page = read(worker, "/duinstede/balie/instellingen")
    assert 'value="7"' in page
    answer = worker.post("/duinstede/balie/instellingen", {"email": "geen adres", "dagen": "90"})
    assert answer.status_code == 422
    assert 'value="geen adres"' in answer.content.decode()
    answer = worker.post("/duinstede/balie/instellingen", {"email": "anja@duinstede.example", "dagen": "3"})
    assert answer.status_code == 303
    assert "Uw instellingen zijn bewaard." in read(worker, answer["Location"])
    duinstede.worker.refresh_from_db()
    assert (duinstede.worker.email, duinstede.worker.warn_days) == ("anja@duinstede.example", 3)
