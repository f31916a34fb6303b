"""What an outage costs follows what it touched: as the app's role no statement reads the archive of terms."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.committing import committing
from tests.outages.making import objection_terms, outage
from tests.zaken.making import send_many

from openloket.flows.outages.extend_for_outage import extend_for_outage
from openloket.flows.outages.extend_terms import extend_terms
from openloket.flows.outages.forgive_lateness import forgive_lateness
from openloket.tenancy.scope import scope
from openloket.zaken.models import Term

NOW = datetime(2026, 6, 2, 6, tzinfo=UTC)
DOWN, UP = NOW - timedelta(hours=9), NOW - timedelta(hours=1)
ZAKEN, TOUCHED = 20_000, 200
MOST_ROWS_READ = 12 * TOUCHED  # of 20,000 terms; each statement reads what it touches a few times


@pytest.fixture(scope="module")
def archive(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[cast.Municipality]:
    """Twenty thousand zaken with a term to object that is long over, and two hundred more that run."""
    with django_db_blocker.unblock(), committing():
        town = cast.municipality("duinstede", "Duinstede", "DUI")
        with scope(town.organisation.pk):
            send_many(town, ZAKEN + TOUCHED, NOW)
            for number in range(40):
                day = date(2024, 1, 1) + timedelta(days=7 * number)
                objection_terms(town, day, ZAKEN // 40, after=number * ZAKEN // 40)
            for number in range(10):
                day = date(2026, 4, 20) + timedelta(days=number)
                objection_terms(town, day, TOUCHED // 10, after=ZAKEN + number * TOUCHED // 10)
            with connections["owner"].cursor() as cursor:
                cursor.execute("VACUUM ANALYZE zaken_term")
            yield town


def _rows_read(plan: dict[str, Any]) -> float:
    """How many rows of terms were touched: found, or looked at and passed over."""
    here = 0.0
    if plan.get("Relation Name") == "zaken_term" and plan["Node Type"] != "ModifyTable":
        rows = plan["Actual Rows"] + sum(v for k, v in plan.items() if k.startswith("Rows Removed by"))
        here = rows * plan["Actual Loops"]
    return here + sum(_rows_read(inner) for inner in plan.get("Plans", []))


def _read_by(statements: CaptureQueriesContext) -> dict[str, float]:
    """Every statement about terms with the rows that it reads, done once more and undone."""
    read = {}
    for statement in statements.captured_queries:
        sql = statement["sql"]
        if "zaken_term" in sql and sql.lstrip().startswith(("SELECT", "UPDATE")):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql.replace("%", "%%"), [])
                read[sql] = _rows_read(cursor.fetchone()[0][0]["Plan"])
                transaction.set_rollback(True)
    return read


def test_what_an_outage_costs_follows_what_it_touched(archive: cast.Municipality) -> None:
    down = outage(DOWN, UP)
    with CaptureQueriesContext(connection) as statements:
        assert forgive_lateness(down.pk, NOW) == TOUCHED
        extend_for_outage(archive.lead, down.pk, 1, "Storing.", NOW)
        assert extend_terms(down.pk, NOW) == TOUCHED
    assert Term.objects.filter(forgiven_until=None).count() == ZAKEN
    read = _read_by(statements)
    assert len(read) > 6
    assert {sql[:200]: rows for sql, rows in read.items() if rows > MOST_ROWS_READ} == {}


def test_the_measure_sees_a_statement_without_an_index(archive: cast.Municipality) -> None:
    with CaptureQueriesContext(connection) as statements:
        list(Term.objects.filter(article="Awb 6:7", raw_end=date(2026, 6, 1)))
    [rows] = _read_by(statements).values()
    assert rows > MOST_ROWS_READ
