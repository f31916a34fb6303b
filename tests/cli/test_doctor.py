"""The doctor finds what is wrong, says how to mend it, and is content with what is well."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from tests.adapters.mailserver import Inbox, free_port, running

from openloket.cli import examinations
from openloket.cli.findings import Examination, Mark, examine
from openloket.conf.doors import door
from openloket.evidence.signing import signing_key
from openloket.flows.outages.note_probes import beat


@pytest.fixture(autouse=True)
def fresh_doors() -> Iterator[None]:
    door.cache_clear()
    yield
    door.cache_clear()


def doctor(**surroundings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "openloket.cli", "doctor"]
    return subprocess.run(command, env={**os.environ, **surroundings}, capture_output=True, text=True)


def test_a_whole_installation_is_well(own_database: str) -> None:
    signing_key()
    inbox, port = Inbox(), free_port()
    with running(inbox, port):
        done = doctor(DATABASE_URL=own_database, OPENLOKET_SMTP_PORT=str(port))
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith("All is well.\n")
    assert "\nNOT" not in done.stdout


def test_without_database_and_mail_it_says_how_to_mend() -> None:
    nowhere = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    done = doctor(DATABASE_URL=nowhere, OPENLOKET_SMTP_PORT=str(free_port()))
    assert done.returncode == 1
    assert "NOT database: connection failed" in done.stdout
    assert "NOT mail" in done.stdout
    assert done.stdout.count("to mend: ") >= 2
    assert "migrations" not in done.stdout  # no use asking a database that is not there


def test_a_value_that_can_not_be_used_ends_it() -> None:
    done = doctor(OPENLOKET_SMTP_TLS="perhaps")
    assert done.returncode == 1
    assert done.stdout.startswith("NOT configuration: OPENLOKET_SMTP_TLS='perhaps'")


def test_a_look_that_fails_is_a_finding() -> None:
    def look() -> Any:
        raise OSError("the disk is gone")

    found = examine(Examination("disk", look, "buy a disk"))
    assert (found.mark, found.text, found.mend) == (Mark.NOT, "the disk is gone", "buy a disk")


def test_a_key_that_others_may_read(settings: Any, tmp_path: Path) -> None:
    key = tmp_path / "evidence-key.pem"
    key.write_bytes(signing_key().pem)
    key.chmod(0o600)
    settings.EVIDENCE_KEY_FILE = key
    assert examinations.keys().mark is Mark.OK
    key.chmod(key.stat().st_mode | stat.S_IRGRP)
    assert examinations.keys().mend == f"chmod 600 {key}"
    key.unlink()
    assert examinations.keys().mark is Mark.NOT


def test_a_key_ring_that_others_may_read_or_that_is_broken(settings: Any, tmp_path: Path) -> None:
    path = settings.KEY_RING_FILE = tmp_path / "ring.json"
    assert examinations.key_ring().mark is Mark.OK
    path.chmod(0o640)
    assert examinations.key_ring().mend == f"chmod 600 {path}"
    path.write_text("{}")
    looked_at = next(one for one in examinations.BESIDE_DATABASE if one.subject == "key ring")
    found = examine(looked_at)
    assert found.mark is Mark.NOT
    assert "put back the ring" in found.mend


def test_a_role_that_passes_row_level_security(own_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert examinations.isolation().mark is Mark.OK
    monkeypatch.setattr(examinations, "connection", connections["owner"])
    assert examinations.isolation().mark is Mark.NOT


def test_a_table_without_guard(own_database: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE post_message DISABLE ROW LEVEL SECURITY")
    assert "post_message" in examinations.isolation().text


def test_clocks_that_differ(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert examinations.clock().mark is Mark.OK
    monkeypatch.setattr(examinations, "_CLOCKS_MAY_DIFFER", timedelta(microseconds=-1))
    assert examinations.clock().mark is Mark.NOT


def test_migrations_that_are_missing(own_database: str) -> None:
    assert examinations.migrations().mark is Mark.OK
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'zaken'")
    assert examinations.migrations().mend == "openloket migrate"


def test_a_prober_that_fell_silent(db: None) -> None:
    assert examinations.prober().mark is Mark.TIP
    beat(datetime.now(UTC) - timedelta(seconds=3))
    assert examinations.prober().mark is Mark.OK
    beat(datetime.now(UTC) - timedelta(minutes=5))
    assert (examinations.prober().mark, examinations.prober().mend) == (Mark.TIP, "openloket probe")


def test_attachments_leave_nothing_behind(folder: Path) -> None:
    assert examinations.storage().mark is Mark.OK
    assert list(folder.iterdir()) == []
