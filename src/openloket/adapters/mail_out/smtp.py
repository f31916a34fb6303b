"""SMTP: hands messages to a mail server over connections that stay open and are used again."""

import re
import smtplib
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, LifoQueue

from django.conf import settings

from openloket.post.ports import Accepted, Account, Envelope, Item, Permanent, Temporary, as_mail

_IDLE_SECONDS = 20  # servers hang up on silence; after this we hang up first
# Replies about us and our settings, not about the message: trying again after mending helps.
_OUR_FAULT = frozenset({421, 454, 530, 534, 535, 538})
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where and how to deliver; `tls` is none, starttls or tls (from the first byte)."""

    host: str
    port: int
    tls: str = "none"
    user: str = ""
    password: str = ""
    seconds: float = 20

    @classmethod
    def configured(cls) -> "MailServer":
        """The server in the settings."""
        return cls(
            host=settings.SMTP_HOST,
            port=settings.SMTP_PORT,
            tls=settings.SMTP_TLS,
            user=settings.SMTP_USER,
            password=settings.SMTP_PASSWORD,
        )


@dataclass(slots=True)
class _Line:
    """An open connection, and when it was last used (monotonic seconds)."""

    smtp: smtplib.SMTP
    used_at: float


class SmtpCarrier:
    """One connection per thread that is carrying; between messages they wait here, open."""

    def __init__(self, server: MailServer | None = None) -> None:
        self._server = server or MailServer.configured()
        self._idle: LifoQueue[_Line] = LifoQueue()

    def carry(self, item: Item, /) -> Accepted:
        """Hand one message over. Raises Temporary or Permanent.

        A line that was found dead before the message's content went is replaced once, which can't send
        the message twice. A break after that leaves the outcome unknown: Temporary, same Message-ID.
        """
        envelope = as_mail(item)
        with _reporting():
            line = self._take()
            try:
                line = self._address(line, envelope)
                reply = line.smtp.data(envelope.content)
                _expect(reply, 250)
            except BaseException:
                _hang_up(line)
                raise
            line.used_at = time.monotonic()
            self._idle.put(line)
            return Accepted(_words(*reply))

    def check(self) -> str:
        """Connect, log in where asked, and hang up again."""
        with _reporting():
            line = self._open()
            try:
                return _words(*line.smtp.noop())
            finally:
                _hang_up(line)

    def close(self) -> None:
        """Hang up on every line that is not in use."""
        with suppress(Empty):
            while True:
                _hang_up(self._idle.get_nowait())

    def _address(self, line: _Line, envelope: Envelope) -> _Line:
        try:
            _say_addresses(line.smtp, envelope)
        except OSError as problem:  # smtplib's own exceptions are OSErrors too
            if not _is_dead(problem):
                raise
            line = self._open()
            try:
                _say_addresses(line.smtp, envelope)
            except BaseException:
                _hang_up(line)
                raise
        return line

    def _take(self) -> _Line:
        with suppress(Empty):
            while True:
                line = self._idle.get_nowait()
                if time.monotonic() - line.used_at < _IDLE_SECONDS:
                    return line
                _hang_up(line)
        return self._open()

    def _open(self) -> _Line:
        server = self._server
        line = _Line(_dial(server), time.monotonic())
        try:
            if server.tls == "starttls":
                line.smtp.starttls(context=ssl.create_default_context())
            if server.user:
                line.smtp.login(server.user, server.password)
            line.smtp.ehlo_or_helo_if_needed()
        except BaseException:
            _hang_up(line)
            raise
        return line


def for_account(account: Account) -> SmtpCarrier:
    """The mail server of one organisation; settings host, port, tls and user, and the password as secret."""
    server = MailServer(
        host=account.get("host"),
        port=int(account.get("port", "587")),
        tls=account.get("tls", "starttls"),
        user=account.get("user"),
        password=account.secret,
    )
    return SmtpCarrier(server)


def _dial(server: MailServer) -> smtplib.SMTP:
    if server.tls == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=server.seconds, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=server.seconds)


def _hang_up(line: _Line) -> None:
    line.smtp.close()  # without QUIT: a server that is slow or gone must not hold us up


def _say_addresses(smtp: smtplib.SMTP, envelope: Envelope) -> None:
    options = [] if envelope.recipient.isascii() else ["SMTPUTF8", "BODY=8BITMIME"]
    if options and not smtp.has_extn("smtputf8"):
        raise Permanent("the mail server does not take addresses with letters outside ASCII")
    _expect(smtp.mail(envelope.sender, options), 250)
    _expect(smtp.rcpt(envelope.recipient), 250, 251)


def _is_dead(problem: OSError) -> bool:
    """Whether the line broke or the server said goodbye, rather than judging the message."""
    if isinstance(problem, smtplib.SMTPResponseException):
        return bool(problem.smtp_code == 421)
    return isinstance(problem, smtplib.SMTPServerDisconnected) or not isinstance(
        problem, smtplib.SMTPException
    )


def _expect(reply: tuple[int, bytes], *good: int) -> None:
    if reply[0] not in good:
        raise smtplib.SMTPResponseException(*reply)


@contextmanager
def _reporting() -> Iterator[None]:
    """Turn what smtplib raises into what the port promises."""
    try:
        yield
    except smtplib.SMTPResponseException as problem:
        code = problem.smtp_code
        words = _words(code, problem.smtp_error)
        raise (Permanent if 500 <= code < 600 and code not in _OUR_FAULT else Temporary)(words) from problem
    except (smtplib.SMTPException, OSError) as problem:
        raise Temporary(_words(0, str(problem) or type(problem).__name__)) from problem


def _words(code: int, text: bytes | str) -> str:
    """Reply code and text on one line, without addresses, at most 200 characters."""
    readable = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    line = " ".join(_ADDRESS.sub("…", readable).split())
    return (f"{code} {line}" if code else line)[:200]
