"""A complete OpenLoket while a block runs: web, worker, mailbox and two municipalities."""

import contextlib
import json
import smtplib
import subprocess
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
from tests.parts import answers
from tests.waiting import AGES, wait_until


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
        found = wait_until(lambda: self.mails_to(address), f"a mail came for {address}")
        assert len(found) == 1, [str(mail["Subject"]) for mail in found]
        return found[0]

    def mail_with(self, address: str, subject: str) -> EmailMessage:
        """The message for an address whose subject begins with these words; waits for it."""
        return wait_until(lambda: self.mails_with(address, subject), f"{subject!r} came for {address}")[0]

    def mails_with(self, address: str, subject: str) -> list[EmailMessage]:
        """What arrived for an address until now whose subject begins with these words, newest first."""
        return [mail for mail in self.mails_to(address) if str(mail["Subject"]).startswith(subject)]

    def post(self, raw: bytes, sender: str, to: str) -> None:
        """Mail something to us over SMTP, as a mail server would."""
        wait_until(lambda: self._takes(raw, sender, to), "mail is taken in")

    def _takes(self, raw: bytes, sender: str, to: str) -> bool:
        with contextlib.suppress(ConnectionError):  # it is still starting
            with smtplib.SMTP("127.0.0.1", self.mail_in_port, timeout=AGES) as line:
                line.sendmail(sender, [to], raw)
            return True
        return False

    def sealed(self) -> None:
        """Wait until all that happened lies in the log."""
        waits = "SELECT 1 FROM evidence_leaf WHERE leaf_index IS NULL LIMIT 1"
        wait_until(lambda: not self.execute(waits), "the log is sealed")


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
        wait_until(lambda: answers(instance.port), "the web part answers")
        yield Installation(instance.url, database_url, folder, instance.mail_in_port)
    finally:
        supervisor.stop()
