"""E-mail out of a mailbox, over IMAP (RFC 3501): taken as soon as it is there; seen only when it is kept."""

import imaplib
import logging
import time
from datetime import UTC, datetime
from threading import Event

from django.conf import settings

from openloket.adapters.mail_in.imap_line import Line, Woken
from openloket.intake.ports import MailEnvelope, MailReception, NotStored
from openloket.mailread.reading import read

log = logging.getLogger(__name__)

_LONGEST_PAUSE = 300  # seconds
_FOR_NOBODY = 3600  # seconds until an e-mail that is for nobody here is looked at again
_TOO_MANY_FAILURES = 3  # in a row: then it is not the e-mail, and the mailbox is left alone for a while
_DELIVERED = ("delivered-to", "x-original-to", "envelope-to")


class ImapSource:
    """Reads one folder; what it could not hand over stays unseen there and is offered again.

    Where the server can, it tells of new mail by itself (IDLE); else it is asked every few seconds.
    """

    def __init__(self) -> None:
        self._later: dict[tuple[int, int], tuple[int, float]] = {}

    def run(self, reception: MailReception, stop: Event) -> None:
        """Until `stop`; after a failure ever less often, up to every five minutes."""
        failures = 0
        while not stop.is_set():
            try:
                line = Line()
                try:
                    self.look(line, reception, stop)
                    failures = 0
                    self._attend(line, reception, stop)
                finally:
                    line.hang_up()
            except (OSError, imaplib.IMAP4.error, NotStored):
                failures += 1
                pause = min(settings.IMAP_SECONDS * 2 ** min(failures - 1, 10), _LONGEST_PAUSE)
                log.exception("the mailbox could not be read; again in %d seconds", pause)
                stop.wait(pause)

    def look(self, line: Line, reception: MailReception, stop: Event) -> int:
        """Hand over every e-mail that nobody saw; gives how many. Raises OSError, IMAP4.error or NotStored.

        One that can't be kept waits a while longer each time, and never holds up the others.
        """
        done = failed = 0
        for times, number in sorted((self._times(line, one), one) for one in line.unseen()):
            if stop.is_set() or not self._is_due(line, number):
                continue
            # Written down before it is tried: a server may hang up on this very e-mail each time.
            self._later[line.epoch, number] = (times + 1, time.monotonic() + _pause_after(times))
            try:
                done += self._hand_over(line, number, reception)
                failed = 0
            except imaplib.IMAP4.abort:
                raise
            except (imaplib.IMAP4.error, NotStored) as problem:
                log.exception("e-mail %d in the mailbox could not be taken; it stays unseen", number)
                failed += times == 0
                if failed >= _TOO_MANY_FAILURES:
                    raise NotStored("one e-mail after the other could not be taken") from problem
        return done

    def _times(self, line: Line, number: int) -> int:
        return self._later.get((line.epoch, number), (0, 0.0))[0]

    def _is_due(self, line: Line, number: int) -> bool:
        return time.monotonic() >= self._later.get((line.epoch, number), (0, 0.0))[1]

    def _attend(self, line: Line, reception: MailReception, stop: Event) -> None:
        """Look, and wait for more, as long as the line holds."""
        while not stop.is_set():
            if not line.has_news():
                self._wait(line, stop)
            self.look(line, reception, stop)

    def _wait(self, line: Line, stop: Event) -> None:
        if line.can_wait:
            woken = line.wait(min(settings.IMAP_IDLE_SECONDS, self._until_due()), stop)
            line.can_wait = woken is not Woken.REFUSED
        else:
            stop.wait(settings.IMAP_SECONDS)

    def _until_due(self) -> float:
        """Seconds until the first e-mail that waits must be tried again; what is gone is forgotten."""
        now = time.monotonic()
        self._later = {key: one for key, one in self._later.items() if one[1] > now - _FOR_NOBODY}
        return max(1.0, min((one[1] - now for one in self._later.values() if one[1] > now), default=1e9))

    def _hand_over(self, line: Line, number: int, reception: MailReception) -> bool:
        found = line.fetch(number)
        if found is None:
            return False
        head, content = found
        recipients = _recipients(content, reception)
        if not recipients:
            log.warning("e-mail %d in the mailbox is for nobody here; it stays unseen", number)
            self._later[line.epoch, number] = (0, time.monotonic() + _FOR_NOBODY)
            return False
        _keep(content, MailEnvelope(recipients, None, _reached(head)), reception)
        line.mark(number)
        self._later.pop((line.epoch, number), None)
        return True


def _pause_after(times: int) -> float:
    return float(min(settings.IMAP_SECONDS * 2 ** min(times, 10), _LONGEST_PAUSE))


def _keep(content: bytes, envelope: MailEnvelope, reception: MailReception) -> None:
    try:
        reception.keep(content, envelope)
    except NotStored:
        raise
    except Exception as bug:  # one e-mail that shows a bug of ours must not keep the others away
        raise NotStored(f"a bug: {type(bug).__name__}") from bug


def _reached(head: bytes) -> datetime | None:
    """When the mail server put it in the mailbox: from then on it counts as received (Awb 2:20)."""
    stated = imaplib.Internaldate2tuple(head)
    # With the flag for summer time that it carries: one hour each year comes twice.
    return datetime.fromtimestamp(time.mktime(stated), UTC) if stated else None


def _recipients(content: bytes, reception: MailReception) -> tuple[str, ...]:
    """The address of the mailbox; without one in the settings those in the headers that are ours."""
    if settings.IMAP_ADDRESS:
        return (settings.IMAP_ADDRESS,)
    mail = read(content)
    stated = [value.strip(" <>").lower() for name in _DELIVERED for value in mail.all(name)]
    stated += [one.address for one in (*mail.to, *mail.cc)]
    return tuple(dict.fromkeys(one for one in stated if reception.knows(one)))
