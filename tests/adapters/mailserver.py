"""A real SMTP server in a thread, which notes what arrives and can be told what to answer."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Inbox:
    """Keeps messages; `answers` are given to the next DATA commands, `to_recipients` to every RCPT."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.answers: list[str] = []
        self.to_recipients = ""
        self.lines = 0

    async def handle_EHLO(  # noqa: N802 (the library calls it so)
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.lines += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802 (idem)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to_recipients:
            return self.to_recipients
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (idem)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.answers and not self.answers[0].startswith("250"):
            return self.answers.pop(0)
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return self.answers.pop(0) if self.answers else "250 OK kept"


# Below the ports that systems give away by themselves (from 32768), so that none is taken between choosing it
# and listening on it; each process begins elsewhere.
_ports = count(10_000 + 997 * os.getpid() % 20_000)


def free_port() -> int:
    """A port that nothing listens on, and that this process gives once."""
    while True:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port := next(_ports)))
            return port


@contextmanager
def running(inbox: Inbox, port: int) -> Iterator[None]:
    """The server, while the block runs."""
    controller = Controller(inbox, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
    controller.start()
    try:
        yield
    finally:
        controller.stop()
