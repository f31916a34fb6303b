"""A complete OpenLoket while a block runs: web, worker, mailbox and two municipalities."""

import contextlib
import json
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import psycopg

from openloket.cli.demo.instance import Instance, free_ports, openloket
from openloket.cli.demo.mailstore import MailStore
from openloket.cli.demo.supervisor import Supervisor

COMES_UP_WITHIN = 60.0  # seconds; the machine may be busy with other tests
ARRIVES_WITHIN = 30.0


@dataclass(frozen=True, slots=True)
class Installation:
    """What is running: its address, its database (as owner) and its mail."""

    url: str
    database_url: str
    folder: Path
    mail_in_port: int

    def execute(self, statement: str) -> list[tuple[Any, ...]]:
        """Do something in the database as its owner, beside the product."""
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def count(self, table: str) -> int:
        """How many rows a table holds, of all organisations."""
        return int(self.execute(f"SELECT count(*) FROM {table}")[0][0])

    def mails_to(self, address: str) -> list[EmailMessage]:
        """What arrived for an address until now, newest first."""
        mails = [mail.message for mail in MailStore(self.folder / "mailbox").newest(1000)]
        return [mail for mail in mails if parseaddr(str(mail["To"]))[1] == address]

    def mail_to(self, address: str) -> EmailMessage:
        """The only message for an address; waits for it."""
        until = time.monotonic() + ARRIVES_WITHIN
        while not (found := self.mails_to(address)):
            assert time.monotonic() < until, f"no mail came for {address}"
            time.sleep(0.1)
        assert len(found) == 1, [str(mail["Subject"]) for mail in found]
        return found[0]

    def mail_with(self, address: str, subject: str) -> EmailMessage:
        """The message for an address whose subject begins with these words; waits for it."""
        until = time.monotonic() + ARRIVES_WITHIN
        while True:
            for mail in self.mails_to(address):
                if str(mail["Subject"]).startswith(subject):
                    return mail
            assert time.monotonic() < until, f"no mail {subject!r} came for {address}"
            time.sleep(0.1)

    def sealed(self) -> None:
        """Wait until all that happened lies in the log."""
        until = time.monotonic() + ARRIVES_WITHIN
        while self.execute("SELECT 1 FROM evidence_leaf WHERE leaf_index IS NULL LIMIT 1"):
            assert time.monotonic() < until, "the log is not sealed"
            time.sleep(0.1)


@contextlib.contextmanager
def running(folder: Path, database_url: str) -> Iterator[Installation]:
    """Everything, up and answering; at the end all processes have stopped."""
    instance = Instance(folder, *free_ports(5))
    surroundings = instance.environment(database_url)
    surroundings.pop("DATABASE_APP_URL", None)
    mailbox = {"title": "Postvak", "text": "Hier komt alle e-mail aan.", "url": f"{instance.mailbox_url}/"}
    (folder / "demo.json").write_text(json.dumps({"places": [mailbox]}), "utf-8")
    for command in ("migrate", "load-demo"):
        done = subprocess.run(
            openloket(command), env=surroundings, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    supervisor = Supervisor(instance.processes(), surroundings)
    try:
        supervisor.start()
        _wait_until_up(f"{instance.url}/gereed")
        yield Installation(instance.url, database_url, folder, instance.mail_in_port)
    finally:
        supervisor.stop()


def _wait_until_up(address: str) -> None:
    until = time.monotonic() + COMES_UP_WITHIN
    while True:
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(address, timeout=5):
            return
        assert time.monotonic() < until, f"{address} did not come up"
        time.sleep(0.1)
