"""A line to an IMAP server that can wait for news (IDLE, RFC 2177), whatever the server does meanwhile."""

import imaplib
import re
import socket
import ssl
import time
from enum import Enum
from threading import Event
from typing import Any

from django.conf import settings

PATIENCE = 60  # seconds for one answer of the server
_LONGEST_LINE = 10_000_000  # the numbers of a very full mailbox come on one line
_PIECE = 65_536
_GLANCE = 0.5  # seconds between two looks at whether to stop
_NEWS = re.compile(rb"\* \d+ (?:EXISTS|RECENT)\b", re.IGNORECASE)


class Woken(Enum):
    """Why waiting ended."""

    NEWS = "the server says that there is mail"
    TIME = "it waited long enough"
    STOP = "the process is told to stop"
    REFUSED = "the server does not let us wait"


class _Buffered:
    """Reads by itself: the file that imaplib reads from can't be used any more after waiting in vain."""

    sock: socket.socket
    _kept: bytearray
    _of: socket.socket | None = None

    def read(self, size: int) -> bytes:
        """Exactly so many bytes. Raises OSError."""
        kept = self._buffer()
        while len(kept) < size:
            self._fill()
        return self._taken(size)

    def readline(self) -> bytes:
        """One line with its end; empty when the server hung up. Raises OSError, TimeoutError among them."""
        kept, looked = self._buffer(), 0
        while (end := kept.find(b"\n", looked)) < 0:
            looked = len(kept)
            if looked > _LONGEST_LINE:
                raise OSError("the server sends a line without an end")
            try:
                self._fill()
            except ConnectionError:
                return b""
        return self._taken(end + 1)

    def _buffer(self) -> bytearray:
        if self._of is not self.sock:  # after STARTTLS nothing that came before it may count
            self._kept, self._of = bytearray(), self.sock
        return self._kept

    def _fill(self) -> None:
        piece = self.sock.recv(_PIECE)
        if not piece:
            raise ConnectionResetError("the server hung up")
        self._kept += piece

    def _taken(self, size: int) -> bytes:
        piece = bytes(self._kept[:size])
        del self._kept[:size]
        return piece


class _Plain(_Buffered, imaplib.IMAP4):
    """Without TLS from the first byte."""


class _Tls(_Buffered, imaplib.IMAP4_SSL):
    """With TLS from the first byte."""


class Line:
    """An open mailbox. Every call raises OSError or imaplib.IMAP4.error; `abort` where the line is gone."""

    def __init__(self) -> None:
        """Connect, log in and open the folder, as the settings say."""
        self._server = _connected()
        try:
            self._server.login(settings.IMAP_USER, settings.IMAP_PASSWORD)
            _asked(self._server.select(f'"{settings.IMAP_FOLDER}"'))
            self.epoch = _number(self._server.response("UIDVALIDITY"))
            # Asked after logging in: servers can do more then.
            told = _asked(self._server.capability())
            self.can_wait = b"IDLE" in (told[-1] or b"").upper().split()
        except BaseException:
            self.hang_up()
            raise

    def unseen(self) -> tuple[int, ...]:
        """The numbers (UID) of what nobody saw, the oldest first."""
        self._server.response("EXISTS")  # forget what it told before this question
        found = _asked(self._server.uid("SEARCH", "UNSEEN"))
        return tuple(sorted(int(one) for piece in found for one in (piece or b"").split()))

    def has_news(self) -> bool:
        """Whether the server told of mail since `unseen`: it will not tell that again."""
        return self._server.response("EXISTS")[1] != [None]

    def fetch(self, number: int) -> tuple[bytes, bytes] | None:
        """What the server says of an e-mail, and its bytes; None when somebody removed it."""
        answer = _asked(self._server.uid("FETCH", str(number), "(UID INTERNALDATE BODY.PEEK[])"))
        found = next((one for one in answer if isinstance(one, tuple)), None)
        if found is None:
            return None
        return b" ".join([found[0], *(one for one in answer if isinstance(one, bytes))]), found[1]

    def mark(self, number: int) -> None:
        """Say that it was seen."""
        _asked(self._server.uid("STORE", str(number), "+FLAGS", r"(\Seen)"))

    def wait(self, seconds: float, stop: Event) -> Woken:
        """Wait until there is mail, at most `seconds` (RFC 2177)."""
        tag = b"W%d" % int(time.monotonic() * 1000)
        self._server.send(tag + b" IDLE\r\n")
        while not (line := self._said()).startswith(b"+"):
            if line.startswith(tag):
                return Woken.REFUSED
        try:
            woken = self._until_news(time.monotonic() + seconds, stop)
        finally:
            self._server.sock.settimeout(PATIENCE)
        self._server.send(b"DONE\r\n")
        while not (line := self._said()).startswith(tag):
            woken = Woken.NEWS if _NEWS.match(line) else woken
        return woken

    def hang_up(self) -> None:
        """Say goodbye if the other side still listens, and close."""
        try:
            self._server.sock.settimeout(2)
            self._server.logout()
        except (OSError, imaplib.IMAP4.error):
            self._server.shutdown()

    def _until_news(self, until: float, stop: Event) -> Woken:
        while not stop.is_set():
            left = until - time.monotonic()
            if left <= 0:
                return Woken.TIME
            self._server.sock.settimeout(min(_GLANCE, left))
            try:
                line = self._said()
            except TimeoutError:
                continue
            if _NEWS.match(line):
                return Woken.NEWS
        return Woken.STOP

    def _said(self) -> bytes:
        line = self._server.readline()
        if not line or line.upper().startswith(b"* BYE"):
            raise imaplib.IMAP4.abort("the server hung up")
        return line


def _connected() -> Any:
    host, port = settings.IMAP_HOST, settings.IMAP_PORT
    if settings.IMAP_TLS == "tls":
        return _Tls(host, port, ssl_context=ssl.create_default_context(), timeout=PATIENCE)
    server = _Plain(host, port, timeout=PATIENCE)
    if settings.IMAP_TLS == "starttls":
        server.starttls(ssl.create_default_context())
    server.sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    return server


def _asked(answer: tuple[str, list[Any]]) -> list[Any]:
    state, found = answer
    if state != "OK":
        raise imaplib.IMAP4.error(f"the server answered {state}")
    return found


def _number(answer: tuple[str, list[Any]]) -> int:
    told = answer[1][0] or b""
    return int(told) if told.isdigit() else 0
