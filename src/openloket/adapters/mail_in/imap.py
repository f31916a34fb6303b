"""E-mail out of a mailbox, over IMAP (RFC 3501): looked into every few seconds; seen only when it is kept."""

import imaplib
import logging
import ssl
from datetime import UTC, datetime
from threading import Event

from django.conf import settings

from openloket.intake.ports import MailEnvelope, MailReception, NotStored
from openloket.mailread.reading import read

log = logging.getLogger(__name__)

_PATIENCE = 60  # seconds for one answer of the server
_LONGEST_PAUSE = 300
_DELIVERED = ("delivered-to", "x-original-to", "envelope-to")


class ImapSource:
    """Reads one folder; what it could not hand over stays unseen there and is offered again."""

    def run(self, reception: MailReception, stop: Event) -> None:
        """Look every OPENLOKET_IMAP_SECONDS; after a failure ever less often, up to five minutes."""
        pause = failures = 0
        while not stop.wait(pause):
            try:
                look(reception, stop)
                pause, failures = settings.IMAP_SECONDS, 0
            except (OSError, imaplib.IMAP4.error, NotStored):
                failures += 1
                pause = min(settings.IMAP_SECONDS * 2**failures, _LONGEST_PAUSE)
                log.exception("the mailbox could not be read; again in %d seconds", pause)


def look(reception: MailReception, stop: Event) -> int:
    """Hand over every e-mail that nobody saw; gives how many. Raises OSError, IMAP4.error or NotStored."""
    server = _connected()
    try:
        server.login(settings.IMAP_USER, settings.IMAP_PASSWORD)
        _asked(server.select(f'"{settings.IMAP_FOLDER}"'))
        [found] = _asked(server.uid("SEARCH", "UNSEEN"))
        numbers = (found or b"").split()
        for done, number in enumerate(numbers):
            if stop.is_set():
                return done
            _hand_over(server, number.decode(), reception)
        return len(numbers)
    finally:
        server.logout()


def _connected() -> imaplib.IMAP4:
    host, port = settings.IMAP_HOST, settings.IMAP_PORT
    if settings.IMAP_TLS == "tls":
        return imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=_PATIENCE)
    server = imaplib.IMAP4(host, port, timeout=_PATIENCE)
    if settings.IMAP_TLS == "starttls":
        server.starttls(ssl.create_default_context())
    return server


def _hand_over(server: imaplib.IMAP4, number: str, reception: MailReception) -> None:
    answer = _asked(server.uid("FETCH", number, "(UID INTERNALDATE BODY.PEEK[])"))
    parts = [one for one in answer if isinstance(one, tuple)]
    if not parts:
        return  # somebody removed it meanwhile
    head, content = parts[0]
    recipients = _recipients(content, reception)
    if not recipients:
        log.warning("e-mail %s in the mailbox is for nobody here; it stays unseen", number)
        return
    reception.keep(content, MailEnvelope(recipients, None, _reached(head)))
    _asked(server.uid("STORE", number, "+FLAGS", r"(\Seen)"))


def _reached(head: bytes) -> datetime | None:
    """When the mail server put it in the mailbox: from then on it counts as received (Awb 2:20)."""
    stated = imaplib.Internaldate2tuple(head)
    return datetime(*stated[:6]).astimezone(UTC) if stated else None


def _recipients(content: bytes, reception: MailReception) -> tuple[str, ...]:
    """The address of the mailbox; without one in the settings those in the headers that are ours."""
    if settings.IMAP_ADDRESS:
        return (settings.IMAP_ADDRESS,)
    mail = read(content)
    stated = [value.strip(" <>").lower() for name in _DELIVERED for value in mail.all(name)]
    stated += [one.address for one in (*mail.to, *mail.cc)]
    return tuple(dict.fromkeys(one for one in stated if reception.knows(one)))


def _asked(answer: tuple[str, list[object]]) -> list[object]:
    state, found = answer
    if state != "OK":
        raise imaplib.IMAP4.error(f"the server answered {state}")
    return found
