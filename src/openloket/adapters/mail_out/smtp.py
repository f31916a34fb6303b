"""SMTP: hands messages to a mail server over lines that stay open and are used again."""

import re
import smtplib
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from queue import Empty, LifoQueue

from django.conf import settings

from openloket.adapters.mail_out.line import Doubtful, Line, MailServer, SenderRefused
from openloket.post.ports import Accepted, Account, Envelope, Item, Permanent, Temporary, as_mail

_IDLE_SECONDS = 20  # servers hang up on silence; after this we hang up first
# Replies about us and our settings, not about the message: trying again after mending helps.
_OUR_FAULT = frozenset({421, 454, 530, 534, 535, 538})
_RELAY = re.compile(rb"\brelay", re.IGNORECASE)  # "relay access denied": the server does not know us
_SYSTEM = re.compile(rb"\A4\.3\.\d{1,3}\b")  # RFC 3463: the mail system itself, its disk or its state
_TOO_LARGE = 552
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")


def configured() -> MailServer:
    """The server in the settings, with all of its patience within the time after which a claim is dead."""
    stale = float(settings.MAIL_STALE_SECONDS)
    return MailServer(
        host=settings.SMTP_HOST,
        port=settings.SMTP_PORT,
        tls=settings.SMTP_TLS,
        user=settings.SMTP_USER,
        password=settings.SMTP_PASSWORD,
        seconds_in_all=min(45, 0.5 * stale),
        verdict_seconds=min(60, 0.4 * stale),
        roots=settings.SMTP_ROOTS,
    )


class SmtpCarrier:
    """One line per thread that is carrying; between messages they wait here, open."""

    def __init__(self, server: MailServer | None = None) -> None:
        self._server = server or configured()
        self._idle: LifoQueue[Line] = LifoQueue()

    def carry(self, item: Item, /) -> Accepted:
        """Hand one e-mail over. Raises Temporary or Permanent.

        A line that was found dead before the content went is replaced once, which can't send the message
        twice. After a break between the last dot and the verdict nobody knows: Temporary, `uncertain`.
        """
        envelope = as_mail(item)
        with _reporting():
            until = time.monotonic() + self._server.seconds_in_all
            line = self._take(until)
            try:
                line = self._addressed(line, envelope)
                verdict = line.say_content(envelope.content)
                _judge(verdict)
            except BaseException:
                line.close()
                raise
            line.used_at = time.monotonic()
            self._idle.put(line)
            return Accepted(_words(*verdict))

    def check(self) -> str:
        """Dial, log in where asked, and hang up again."""
        with _reporting():
            line = self._open(time.monotonic() + self._server.seconds_in_all)
            try:
                return _words(*line.noop())
            finally:
                line.close()

    def close(self) -> None:
        """Hang up on every line that is not in use."""
        with suppress(Empty):
            while True:
                self._idle.get_nowait().close()

    def _addressed(self, line: Line, envelope: Envelope) -> Line:
        try:
            _address(line, envelope)
        except OSError as problem:  # smtplib's own exceptions are OSErrors too
            if not _is_dead(problem):
                raise
            line.close()
            line = self._open(line.until)
            try:
                _address(line, envelope)
            except BaseException:
                line.close()
                raise
        return line

    def _take(self, until: float) -> Line:
        with suppress(Empty):
            while True:
                line = self._idle.get_nowait()
                if time.monotonic() - line.used_at < _IDLE_SECONDS:
                    line.until = until
                    return line
                line.close()
        return self._open(until)

    def _open(self, until: float) -> Line:
        """A new line; whatever goes wrong here is not about one message."""
        try:
            return Line(self._server, until)
        except smtplib.SMTPResponseException as refusal:
            answer = _words(refusal.smtp_code, refusal.smtp_error)
            raise Temporary(answer, whole=True) from refusal


def for_account(account: Account) -> SmtpCarrier:
    """The mail server of one organisation; settings host, port, tls and user, and the password as secret."""
    server = replace(
        configured(),
        host=account.get("host"),
        port=int(account.get("port", "587")),
        tls=account.get("tls", "starttls"),
        user=account.get("user"),
        password=account.secret,
        inside=settings.MAIL_SERVERS_INSIDE,
    )
    return SmtpCarrier(server)


def _address(line: Line, envelope: Envelope) -> None:
    if not envelope.recipient.isascii() and not line.has_extn("smtputf8"):
        raise Permanent("the mail server does not take addresses with letters outside ASCII")
    line.say_addresses(envelope.sender, envelope.recipient, envelope.reference)


def _judge(verdict: tuple[int, bytes]) -> None:
    if not 200 <= verdict[0] < 300:
        raise smtplib.SMTPResponseException(*verdict)


def _is_dead(problem: OSError) -> bool:
    """Whether the line broke or the server said goodbye, rather than judging the message."""
    if isinstance(problem, smtplib.SMTPResponseException):
        return bool(problem.smtp_code == 421)
    return isinstance(problem, smtplib.SMTPServerDisconnected) or not isinstance(
        problem, smtplib.SMTPException
    )


@contextmanager
def _reporting() -> Iterator[None]:
    """Turn what went wrong into what the port promises."""
    try:
        yield
    except Doubtful as doubt:
        raise Temporary(_words(0, str(doubt)), uncertain=True, whole=True) from doubt
    except SenderRefused as refusal:
        words = _words(refusal.code, refusal.words)
        if refusal.code == _TOO_LARGE:
            raise Permanent(words) from refusal
        raise Temporary(words, whole=True) from refusal
    except smtplib.SMTPResponseException as refusal:
        raise _judged(refusal.smtp_code, refusal.smtp_error) from refusal
    except (smtplib.SMTPException, OSError) as problem:
        raise Temporary(_words(0, str(problem) or type(problem).__name__), whole=True) from problem


def _judged(code: int, text: bytes | str) -> Temporary | Permanent:
    said, words = text if isinstance(text, bytes) else text.encode(), _words(code, text)
    if code in _OUR_FAULT or _SYSTEM.match(said) or (500 <= code < 600 and _RELAY.search(said)):
        return Temporary(words, whole=True)
    return Permanent(words) if 500 <= code < 600 else Temporary(words)


def _words(code: int, text: bytes | str) -> str:
    """Reply code and text on one line, without addresses, at most 200 characters."""
    readable = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    line = " ".join(_ADDRESS.sub("…", readable).split())
    return (f"{code} {line}" if code else line)[:200]
