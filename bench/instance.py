"""A throw-away OpenLoket in a folder of its own: database, municipalities, web, worker and mail sink."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from bench.processes import wait_for
from openloket.conf import embedded

REPOSITORY = Path(__file__).resolve().parents[1]
TOWN, SERVICE = "duinstede", "parkeervergunning"


@dataclass(slots=True)
class Instance:
    """A running installation with the settings it ships with."""

    folder: Path
    host: str
    database_url: str
    environment: dict[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    start_seconds: float = 0.0

    @property
    def database_pid(self) -> int:
        """The process of which all database processes descend."""
        return int((self.folder / "postgres" / "postmaster.pid").read_text("ascii").split()[0])

    def pids(self) -> dict[str, int]:
        """Whose processor time counts."""
        own = {name: self.processes[name].pid for name in ("web", "worker")}
        return {**own, "database": self.database_pid}

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database something, as its owner."""
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            cursor = connection.execute(sql.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def start(self, name: str, *words: str) -> None:
        """Start a process that belongs to this instance."""
        self.processes[name] = subprocess.Popen(  # noqa: S603 (our own command)
            [sys.executable, "-m", *words], env=self.environment, cwd=REPOSITORY
        )

    def stop(self, name: str) -> None:
        """Stop it in good order."""
        process = self.processes.pop(name)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def start_worker(self) -> None:
        """Start a worker and wait until it is known to the queue."""
        self.query("DELETE FROM procrastinate_workers WHERE last_heartbeat < now() - interval '1 minute'")
        known = self._workers()
        self.start("worker", "openloket.cli", "worker")
        wait_for(lambda: self._workers() - known, 30, "a worker runs")

    def _workers(self) -> set[int]:
        return {number for (number,) in self.query("SELECT id FROM procrastinate_workers")}


@contextlib.contextmanager
def running() -> Iterator[Instance]:
    """Build everything up, and take it away afterwards."""
    parent = REPOSITORY / "var"
    parent.mkdir(exist_ok=True)
    # Not in the folder for temporary files, which may be memory: committing must reach a disk.
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=parent))
    folder.chmod(0o755)  # the database may run as another user
    instance = _instance(folder)
    try:
        _fill(instance)
        yield instance
    finally:
        for name in list(instance.processes):
            instance.stop(name)
        embedded.stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    """Whether an address can be fetched."""
    try:
        with urllib.request.urlopen(address, timeout=5) as response:  # noqa: S310 (our own address)
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _instance(folder: Path) -> Instance:
    own = {
        "OPENLOKET_DATA_DIR": str(folder),
        "OPENLOKET_SMTP_PORT": str(free_port()),
        "DATABASE_URL": embedded.start(folder / "postgres"),
        "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}",
    }
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("OPENLOKET", "DATABASE"))
    }
    return Instance(folder, f"127.0.0.1:{free_port()}", own["DATABASE_URL"], {**kept, **own})


def _fill(instance: Instance) -> None:
    for words in (("migrate",), ("load-demo",)):
        subprocess.run(  # noqa: S603 (our own command)
            [sys.executable, "-m", "openloket.cli", *words],
            env=instance.environment, cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    instance.start("sink", "bench.mail_sink", instance.environment["OPENLOKET_SMTP_PORT"])
    began = time.monotonic()
    instance.start("web", "openloket.cli", "serve", "--port", instance.host.partition(":")[2])
    wait_for(lambda: answers(f"http://{instance.host}/{TOWN}/{SERVICE}/"), 60, "the product page is shown")
    instance.start_seconds = time.monotonic() - began
    instance.start_worker()
