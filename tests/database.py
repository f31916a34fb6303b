"""Databases for tests: one migrated template per run, and quick copies of it."""

import contextlib
import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from openloket.cli.migrate import migrate

TEMPLATE = "test_openloket_template"
_ONE_MIGRATES = 0x74656D70


def address(name: str) -> str:
    """The owner's DATABASE_URL for another database on the same server."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


@contextlib.contextmanager
def server() -> Iterator[psycopg.Connection[Any]]:
    """A connection to the server, outside the test databases."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        yield connection


def create(name: str, template: str = "template1") -> None:
    """Make database `name` anew."""
    drop(name)
    with server() as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )


def drop(name: str) -> None:
    """Remove database `name`, whoever is connected to it."""
    with server() as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def leave(name: str) -> None:
    """End whatever still is connected to database `name`; only then can it be copied."""
    with server() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name]
        )


def use(name: str) -> None:
    """Point Django at database `name`."""
    for alias in settings.DATABASES:
        connections[alias].close()
        if hasattr(connections[alias], "close_pool"):
            connections[alias].close_pool()
        settings.DATABASES[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


def prepare(name: str) -> None:
    """Make `name`, migrated and empty, and use it."""
    create_migrated(name)
    use(name)


def create_migrated(name: str) -> None:
    """Make `name` anew, migrated and empty; of the processes of one run the first migrates for all."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")
    with server() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_ONE_MIGRATES])
        if not run or _made_by(connection) != run:
            create(TEMPLATE)
            use(TEMPLATE)
            migrate()
            use("postgres")
            leave(TEMPLATE)
            connection.execute(
                sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(TEMPLATE), sql.Literal(run))
            )
        create(name, TEMPLATE)


def _made_by(connection: psycopg.Connection[Any]) -> str | None:
    row = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [TEMPLATE]
    ).fetchone()
    return row and row[0]
