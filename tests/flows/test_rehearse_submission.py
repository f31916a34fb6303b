"""The rehearsal of a submission goes all the way, and afterwards no table holds anything of it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality, municipality
from tests.committing import committing

from openloket.flows.outages.rehearse_submission import UnableToRehearse, rehearse_submission
from openloket.intake.models import Receipt, Submission
from openloket.offer import catalogue
from openloket.outages import probe_pass
from openloket.tenancy.scope import scope
from openloket.web.portal import rehearsal

ADDRESS = "/duinstede/proef"


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: object) -> Iterator[Municipality]:
    """A municipality in a database of its own, where what is not undone is really committed."""
    with django_db_blocker.unblock(), committing():
        yield municipality("duinstede", "Duinstede", "DUI")


def contents() -> dict[str, str]:
    """Every table with a sum over all its rows, as the owner sees them: what is committed."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for name in tables:
            rows = "md5(string_agg(t::text, chr(10) ORDER BY t::text))"
            cursor.execute(f'SELECT count(*), {rows} FROM "{name}" AS t')
            found[name] = "{} {}".format(*cursor.fetchone())
        return found


def written(seen: CaptureQueriesContext) -> str:
    return "\n".join(query["sql"] for query in seen.captured_queries)


def test_it_goes_all_the_way_and_nothing_stays(town: Municipality, now: datetime) -> None:
    before = contents()
    shown: list[tuple[str, int]] = []

    def show(receipt: Receipt) -> bool:
        shown.append((receipt.submission.reference, Submission.objects.count()))
        return True

    with scope(town.organisation.pk), CaptureQueriesContext(connection) as seen:
        offerings = catalogue.load(now.date()).offerings
        done = rehearse_submission(town.organisation, offerings, show, now)
    assert len(done.copy_sha256) == 64
    assert shown[0][0].startswith("DUI-2026-")
    assert shown[0][1] == 1, "inside, it is there"
    for table in (
        "intake_draft",
        "intake_submission",
        "zaken_zaak",
        "evidence_event",
        "evidence_leaf",
        "intake_receipt",
        "post_message",
        "procrastinate",
    ):
        assert table in written(seen), table
    assert contents() == before
    assert len(before) > 30


def test_over_http_for_who_has_the_pass(town: Municipality) -> None:
    before = contents()
    answer = Client().post(ADDRESS, probe_pass.give("duinstede", datetime.now(UTC)))
    assert answer.status_code == 200
    assert json.loads(answer.content).keys() == {"copy_sha256", "receipt"}
    assert json.loads(answer.content)["receipt"] is True
    assert contents() == before


def test_a_receipt_page_that_fails_is_told_and_the_form_is_well(
    town: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("a bug in the receipt page")

    monkeypatch.setattr(rehearsal, "screen", broken)
    answer = Client().post(ADDRESS, probe_pass.give("duinstede", datetime.now(UTC)))
    assert answer.status_code == 200
    assert json.loads(answer.content)["receipt"] is False


def test_for_everybody_else_the_address_is_not_there(town: Municipality) -> None:
    now = datetime.now(UTC)
    good = probe_pass.give("duinstede", now)
    for wrong in (
        {},
        {**good, "signature": good["signature"][:-1] + "x"},
        {**good, "moment": "1e9"},
        {**good, "moment": str(int(good["moment"]) - 1)},
        {**good, "moment": "9" * 30},
        probe_pass.give("eikenrade", now),
        probe_pass.give("duinstede", now - timedelta(seconds=62)),
        probe_pass.give("duinstede", now + timedelta(seconds=62)),
    ):
        assert Client().post(ADDRESS, wrong).status_code == 404, wrong
    assert Client().get(ADDRESS, good).status_code == 404


def test_another_key_gives_another_pass(now: datetime) -> None:
    given = probe_pass.give("duinstede", now)
    usual = settings.SECRET_KEY
    settings.SECRET_KEY = "of another installation"
    try:
        assert not probe_pass.holds("duinstede", given["moment"], given["signature"], now)
    finally:
        settings.SECRET_KEY = usual
    assert probe_pass.holds("duinstede", given["moment"], given["signature"], now)


def test_a_failing_database_is_not_hidden(town: Municipality, now: datetime) -> None:
    before = contents()

    def fail(receipt: Receipt) -> bool:
        raise RuntimeError("the page breaks")

    with scope(town.organisation.pk):
        offerings = catalogue.load(now.date()).offerings
        with pytest.raises(RuntimeError):
            rehearse_submission(town.organisation, offerings, fail, now)
        with pytest.raises(UnableToRehearse):
            rehearse_submission(town.organisation, (), lambda receipt: True, now)
    assert contents() == before
