"""An installation with a database server of its own, of which any part can be killed at any moment."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from tests.adapters.mailserver import Inbox, free_port
from tests.adapters.mailserver import running as mailbox
from tests.parts import Part, come_up, up, web, worker
from tests.waiting import wait_until

from openloket.conf import embedded

_NOT_YET = (OSError, RuntimeError, AssertionError, subprocess.SubprocessError, psycopg.Error)

# Makes the municipality of the cast in a fresh database, in a process of its own.
FURNISH = """
import django
django.setup()
from openloket.cli.migrate import migrate
migrate()
from tests import cast
cast.municipality("duinstede", "Duinstede", "DUI")
"""


@dataclass
class Installation:
    """Everything that runs, and where it is reached."""

    folder: Path
    url: str
    inbox: Inbox
    web: Part
    port: int
    workers: tuple[Part, Part]

    def ask(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database says, asked as its owner."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            return connection.execute(question, values or None).fetchall()

    def postmaster(self) -> int:
        """The process number of the database server."""
        return int((self.folder / "postgres" / "postmaster.pid").read_text("ascii").split()[0])

    def restart_postgres(self) -> None:
        """Start the database server again after it was killed; it recovers by itself."""
        wait_until(self._starts, "PostgreSQL comes back")

    def _starts(self) -> bool:
        try:
            embedded.start(self.folder / "postgres")
            return bool(self.ask("SELECT 1"))
        except _NOT_YET:  # processes of the old server may still hold its memory
            return False

    def kill_postmaster(self) -> None:
        """Take the whole database server away, and bring it back a moment later."""
        os.kill(self.postmaster(), signal.SIGKILL)
        time.sleep(0.5)
        self.restart_postgres()

    def kill_backend(self) -> None:
        """Take one process of the server away, once it is up: it then ends all others and recovers."""
        self.restart_postgres()
        found = self.ask("SELECT pid FROM pg_stat_activity WHERE usename = 'openloket_app' LIMIT 1")
        for (pid,) in found:
            os.kill(pid, signal.SIGKILL)

    def kill_web_process(self) -> None:
        """Take away one of the processes that answer; their parent starts another."""
        for pid in self.web.children()[:1]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def kill_web(self) -> None:
        """Take away the web part as a whole."""
        self.web.kill()
        self.web.start()

    def kill_worker(self, number: int) -> None:
        """Take away a worker."""
        self.workers[number].kill()
        self.workers[number].start()


def disasters(installation: Installation, chance: random.Random) -> list[Callable[[], None]]:
    """Each kind of disaster three times, in any order."""
    kinds = [
        installation.kill_postmaster,
        installation.kill_backend,
        installation.kill_web_process,
        installation.kill_web,
        lambda: installation.kill_worker(0),
        lambda: installation.kill_worker(1),
    ]
    thrice = kinds * 3
    chance.shuffle(thrice)
    return thrice


class Fate(threading.Thread):
    """Lets disasters happen, one every few seconds, and keeps what went wrong with that."""

    def __init__(self, acts: list[Callable[[], None]], chance: random.Random) -> None:
        super().__init__(daemon=True)
        self._acts, self._chance = acts, chance
        self.done = 0
        self.failure: BaseException | None = None

    def run(self) -> None:
        """One after the other, until all have happened."""
        try:
            for act in self._acts:
                time.sleep(self._chance.uniform(0.8, 3.0))
                act()
                self.done += 1
        except BaseException as failure:
            self.failure = failure
            raise


@contextlib.contextmanager
def installation(folder: Path) -> Iterator[Installation]:
    """A whole installation, up and well; everything is gone afterwards."""
    url = embedded.start(folder / "postgres")
    mail_port, inbox = free_port(), Inbox()
    environment = {
        "DATABASE_URL": url,
        "OPENLOKET_DATA_DIR": str(folder),
        "OPENLOKET_SMTP_PORT": str(mail_port),
        "OPENLOKET_MAIL_STALE_SECONDS": "10",
    }
    part, port = web(folder, environment)
    workers = (worker(folder, environment, "worker-1"), worker(folder, environment, "worker-2"))
    found = Installation(folder, url, inbox, part, port, workers)
    try:
        with mailbox(inbox, mail_port):
            yield found
    finally:
        embedded.stop(folder / "postgres")


@contextlib.contextmanager
def running(found: Installation) -> Iterator[None]:
    """Web and workers run inside."""
    with up(found.web, *found.workers):
        come_up(found.web, found.port)
        yield


def furnish(found: Installation) -> None:
    """Migrate its database and make the municipality of the cast in it."""
    environment = {
        **os.environ,
        "DATABASE_URL": found.url,
        "OPENLOKET_DATA_DIR": str(found.folder),
        "DJANGO_SETTINGS_MODULE": "openloket.conf.settings",
    }
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", FURNISH], check=True, cwd=root, env=environment)
