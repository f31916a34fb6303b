"""One line to a mail server: bounded in time and in what it hears, and it tells doubt from certainty."""

import io
import re
import smtplib
import socket
import ssl
import time
from dataclasses import dataclass
from typing import Any

from openloket.adapters.asking import is_outside

_LONGEST_ANSWER = 64 * 1024
_GOODBYE = 421  # the line is over; another one may go well
_DOT_FIRST = re.compile(rb"(?m)^\.")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where and how to deliver; `tls` is none, starttls or tls (from the first byte), always checked.

    Times in seconds: `seconds` for one step, `seconds_in_all` until the whole content is said, and
    `verdict_seconds` for the answer to that (RFC 5321 asks for patience there: hanging up sends twice).
    `inside`: it may have an address within our own network. `roots`: a file of authorities besides the usual.
    """

    host: str
    port: int
    tls: str = "none"
    user: str = ""
    password: str = ""
    seconds: float = 20
    seconds_in_all: float = 45
    verdict_seconds: float = 60
    inside: bool = True
    roots: str = ""


class Doubtful(Exception):
    """All was said and no answer came that makes sense: the server may have taken the message over."""


class SenderRefused(Exception):
    """The server does not want mail from us (now), whoever it is for; `code` and `words` say why."""

    def __init__(self, code: int, words: bytes) -> None:
        super().__init__(code, words)
        self.code = code
        self.words = words


class Line(smtplib.SMTP):
    """An open line: greeted, within TLS where that is wanted, and logged in where that is asked."""

    def __init__(self, server: MailServer, until: float) -> None:
        """Dial; `until` (of time.monotonic) is when all of it must be done. Raises what smtplib raises."""
        self._server = server
        self._step = server.seconds
        self.until = until
        self.used_at = 0.0
        super().__init__(timeout=server.seconds)
        self._host = server.host  # whose certificate smtplib must see
        try:
            self._begin()
        except BaseException:
            self.close()
            raise

    def _begin(self) -> None:
        server = self._server
        code, words = self.connect(server.host, server.port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, words)
        if server.tls == "starttls":
            self.starttls(context=_context(server))
        if server.user:
            if server.tls == "none" and server.host not in _LOOPBACK:
                raise smtplib.SMTPNotSupportedError("a password does not go over a line without TLS")
            self.login(server.user, server.password)
        self.ehlo_or_helo_if_needed()

    def say_addresses(self, sender: str, recipient: str, reference: str) -> None:
        """Begin a message, and ask for reports about it where the server offers them (RFC 3461)."""
        options, to_options = _options(recipient, reference if self.has_extn("dsn") else None)
        code, words = self.mail(sender, options)
        if 400 <= code < 600 and code != _GOODBYE:
            raise SenderRefused(code, words)
        expect((code, words), 250)
        expect(self.rcpt(recipient, to_options), 250, 251)

    def say_content(self, content: bytes) -> tuple[int, bytes]:
        """Say the whole message; gives the verdict of the server.

        Before the last dot a break is certain: nobody takes half a message over. After it a break, silence,
        and an answer that is no verdict raise Doubtful.
        """
        expect(self.docmd("DATA"), 354)
        whole = _DOT_FIRST.sub(b"..", content)
        self.send(whole if whole.endswith(b"\r\n") else whole + b"\r\n")
        self._step = self._server.verdict_seconds
        self.until = time.monotonic() + self._step
        try:
            self.send(b".\r\n")
            verdict = self.getreply()
        except OSError as problem:  # smtplib's own exceptions are OSErrors too
            raise Doubtful(str(problem)) from problem
        if not (200 <= verdict[0] < 300 or 400 <= verdict[0] < 600):
            raise Doubtful(f"the answer to the message was {verdict[0]}")
        self._step = self._server.seconds
        return verdict

    def getreply(self) -> tuple[int, bytes]:
        """One answer; what is no SMTP, or never ends, breaks the line."""
        if self.file is None:
            self.file = _Heard(self)
        assert isinstance(self.file, _Heard)
        self.file.room = _LONGEST_ANSWER
        try:
            code, words = super().getreply()
        except smtplib.SMTPResponseException as too_long:  # smtplib makes that a refusal by the server
            raise smtplib.SMTPServerDisconnected("the answer of the server is too long") from too_long
        if code < 0:
            self.close()
            raise smtplib.SMTPServerDisconnected("the answer of the server is not SMTP")
        return code, words

    def send(self, s: Any) -> None:
        """Say something, within the time that is left."""
        if self.sock is not None:
            self.sock.settimeout(self.patience())
        super().send(s)

    def patience(self) -> float:
        """Seconds that the next step may take. Raises TimeoutError when all time is spent."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the server took too long")
        return min(left, self._step)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        dialled = socket.create_connection((host, port), self.patience())
        try:
            if not self._server.inside and not is_outside(dialled):
                raise OSError("a mail server of an organisation must be outside our own network")
            # The last dot must not wait until the server has acknowledged what went before it.
            dialled.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._server.tls == "tls":
                return _context(self._server).wrap_socket(dialled, server_hostname=host)
        except BaseException:
            dialled.close()
            raise
        return dialled


class _Heard(io.BufferedReader):
    """What a server says: not more than so many bytes for one answer, and within the time of the line."""

    def __init__(self, line: Line) -> None:
        self.room = _LONGEST_ANSWER
        super().__init__(_Ear(line, self))


class _Ear(io.RawIOBase):
    def __init__(self, line: Line, heard: _Heard) -> None:
        self._line = line
        self._heard = heard

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        sock = self._line.sock
        if sock is None:
            return 0
        sock.settimeout(self._line.patience())
        count = sock.recv_into(buffer)
        self._heard.room -= count
        if self._heard.room < 0:
            raise OSError("the answer of the server is too long")
        return count


def expect(reply: tuple[int, bytes], *good: int) -> None:
    """Raises smtplib.SMTPResponseException for any other answer."""
    if reply[0] not in good:
        raise smtplib.SMTPResponseException(*reply)


def _options(recipient: str, reference: str | None) -> tuple[list[str], list[str]]:
    """What to add to MAIL and to RCPT; `reference` is None where the server offers no reports."""
    options = [] if recipient.isascii() else ["SMTPUTF8", "BODY=8BITMIME"]
    if reference is None:
        return options, []
    options.append("RET=HDRS")
    if reference:
        options.append(f"ENVID={_xtext(reference)}")
    to_options = ["NOTIFY=FAILURE,DELAY"]
    if recipient.isascii():
        to_options.append(f"ORCPT=rfc822;{_xtext(recipient)}")
    return options, to_options


def _xtext(text: str) -> str:
    """RFC 3461, section 4: signs with a meaning of their own are written as numbers."""
    return "".join(
        sign if "!" <= sign <= "~" and sign not in "+=" else "".join(f"+{byte:02X}" for byte in sign.encode())
        for sign in text
    )


def _context(server: MailServer) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if server.roots:
        context.load_verify_locations(server.roots)
    return context
