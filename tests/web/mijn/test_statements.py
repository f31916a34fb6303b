"""Mijn omgeving asks the database little, however much there is of one person or of the organisation."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.flows.deciding import decide, filled
from tests.people.acting import person
from tests.web.mijn.browsing import HERE, browser, now
from tests.zaken.making import send, send_many

from openloket.zaken.models import Zaak

MOST = {"/": 10, "/inzage": 22, "/zaken": 5, "/berichten": 7, "/concepten": 4, "/producten": 5}
WEIGHT = 60 * 1024


def _asked(path: str) -> list[str]:
    hers = browser(person("Sanne Smit", now()))
    hers.get(f"{HERE}{path}")  # fills what is kept in memory
    with CaptureQueriesContext(connection) as seen:
        page = hers.get(f"{HERE}{path}")
    assert page.status_code == 200
    assert len(page.content) < WEIGHT
    # The organisation is kept in memory for some seconds, which may just be over.
    frame = ("SELECT set_config", 'SELECT "tenancy_organisation"')
    return [one["sql"] for one in seen.captured_queries if not one["sql"].startswith(frame)]


def _has(town: Municipality, number: int) -> None:
    """So many zaken of Sanne, each with something that asks attention."""
    sanne = person("Sanne Smit", now())
    for _ in range(number):
        zaak = send(town, now())
        Zaak.objects.filter(pk=zaak.pk).update(person=sanne)
        what = filled("toewijzing", besluit="U krijgt het.", reden="Het kan zo.")
        decide(town, zaak, what, now(), hand_over=True)
        running = send(town, now())
        Zaak.objects.filter(pk=running.pk).update(person=sanne, last_day=now().date().replace(year=2020))


@pytest.mark.parametrize("path", MOST)
def test_few_statements_for_one_zaak_and_for_many(duinstede: Municipality, path: str) -> None:
    _has(duinstede, 1)
    few = _asked(path)
    _has(duinstede, 5)
    assert len(_asked(path)) == len(few) <= MOST[path]


def test_the_zaken_of_a_person_are_found_by_their_index(duinstede: Municipality) -> None:
    """In an organisation with thousands of zaken nobody reads them all for the home of one person."""
    _has(duinstede, 2)
    send_many(duinstede, 3000, now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for sql in [one for path in ("/", "/berichten", "/producten") for one in _asked(path)]:
        if "zaken_zaak" not in sql or not sql.startswith("SELECT"):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {sql}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert "Seq Scan on zaken_zaak" not in plan, plan
