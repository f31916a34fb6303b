"""The lists of terms stay fast: under row-level security no list reads the archive."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.committing import committing
from tests.work.test_due_plans import plan_of, questions, read_whole, rows_read
from tests.zaken.making import send_many

from openloket.flows.decisions.remind_entitlements import remind_entitlements
from openloket.flows.terms.close_supplements import close_unused_supplements
from openloket.flows.terms.recount_still_terms import recount_still_terms
from openloket.tenancy.scope import scope
from openloket.zaken.due import Part, Watch, cost, counts, rows, to_do
from openloket.zaken.queries import Whose

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
MOST_ROWS_READ = 2_000  # of 20,000 zaken and as many terms; 400 zaken are open

_TERMS = """
INSERT INTO zaken_term (organisation_id, zaak_id, kind, article, begins_on, raw_end, last_day, why,
                        still_from, still_until, ended_on)
SELECT organisation_id, id, 'decision', 'Awb 4:13 lid 2', received_at::date, last_day, last_day, '{}',
       CASE WHEN id %% 5 = 0 THEN received_at::date END, CASE WHEN id %% 5 = 0 THEN received_at::date + 7 END,
       CASE WHEN status = 'closed' AND id %% 2 = 0 THEN last_day END
FROM zaken_zaak WHERE organisation_id = %s
"""
"""Half of the closed zaken were closed without a decision: their terms never ended."""


@pytest.fixture(scope="module")
def archive(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[cast.Municipality]:
    """Twenty thousand zaken with their terms, one in fifty of them open."""
    with django_db_blocker.unblock(), committing():
        town = cast.municipality("duinstede", "Duinstede", "DUI")
        with scope(town.organisation.pk):
            send_many(town, 20_000, NOW)
            with connection.cursor() as cursor:
                cursor.execute(_TERMS, [town.organisation.pk])
            with connections["owner"].cursor() as cursor:
                cursor.execute("VACUUM ANALYZE zaken_zaak")
                cursor.execute("VACUUM ANALYZE zaken_term")
            yield town


@pytest.mark.parametrize("whose", [Whose.MINE, Whose.TEAM, Whose.ALL])
def test_no_list_reads_the_archive(archive: cast.Municipality, whose: Whose) -> None:
    watch = Watch(archive.worker, whose, date(2026, 3, 2))
    with CaptureQueriesContext(connection) as seen:
        for part in Part:
            rows(watch, part)
        counts(watch)
        cost(watch)
        to_do(watch)
    read = {one["sql"]: _rows_read(_plan(one["sql"])) for one in seen.captured_queries}
    assert {sql: number for sql, number in read.items() if number > MOST_ROWS_READ} == {}


def test_what_the_worker_asks_of_all_organisations_does_not_either(archive: cast.Municipality) -> None:
    with questions() as asked:
        close_unused_supplements(NOW)
        recount_still_terms(NOW)
        remind_entitlements(NOW)
    due = [question for question in asked if "tenancy_dutyfailure" not in question]
    assert (len(due), len(asked)) == (3, 6)  # what is due, and whether that duty failed somewhere before
    plans = {question: plan_of(question) for question in due}
    assert [list(read_whole(plan)) for plan in plans.values()] == [[]] * 3
    assert {
        one: rows_read(plan) for one, plan in plans.items() if rows_read(plan) > MOST_ROWS_READ / 10
    } == {}


def _plan(sql: str) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql.replace("%", "%%"), [])
        plan: dict[str, Any] = cursor.fetchone()[0][0]["Plan"]
    return plan


def _rows_read(plan: dict[str, Any]) -> float:
    """How many rows of zaken and terms were touched: found, or looked at and passed over."""
    here = 0.0
    if plan.get("Relation Name") in {"zaken_zaak", "zaken_term"}:
        found = plan["Actual Rows"] + sum(v for k, v in plan.items() if k.startswith("Rows Removed by"))
        here = found * plan["Actual Loops"]
    return here + sum(_rows_read(inner) for inner in plan.get("Plans", []))
