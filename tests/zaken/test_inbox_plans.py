"""The inbox stays fast: as the app's role, under row-level security, no question reads the archive."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.committing import committing
from tests.zaken.making import send_many

from openloket.tenancy.scope import scope
from openloket.zaken.access import zaak_behind
from openloket.zaken.models import Filing, Zaak
from openloket.zaken.places import Place, Sort
from openloket.zaken.queries import ALL, InboxQuery, Whose, inbox

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
HALFWAY = Place(datetime(2025, 12, 15, tzinfo=UTC), 1)

QUESTIONS = {
    "open": InboxQuery(),
    "open, far on": InboxQuery(after=HALFWAY),
    "open, backwards": InboxQuery(before=HALFWAY),
    "by term": InboxQuery(sort=Sort.DUE),
    "by term, far on": InboxQuery(sort=Sort.DUE, after=Place(date(2026, 1, 15), 1)),
    "late": InboxQuery(late=True, sort=Sort.DUE),
    "all": InboxQuery(status=ALL),
    "all, far on": InboxQuery(status=ALL, after=HALFWAY),
    "all of mine": InboxQuery(status=ALL, whose=Whose.MINE),
    "of nobody": InboxQuery(whose=Whose.NOBODY),
    "of the team": InboxQuery(whose=Whose.TEAM),
    "a rare word": InboxQuery(status=ALL, search="12345"),
    "a common word": InboxQuery(status=ALL, search="parkeervergunning"),
    "no such word": InboxQuery(status=ALL, search="xylofoon"),
    "a reference": InboxQuery(status=ALL, search="DUI-2020-012-345-678"),
    "the start of a reference": InboxQuery(status=ALL, search="DUI-2020-012-3"),
}
"""Every question that the page can ask of a large archive; most answers are a page of 25."""

MOST_ROWS_READ = 2_000  # of 20,000: an index of open zaken may be read whole (400), the archive may not


@pytest.fixture(scope="module")
def archive(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[cast.Municipality]:
    """Twenty thousand zaken, one in fifty of them open, beside those of another municipality."""
    with django_db_blocker.unblock(), committing():
        other = cast.municipality("eikenrade", "Eikenrade", "EIK")
        with scope(other.organisation.pk):
            send_many(other, 2_000, NOW)
        town = cast.municipality("duinstede", "Duinstede", "DUI")
        with scope(town.organisation.pk):
            send_many(town, 20_000, NOW)
            with connections["owner"].cursor() as cursor:
                cursor.execute("VACUUM ANALYZE zaken_zaak")
            yield town


def test_the_app_cannot_pass_row_level_security(archive: cast.Municipality) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolbypassrls, rolsuper FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("openloket_app", False, False)
    assert connections["default"].settings_dict["USER"] == "openloket_app"


def test_no_question_reads_the_archive(archive: cast.Municipality) -> None:
    read = {name: _rows_read(_plan(archive, query)) for name, query in QUESTIONS.items()}
    assert {name: rows for name, rows in read.items() if rows > MOST_ROWS_READ} == {}


def test_the_measure_sees_a_question_without_an_index(archive: cast.Municipality) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off")
        assert _rows_read(_plan(archive, QUESTIONS["open"])) > MOST_ROWS_READ


def test_far_on_costs_what_the_first_page_costs(archive: cast.Municipality) -> None:
    first = _rows_read(_plan(archive, QUESTIONS["all"]))
    far = replace(QUESTIONS["all"], after=Place(datetime(2025, 10, 20, tzinfo=UTC), 1))
    assert _rows_read(_plan(archive, far)) <= first + 2


def test_a_receipt_finds_its_zaak_without_reading_others(archive: cast.Municipality) -> None:
    """Of a message that began its zaak, and of one that an employee put with another."""
    newest = Zaak.objects.order_by("id")[:2]
    begun, joined = (zaak.submission_id for zaak in newest)
    Filing.create(zaak=newest[0], submission_id=joined, kind="aanvulling", at=NOW)
    for submission_id, statements in ((begun, 1), (joined, 3)):
        with CaptureQueriesContext(connection) as seen:
            assert zaak_behind(submission_id, "").zaak == newest[0]
        assert len(seen.captured_queries) == statements
        assert sum(_rows_read(_explained(one["sql"])) for one in seen.captured_queries) <= statements


def _plan(town: cast.Municipality, query: InboxQuery) -> dict[str, Any]:
    with CaptureQueriesContext(connection) as seen:
        inbox(query, town.worker, town.organisation.reference_prefix, TODAY)
    [statement] = seen.captured_queries
    return _explained(statement["sql"])


def _explained(statement: str) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + statement.replace("%", "%%"), [])
        plan: dict[str, Any] = cursor.fetchone()[0][0]["Plan"]
    return plan


def _rows_read(plan: dict[str, Any]) -> float:
    """How many rows of zaken were touched: found, or looked at and passed over."""
    here = 0.0
    if plan.get("Relation Name") == "zaken_zaak":
        rows = plan["Actual Rows"] + sum(v for k, v in plan.items() if k.startswith("Rows Removed by"))
        here = rows * plan["Actual Loops"]
    return here + sum(_rows_read(inner) for inner in plan.get("Plans", []))
