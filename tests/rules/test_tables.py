"""Every table has a scope and a retention; raw SQL as the app's role gets past neither."""

from dataclasses import replace

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from tests.cast import Municipality
from tests.rules.source import ROOT
from tests.rules.tables import OPEN_TO_ALL, SCOPE_RULE, Table, live_tables, retention, undeclared, unprotected

from openloket.conf.database import APP_ROLE
from openloket.evidence.log import Fact, describe, record
from openloket.tenancy import scope

SCOPED = Table("zaken_zaak", True, True, (("ALL", SCOPE_RULE, SCOPE_RULE),))
_EVERYTHING = "true"
_TOO_POWERFUL = (
    "permission denied|must be superuser|must have admin option"  # in words of PostgreSQL 15 to 18
)


@pytest.mark.django_db
def test_every_table_has_a_scope_or_a_reason() -> None:
    assert list(unprotected(live_tables())) == []


@pytest.mark.parametrize(
    "table",
    [
        replace(SCOPED, enabled=False),
        replace(SCOPED, forced=False),
        replace(SCOPED, rules=()),
        replace(SCOPED, rules=(("ALL", _EVERYTHING, SCOPE_RULE),)),
        replace(SCOPED, rules=(("ALL", SCOPE_RULE, _EVERYTHING),)),
        replace(SCOPED, rules=(*SCOPED.rules, ("SELECT", _EVERYTHING, ""))),
    ],
    ids=["off", "not for the owner", "no rule", "sees all", "writes all", "a second rule"],
)
def test_a_table_without_scope_is_seen(table: Table) -> None:
    assert list(unprotected([SCOPED], {})) == []
    assert list(unprotected([table], {}))


def test_a_reason_for_a_scoped_or_missing_table_is_seen() -> None:
    assert list(unprotected([SCOPED], {"zaken_zaak": "no longer true"}))
    assert list(unprotected([SCOPED], {"zaken_gone": "removed"}))


@pytest.mark.django_db
def test_every_scoped_model_refuses_to_run_without_scope() -> None:
    tables = {table.name for table in live_tables() if table.is_scoped}
    models = {model._meta.db_table: model for model in apps.get_models()}
    guarded = tables - {"evidence_event"}  # refers loosely; row-level security alone keeps it
    assert tables <= models.keys()
    for name in sorted(guarded):
        with pytest.raises(scope.ScopeMissing):
            models[name]._default_manager.count()


@pytest.mark.django_db
def test_every_table_has_a_retention() -> None:
    paper = (ROOT / "docs" / "retention.md").read_text(encoding="utf-8")
    assert list(undeclared([table.name for table in live_tables()], retention(paper))) == []


def test_a_table_without_retention_is_seen() -> None:
    paper = (
        "| table | basis | term | who removes |\n|---|---|---|---|\n| `a` | b | c | d |\n| `x` | y | | z |\n"
    )
    declared = retention(paper)
    assert declared == {"a": ("b", "c", "d"), "x": ("y", "", "z")}
    assert list(undeclared(["a", "new"], declared)) == [
        "new is not declared",
        "x is declared and not there",
        "x has an empty cell",
    ]


# From here on: raw SQL, as the role that the app connects as.


