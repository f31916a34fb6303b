"""What the worker asks of all organisations is answered by indexes: the archive is not read for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.committing import committing

from openloket.flows.letters.batch_letters import ready
from openloket.oversight.notices import unannounced
from openloket.post.access import batches_at_printers, for_menu, letters_to_post
from openloket.post.suppression_list import listed
from openloket.post.undelivered import lost_messages
from openloket.tenancy.scope import scope
from openloket.work import clock
from openloket.work.duties import standing_duties

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
ARCHIVE = 20_000
_TABLES = (
    "post_message",
    "post_deliveryevent",
    "evidence_event",
    "post_letterbatch",
    "post_batchedletter",
)
MOST_ROWS_READ = 200
DAY_S_WORK = {"zaken_keptcasefile"}
"""Tables that hold no more than a day's work, and may be read whole."""

_DONE = """
INSERT INTO post_message (organisation_id, kind, subject_kind, subject_id, to_address, subject_line, text,
                          html, sha256, message_id, state, attempts, created_at, settled_at, sent_at,
                          to_lines)
SELECT %(town)s, 'notice', 'test', n, 'a@example.nl', 's', 't', '', '', n || '@x', 'handed_over', 1,
       %(now)s::timestamptz - n * interval '1 hour', %(now)s, %(now)s, '[]'
FROM generate_series(1, %(rows)s) AS n;
"""
_EVENTS = """
INSERT INTO post_deliveryevent (organisation_id, message_id, step, kind, at, noted_at, source, way, identity)
SELECT organisation_id, id, 1, 'handed_over', created_at - interval '1 year', created_at, 'carrier', 'email',
       '1'
FROM post_message;
"""
_FACTS = """
INSERT INTO evidence_event (organisation_id, kind, subject_kind, subject_id, at, actor, body, leaf_hash)
SELECT %(town)s, 'test.x', 'zaak', n, %(now)s, 'system', '{}', decode(md5(n::text), 'hex')
FROM generate_series(1, %(rows)s) AS n
"""
_BATCHES = """
WITH made AS (
    INSERT INTO post_letterbatch (organisation_id, number, carrier, state, made_at, tries, uncertain, answer,
                                  manifest_sha256)
    SELECT %(town)s, n, 'folder', 'settled', %(now)s::timestamptz - n * interval '1 day', 1, false, '', ''
    FROM generate_series(1, %(rows)s / 5) AS n RETURNING id, number
)
INSERT INTO post_batchedletter (organisation_id, batch_id, message_id, place, pages, pdf_sha256, reference,
                                outcome, reason)
SELECT %(town)s, made.id, message.id, row_number() OVER (PARTITION BY made.id), 1, '', '', 'posted', ''
FROM post_message AS message JOIN made ON made.number = 1 + message.subject_id %% (%(rows)s / 5)
"""


@pytest.fixture(scope="module")
def archive(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[cast.Municipality]:
    """A town with twenty thousand messages and facts, of which none asks for anything."""
    with django_db_blocker.unblock(), committing():
        town = cast.municipality("duinstede", "Duinstede", "DUI")
        values = {"town": town.organisation.pk, "now": NOW, "rows": ARCHIVE}
        with scope(town.organisation.pk):
            with connection.cursor() as cursor:
                cursor.execute(_DONE, values)
                cursor.execute(_EVENTS)
                cursor.execute(_FACTS, values)
                cursor.execute(_BATCHES, values)
            with connections["owner"].cursor() as cursor:
                for table in _TABLES:
                    cursor.execute(f"VACUUM ANALYZE {table}")
            yield town


@contextmanager
def questions() -> Iterator[list[str]]:
    """All that is asked of every organisation inside."""
    asked: list[str] = []

    def note(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        if "openloket_organisations_with" in sql:
            asked.append(values[0])
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        yield asked


def test_no_question_reads_the_archive(archive: cast.Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with questions() as asked:
        for duty in standing_duties():
            duty.action()
    assert len(asked) > 15
    plans = {question: plan_of(question) for question in asked}
    assert {question for question, plan in plans.items() if set(read_whole(plan)) - DAY_S_WORK} == set()
    read = {question: rows_read(plan) for question, plan in plans.items()}
    assert {question: rows for question, rows in read.items() if rows > MOST_ROWS_READ} == {}


def test_no_worklist_of_post_reads_the_archive(archive: cast.Municipality) -> None:
    with CaptureQueriesContext(connection) as seen:
        lost_messages(NOW)
        unannounced(NOW)
        letters_to_post(archive.worker, 50)
        batches_at_printers(archive.worker, 3)
        for_menu(archive.worker)
        listed(50)
        ready().count()
    read = {one["sql"]: rows_read(_plan_as_asked(one["sql"])) for one in seen.captured_queries}
    assert {sql: rows for sql, rows in read.items() if rows > 2 * MOST_ROWS_READ} == {}


def test_the_measure_sees_a_question_without_an_index(archive: cast.Municipality) -> None:
    plan = plan_of("SELECT 1 FROM post_message WHERE subject_line = 'nothing'")
    assert rows_read(plan) > MOST_ROWS_READ
    assert list(read_whole(plan_of("SELECT 1 FROM zaken_keptcasefile"))) == ["zaken_keptcasefile"]


def _plan_as_asked(sql: str) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql.replace("%", "%%"), [])
        plan: dict[str, Any] = cursor.fetchone()[0][0]["Plan"]
    return plan


def plan_of(question: str) -> dict[str, Any]:
    """How it is answered in scope, asked as in tenancy/migrations/0009_organisations_with.py."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan TO off")
        cursor.execute(
            "EXPLAIN (ANALYZE, FORMAT JSON) SELECT EXISTS (" + question.replace("%", "%%") + ")", []
        )
        plan: dict[str, Any] = cursor.fetchone()[0][0]["Plan"]
    return plan


def read_whole(plan: dict[str, Any]) -> Iterator[str]:
    """Tables that were read from begin to end."""
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for inner in plan.get("Plans", []):
        yield from read_whole(inner)


def rows_read(plan: dict[str, Any]) -> float:
    """How many rows were touched: found, or looked at and passed over."""
    here = 0.0
    if "Relation Name" in plan:
        found = plan["Actual Rows"] + sum(v for k, v in plan.items() if k.startswith("Rows Removed by"))
        here = found * plan["Actual Loops"]
    return here + sum(rows_read(inner) for inner in plan.get("Plans", []))
