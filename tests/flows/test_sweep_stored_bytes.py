"""A process dies between storing and writing down: nothing is lost, and nothing lies there for ever."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import override_settings
from tests.cast import Municipality, municipality
from tests.flows.mailing import mail_in
from tests.mailread.making import file, message, multipart, part

from openloket.flows.mail.receive_mail import receive_mail
from openloket.flows.proving.sweep_stored_bytes import sweep_stored_bytes
from openloket.intake.mails import keep_bytes
from openloket.intake.models import Attachment, RawMail
from openloket.intake.stored import folder_of
from openloket.tenancy.scope import scope

DAYS = timedelta(days=1)
FILES = [file(one, "text/plain", f"{one.decode()}.txt") for one in (b"een", b"twee")]
RAW = multipart("mixed", part("Zie mijn stukken."), *FILES)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A storage of this test's own."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    default = {**place, "OPTIONS": {"location": str(tmp_path / "attachments")}}
    with override_settings(STORAGES={"default": default, "staticfiles": place}):
        yield tmp_path


def stored(folder: Path) -> list[bytes]:
    return sorted(one.read_bytes() for one in folder.glob("attachments/**/*") if one.is_file())


def test_killed_while_it_handles_an_email(own_database: str, folder: Path) -> None:
    town = municipality("duinstede", "Duinstede", "DUI")
    (folder / "mail.eml").write_bytes(RAW)
    root = str(Path(__file__).resolve().parents[2])
    own = {
        "DATABASE_URL": own_database,
        "OPENLOKET_DATA_DIR": str(folder),
        "OPENLOKET_SCANNER": "tests.flows.killing.KillsAtTheSecondFile",
        "PYTHONPATH": os.pathsep.join([root, os.environ.get("PYTHONPATH", "")]),
    }
    words = [sys.executable, "-m", "openloket.cli", "mail-in", str(folder / "mail.eml"), "--org", "duinstede"]
    surroundings = {name: value for name, value in os.environ.items() if name != "DATABASE_APP_URL"} | own
    now = datetime.now(UTC)
    assert subprocess.run(words, env=surroundings, capture_output=True, check=False).returncode == -9
    assert stored(folder) == sorted([b"een", RAW])
    with scope(town.organisation.pk):
        row = RawMail.objects.get()
        assert not Attachment.objects.exists()
        assert receive_mail(town.organisation, row.pk, now).reference
    assert stored(folder) == sorted([b"een", b"een", b"twee", RAW])
    assert sweep_stored_bytes(now + DAYS) == 0, "somebody may still be busy with it"
    assert sweep_stored_bytes(now + 3 * DAYS) == 1
    assert stored(folder) == sorted([b"een", b"twee", RAW])
    assert sweep_stored_bytes(now + 3 * DAYS) == 0


def test_an_email_that_was_stored_and_not_written_down_is_received_after_all(
    duinstede: Municipality, folder: Path
) -> None:
    now = datetime.now(UTC)
    keep_bytes(message("Ik maak bezwaar."), now)
    later = now + 3 * DAYS
    assert sweep_stored_bytes(later) == 1
    row = RawMail.objects.get()
    assert abs(row.received_at - now) < timedelta(minutes=1)
    assert receive_mail(duinstede.organisation, row.pk, later).reference
    assert stored(folder) == [message("Ik maak bezwaar.")]
    assert sweep_stored_bytes(later + 3 * DAYS) == 0


def test_the_same_email_by_another_way_leaves_nothing_behind(
    duinstede: Municipality, folder: Path, now: datetime
) -> None:
    mail_in(duinstede, message("Hallo"), now)
    mail_in(duinstede, b"Received: from elders\r\n" + message("Hallo"), now)
    assert stored(folder) == [message("Hallo")]
    keep_bytes(b"Received: from ergens\r\n" + message("Hallo"), now)
    assert sweep_stored_bytes(now + 3 * DAYS) == 1
    assert stored(folder) == [message("Hallo")]
    assert RawMail.objects.count() == 1


def test_only_what_came_in_lately_is_looked_at(duinstede: Municipality, folder: Path, now: datetime) -> None:
    """However large the archive is: of each day its own folder is read, of at most a week."""
    for ago in (1, 2, 8, 9, 400):
        default_storage.save(f"{folder_of(now - ago * DAYS)}/{ago}", ContentFile(b"%d" % ago))
    assert sweep_stored_bytes(now) == 2
    assert stored(folder) == [b"1", b"400", b"9"]