def _sql(statement: str, *values: object) -> list[tuple[object, ...]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def _fact(town: Municipality, now: object) -> None:
    record(
        town.organisation.pk, now, "system", [Fact("test.x", "test", 1, describe("test.x", now, "system"))]
    )


@pytest.fixture
def both(duinstede: Municipality, eikenrade: Municipality, now: object) -> tuple[Municipality, Municipality]:
    """Both municipalities, each with a fact in the log; the first in scope."""
    _fact(duinstede, now)
    with scope.scope(eikenrade.organisation.pk):
        _fact(eikenrade, now)
    return duinstede, eikenrade


FILLED = [
    "tenancy_authority", "tenancy_team", "tenancy_employee", "offer_service", "offer_formversion",
    "offer_channel", "evidence_event",
]  # fmt: skip


@pytest.mark.parametrize("table", FILLED)
def test_only_rows_of_the_scope_are_seen(both: tuple[Municipality, Municipality], table: str) -> None:
    for town in both:
        with scope.scope(town.organisation.pk):
            seen = {row[0] for row in _sql(f"SELECT organisation_id FROM {table}")}
        assert seen == {town.organisation.pk}


@pytest.mark.parametrize("table", FILLED)
@pytest.mark.django_db
def test_without_scope_nothing_is_seen(both: tuple[Municipality, Municipality], table: str) -> None:
    token = scope._organisation_id.set(None)
    try:
        assert _sql(f"SELECT count(*) FROM {table}") == [(0,)]
    finally:
        scope._organisation_id.reset(token)
    assert _sql(f"SELECT count(*) > 0 FROM {table}") == [(True,)]


def test_a_row_cannot_be_written_for_another(both: tuple[Municipality, Municipality]) -> None:
    other = both[1].organisation.pk
    with pytest.raises(DatabaseError, match="row-level security"):
        _sql("INSERT INTO tenancy_team (organisation_id, name) VALUES (%s, 'van ons')", other)


def test_a_row_cannot_be_given_to_another(both: tuple[Municipality, Municipality]) -> None:
    other = both[1].organisation.pk
    with pytest.raises(DatabaseError, match="row-level security"):
        _sql("UPDATE tenancy_team SET organisation_id = %s", other)


def test_rows_of_another_cannot_be_changed_or_removed(both: tuple[Municipality, Municipality]) -> None:
    theirs = both[1]
    _sql("UPDATE tenancy_employee SET name = 'gewist' WHERE organisation_id = %s", theirs.organisation.pk)
    _sql("DELETE FROM offer_channel WHERE organisation_id = %s", theirs.organisation.pk)
    with scope.scope(theirs.organisation.pk):
        assert _sql("SELECT count(*) FROM tenancy_employee WHERE name = 'gewist'") == [(0,)]
        assert _sql("SELECT count(*) FROM offer_channel") == [(1,)]


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("SET ROLE {owner}", "permission denied to set role"),
        ("SET SESSION AUTHORIZATION {owner}", "permission denied to set session authorization"),
        ("ALTER TABLE tenancy_team DISABLE ROW LEVEL SECURITY", "must be owner"),
        ("ALTER TABLE tenancy_team NO FORCE ROW LEVEL SECURITY", "must be owner"),
        ("DROP POLICY organisation_scope ON tenancy_team", "must be owner"),
        ("CREATE POLICY all_of_it ON tenancy_team USING (true)", "must be owner"),
        ("ALTER ROLE openloket_app BYPASSRLS", _TOO_POWERFUL),
        ("GRANT {owner} TO openloket_app", _TOO_POWERFUL),
        ("DROP TABLE tenancy_team", "must be owner"),
        ("TRUNCATE tenancy_team", "permission denied"),
        ("ALTER TABLE evidence_event DISABLE TRIGGER ALL", "must be owner"),
        ("CREATE TABLE mine (x int)", "permission denied for schema"),
        ("CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'", "permission denied for schema"),
        ("COPY tenancy_team TO PROGRAM 'cat'", _TOO_POWERFUL),
        ("SELECT pg_read_file('/etc/hostname')", "permission denied"),
        ("INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())", "permission denied"),
    ],
)
def test_the_app_cannot_free_itself(duinstede: Municipality, statement: str, refusal: str) -> None:
    owner = psycopg.sql.Identifier(settings.DATABASES["owner"]["USER"]).as_string(None)
    with pytest.raises(DatabaseError, match=refusal):
        _sql(statement.format(owner=owner))


def test_switching_row_security_off_shows_nothing_more(duinstede: Municipality) -> None:
    with pytest.raises(DatabaseError, match="would be affected by row-level security"):
        _sql("SET LOCAL row_security = off; SELECT * FROM tenancy_team")


@pytest.mark.django_db
def test_the_app_is_an_ordinary_role() -> None:
    assert _sql("SELECT current_user::text, session_user::text") == [(APP_ROLE, APP_ROLE)]
    powers = "rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
    assert _sql(f"SELECT {powers} FROM pg_roles WHERE rolname = %s", APP_ROLE) == [(False,) * 5]
    assert _sql("SELECT count(*) FROM pg_auth_members WHERE member = %s::regrole", APP_ROLE) == [(0,)]
    owned = "SELECT count(*) FROM pg_class WHERE relowner = %s::regrole"
    assert _sql(owned, APP_ROLE) == [(0,)]


def test_every_reason_says_something() -> None:
    assert all(len(reason.split()) > 1 for reason in OPEN_TO_ALL.values())
