"""One demo on this machine: its folder, its ports and the environment of its processes."""

import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from openloket.cli.demo.towns import DUINSTEDE
from openloket.conf.env import ConfigurationError


@dataclass(frozen=True, slots=True)
class Instance:
    """Where a demo keeps its data and on which ports it speaks."""

    folder: Path
    port: int
    mailbox_port: int
    smtp_port: int
    mail_in_port: int
    identity_port: int

    @property
    def url(self) -> str:
        """The address of the pages."""
        return f"http://localhost:{self.port}"

    @property
    def mailbox_url(self) -> str:
        """The address of the mailbox."""
        return f"http://localhost:{self.mailbox_port}"

    @property
    def identity_url(self) -> str:
        """The address of the provider where people log in."""
        return f"http://localhost:{self.identity_port}"

    @property
    def database_folder(self) -> Path:
        """Where the embedded server keeps its data."""
        return self.folder / "postgres"

    def environment(self, database_url: str) -> dict[str, str]:
        """For every process of the demo; what the caller's environment says about this machine is kept."""
        return {
            **os.environ,
            "DATABASE_URL": database_url,
            "OPENLOKET_DEMO": "yes",
            "OPENLOKET_DATA_DIR": str(self.folder),
            "OPENLOKET_PUBLIC_URL": self.url,
            "OPENLOKET_SMTP_HOST": "127.0.0.1",
            "OPENLOKET_SMTP_PORT": str(self.smtp_port),
            "OPENLOKET_PROBE_URL": self.url,
            "OPENLOKET_MONITOR_KEEPER": DUINSTEDE.slug,
            "OPENLOKET_MAILBOX_HOST": "127.0.0.1",
            "OPENLOKET_MAILBOX_PORT": str(self.smtp_port),
            "OPENLOKET_LMTP_PORT": str(self.mail_in_port),
            "OPENLOKET_LMTP_PROTOCOL": "smtp",
            "OPENLOKET_MAIL_AUTHSERV_IDS": "mail.gemeente.example",
            "OPENLOKET_DEMO_IDENTITY_URL": self.identity_url,
            "PYTHONUNBUFFERED": "1",
        }

    def processes(self) -> dict[str, list[str]]:
        """What must run: the name and the command line of each."""
        mailbox = ["mailbox", "--folder", str(self.folder / "mailbox")]
        ports = ["--port", str(self.mailbox_port), "--smtp-port", str(self.smtp_port)]
        return {
            "mailbox": openloket(*mailbox, *ports),
            "identity": openloket("identity", "--port", str(self.identity_port), "--site", self.url),
            "web": openloket("serve", "--port", str(self.port)),
            "worker": openloket("worker"),
            "mail in": openloket("receive-mail"),
            "prober": openloket("probe"),
        }

    def refuse_taken_ports(self) -> None:
        """Raises ConfigurationError that says how to move the demo, when one of its ports is in use."""
        for port in (self.port, self.mailbox_port, self.smtp_port, self.mail_in_port, self.identity_port):
            if not _is_free(port):
                raise ConfigurationError(
                    f"port {port} is in use. Stop what uses it, or move the demo:"
                    f" make demo PORT={self.port + 100}"
                )


def openloket(*words: str) -> list[str]:
    """The command line of an openloket command, in this same Python."""
    return [sys.executable, "-m", "openloket.cli", *words]


def free_ports(count: int) -> list[int]:
    """Ports that nothing uses at this moment."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
