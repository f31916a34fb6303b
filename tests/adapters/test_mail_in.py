"""E-mail comes in over LMTP, SMTP and IMAP: taken over only when it was kept, byte for byte."""

import smtplib
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.test import override_settings
from tests.adapters.mailserver import free_port
from tests.mailread.making import message

from openloket.adapters.mail_in.imap import look
from openloket.adapters.mail_in.lmtp import LmtpSource
from openloket.intake.ports import MailEnvelope, NotStored

DESK = "balie@duinstede.example"
OTHER = "info@eikenrade.example"


class Shelf:
    """Keeps what comes in, unless it is full; a bug in it is an exception that nobody foresaw."""

    def __init__(self) -> None:
        self.kept: list[tuple[bytes, MailEnvelope]] = []
        self.full: Exception | None = None

    def knows(self, address: str) -> bool:
        return address.lower() in (DESK, OTHER)

    def keep(self, content: bytes, envelope: MailEnvelope) -> None:
        if self.full:
            raise self.full
        self.kept.append((content, envelope))


@contextmanager
def listening(shelf: Shelf, protocol: str) -> Iterator[int]:
    port, stop = free_port(), threading.Event()
    with override_settings(LMTP_HOST="127.0.0.1", LMTP_PORT=port, LMTP_PROTOCOL=protocol):
        thread = threading.Thread(target=LmtpSource().run, args=(shelf, stop))
        thread.start()
        try:
            _wait_for(port)
            yield port
        finally:
            stop.set()
            thread.join(10)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            with smtplib.SMTP("127.0.0.1", port, timeout=5):
                return
        except OSError:
            threading.Event().wait(0.05)
    raise AssertionError("the server did not start")


@pytest.mark.parametrize(("protocol", "client"), [("lmtp", smtplib.LMTP), ("smtp", smtplib.SMTP)])
def test_it_is_kept_byte_for_byte(protocol: str, client: type[smtplib.SMTP]) -> None:
    raw = message(b".\r\n..twee\r\n" + b"a" * 5_000 + b"\xff\r\n")
    shelf = Shelf()
    with listening(shelf, protocol) as port, client("127.0.0.1", port, timeout=10) as line:
        assert line.sendmail("jan@voorbeeld.nl", [DESK], raw) == {}
    assert shelf.kept == [(raw, MailEnvelope((DESK,), "jan@voorbeeld.nl"))]


def test_over_lmtp_there_is_an_answer_for_each_recipient() -> None:
    shelf = Shelf()
    with listening(shelf, "lmtp") as port, smtplib.LMTP("127.0.0.1", port, timeout=10) as line:
        line.ehlo("mx.voorbeeld.nl")
        line.mail("")
        assert [line.rcpt(one)[0] for one in (DESK, OTHER, "niemand@duinstede.example")] == [250, 250, 550]
        assert line.data(message())[0] == 250
        assert line.getreply()[0] == 250
        assert line.noop()[0] == 250
    assert shelf.kept[0][1] == MailEnvelope((DESK, OTHER), "")


@pytest.mark.parametrize("trouble", [NotStored("the database is away"), ValueError("a bug")])
def test_what_is_not_kept_stays_with_the_other_side(trouble: Exception) -> None:
    shelf = Shelf()
    shelf.full = trouble
    with listening(shelf, "lmtp") as port, smtplib.LMTP("127.0.0.1", port, timeout=10) as line:
        with pytest.raises(smtplib.SMTPDataError) as refusal:
            line.sendmail("jan@voorbeeld.nl", [DESK], message())
        assert refusal.value.smtp_code == 451
        shelf.full = None
        line.sendmail("jan@voorbeeld.nl", [DESK], message())
    assert len(shelf.kept) == 1


class _Mailbox(socketserver.StreamRequestHandler):
    """As much of an IMAP server as reading a mailbox asks."""

    def handle(self) -> None:
        self._say(b"* OK ready")
        for line in self.rfile:
            tag, _, rest = line.strip().partition(b" ")
            words = rest.upper()
            if words.startswith(b"CAPABILITY"):
                self._say(b"* CAPABILITY IMAP4rev1")
            elif words.startswith(b"UID SEARCH"):
                unseen = b" ".join(b"%d" % n for n in sorted(self.server.unseen))  # type: ignore[attr-defined]
                self._say(b"* SEARCH " + unseen)
            elif words.startswith(b"UID FETCH"):
                self._fetch(int(rest.split()[2]))
            elif words.startswith(b"UID STORE"):
                self.server.unseen.discard(int(rest.split()[2]))  # type: ignore[attr-defined]
            self._say(tag + b" OK done")
            if words.startswith(b"LOGOUT"):
                return

    def _fetch(self, number: int) -> None:
        raw = self.server.mails[number]  # type: ignore[attr-defined]
        moment = b'"02-Mar-2026 10:15:00 +0100"'
        head = b"* 1 FETCH (UID %d INTERNALDATE %s BODY[] {%d}" % (number, moment, len(raw))
        self.wfile.write(head + b"\r\n" + raw + b")\r\n")

    def _say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")


@pytest.fixture
def mailbox() -> Iterator[socketserver.ThreadingTCPServer]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mailbox) as server:
        server.daemon_threads = True
        server.mails = {7: message("Een", to=DESK), 9: message("Twee", to="elders@voorbeeld.nl")}  # type: ignore[attr-defined]
        server.unseen = {7, 9}  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        own = {"IMAP_HOST": "127.0.0.1", "IMAP_PORT": server.server_address[1], "IMAP_TLS": "none"}
        with override_settings(IMAP_USER="balie", IMAP_PASSWORD="geheim", **own):
            yield server
        server.shutdown()


def test_a_mailbox_is_read_and_marked_only_after_keeping(mailbox: socketserver.ThreadingTCPServer) -> None:
    shelf = Shelf()
    shelf.full = NotStored("the database is away")
    with pytest.raises(NotStored):
        look(shelf, threading.Event())
    assert mailbox.unseen == {7, 9}  # type: ignore[attr-defined]
    shelf.full = None
    look(shelf, threading.Event())
    reached = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    assert shelf.kept == [(message("Een", to=DESK), MailEnvelope((DESK,), None, reached))]
    assert mailbox.unseen == {9}  # type: ignore[attr-defined]
