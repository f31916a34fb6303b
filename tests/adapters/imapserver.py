"""A real little IMAP server in threads: one mailbox, with or without IDLE, that can be told to misbehave."""

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from tests.waiting import AGES

MOMENT = b'"02-Mar-2026 10:15:00 +0100"'


class Mailbox(socketserver.ThreadingTCPServer):
    """What lies in it, who looks, and what goes wrong."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, mails: dict[int, bytes], *, idle: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.mails = dict(mails)
        self.unseen = set(mails)
        self.idle = idle
        self.epoch = 1
        self.sessions = self.waited = 0
        self.refuses_idle = self.is_deaf = False
        self.hangs_up_on: set[int] = set()
        self.says_no_to: set[int] = set()
        self.waiting: list[_Session] = []
        self.lock = threading.Condition()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def deliver(self, raw: bytes) -> int:
        """A new e-mail arrives; who waits is told. Gives its number."""
        with self.lock:
            number = max(self.mails, default=0) + 1
            self.mails[number] = raw
            self.unseen.add(number)
            for one in self.waiting:
                one.say(b"* %d EXISTS" % len(self.mails))
        return number

    def renumber(self) -> None:
        """The mailbox is rebuilt: every e-mail gets another number, and nobody saw any (UIDVALIDITY)."""
        with self.lock:
            self.epoch += 1
            self.mails = {number + 100: raw for number, raw in self.mails.items()}
            self.unseen = set(self.mails)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for something about this mailbox."""
        with self.lock:
            assert self.lock.wait_for(is_so, AGES), vars(self)

    def say_goodbye(self) -> None:
        """Hang up on everybody who waits, as servers do before they restart."""
        with self.lock:
            for one in self.waiting:
                one.say(b"* BYE restarting")
        self.break_lines()

    def break_lines(self) -> None:
        """Cut the line of everybody who waits, without a word."""
        with self.lock:
            for one in self.waiting:
                with suppress(OSError):
                    one.connection.shutdown(socket.SHUT_RDWR)

    def note(self, what: str) -> None:
        """Count something that tests wait for."""
        with self.lock:
            setattr(self, what, getattr(self, what) + 1)
            self.lock.notify_all()


class _Session(socketserver.StreamRequestHandler):
    server: Mailbox
    known = 0  # how many e-mails this line knows of

    def handle(self) -> None:
        self.server.note("sessions")
        self.say(b"* OK ready")
        try:
            for line in self.rfile:
                tag, _, rest = line.strip().partition(b" ")
                if not self._answer(tag, rest.upper().split()):
                    return
        except OSError:
            return

    def say(self, line: bytes) -> None:
        """To who may have hung up meanwhile."""
        with suppress(OSError):
            self.wfile.write(line + b"\r\n")

    def _answer(self, tag: bytes, words: list[bytes]) -> bool:
        """Answer one command; False: hang up."""
        if words[0] == b"IDLE":
            return self._idle(tag)
        if words[0] == b"UID":
            return self._of_one(tag, words[1], words[2:])
        if words[0] == b"CAPABILITY":
            self.say(b"* CAPABILITY IMAP4rev1" + (b" IDLE" if self.server.idle else b""))
        if words[0] == b"SELECT":
            self.say(b"* %d EXISTS" % len(self.server.mails))
            self.say(b"* OK [UIDVALIDITY %d] fine" % self.server.epoch)
        self.say(tag + b" OK done")
        return words[0] != b"LOGOUT"

    def _of_one(self, tag: bytes, word: bytes, rest: list[bytes]) -> bool:
        if word == b"SEARCH":
            with self.server.lock:
                self.known, unseen = len(self.server.mails), sorted(self.server.unseen)
            self.say(b" ".join([b"* SEARCH", *(b"%d" % one for one in unseen)]))
        elif (number := int(rest[0])) in self.server.hangs_up_on:
            return False
        elif number in self.server.says_no_to:
            self.say(tag + b" NO this one is damaged")
            return True
        elif word == b"FETCH":
            self._fetch(number)
        elif word == b"STORE":
            with self.server.lock:
                self.server.unseen.discard(number)
                self.server.lock.notify_all()
        self.say(tag + b" OK done")
        return True

    def _fetch(self, number: int) -> None:
        raw = self.server.mails.get(number)
        if raw is not None:
            self.say(
                b"* 1 FETCH (UID %d BODY[] {%d}\r\n%b INTERNALDATE %b)" % (number, len(raw), raw, MOMENT)
            )

    def _idle(self, tag: bytes) -> bool:
        if self.server.refuses_idle:
            self.say(tag + b" BAD not now")
            return True
        with self.server.lock:
            self.say(b"+ idling")
            self.say(b"* OK still here")
            if self.known != len(self.server.mails):
                self.say(b"* %d EXISTS" % len(self.server.mails))
            self.server.waiting.append(self)
        self.server.note("waited")
        over = self.rfile.readline().strip().upper()
        with self.server.lock:
            self.server.waiting.remove(self)
            self.server.lock.notify_all()
        if over != b"DONE" or self.server.is_deaf:
            return False
        self.say(tag + b" OK done")
        return True


@contextmanager
def mailbox(mails: dict[int, bytes], *, idle: bool) -> Iterator[Mailbox]:
    """The server, while the block runs."""
    with Mailbox(mails, idle=idle) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
