"""The prober's round: whose turn is it, what is there to look at, look, and write down what changed."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections

from openloket.flows.outages.note_probes import beat
from openloket.outages.models import Channel
from openloket.work import clock
from openloket.work.probing.course import Look
from openloket.work.probing.looking import look
from openloket.work.probing.memory import Known, last_beat
from openloket.work.probing.targets import Target, read_targets
from openloket.work.probing.turn import OnlyOne, Turn

log = logging.getLogger(__name__)

_AWAY = (DatabaseError, InterfaceError)
_AT_A_TIME = 16  # organisations that are looked at
_WHOLE_LOOKS_A_SECOND = 4
_TARGETS_KEPT = timedelta(seconds=15)
_SELDOM = 60.0  # seconds between writing down that all is still well
SILENT_ROUNDS = 3

Looking = Callable[[Target], Mapping[Channel, Look]]


class Prober:
    """Looks every `seconds`; everything it knows is in memory, so that it goes on without a database."""

    def __init__(
        self, seconds: float, looking: Looking = look, now: Callable[[], datetime] = clock.now
    ) -> None:
        self.seconds = seconds
        self._look = looking
        self._now = now
        self._turn = OnlyOne()
        self._forget()

    def run(self, stop: threading.Event) -> None:
        """Go round until `stop` is set; whatever goes wrong, the next round comes."""
        pause = 0.0
        while not stop.wait(pause):
            began = time.monotonic()
            try:
                self.round()
            except Exception:  # the register of what fails must itself not fail
                log.exception("a round of the prober failed")
            finally:
                close_old_connections()
            pause = max(0.0, self.seconds - (time.monotonic() - began))
        self._turn.leave()

    def round(self) -> None:
        """Look once at everything, when it is our turn."""
        began = self._now()
        turn = self._turn.ask()
        if turn is Turn.ANOTHERS:
            self._forget()
            return
        if turn is Turn.OURS:
            self._read(began)
        self._notice_silence(began)
        seen = self._choose(began)
        with ThreadPoolExecutor(_AT_A_TIME, "look") as people:
            for target, found in zip(seen, people.map(self._look, seen), strict=True):
                self._take_in(target, found)
        if self._read_at is not None:
            self._ended_at, self._began_at = self._now(), began
        if turn is Turn.OURS:
            self._write(began)

    def _forget(self) -> None:
        self._targets: list[Target] = []
        self._read_at: datetime | None = None
        self._known: dict[int, Known] = {}
        self._whole_at: dict[int, float] = {}  # by organisation, the last whole look
        self._began_at: datetime | None = None  # the last round that was finished
        self._ended_at: datetime | None = None

    def _choose(self, now: datetime) -> list[Target]:
        """Everybody, but with many organisations a whole look at only some of them each round.

        Those of which something fails, and of the others whose turn is longest ago: they must not be a
        burden to the pages that they look at.
        """
        waiting = sorted(self._targets, key=lambda one: self._whole_at.get(one.organisation_id, 0.0))
        most = max(1, int(self.seconds * _WHOLE_LOOKS_A_SECOND))
        whole = {one.organisation_id for one in waiting[:most]}
        whole |= {known.organisation_id for known in self._known.values() if known.is_failing}
        self._whole_at |= dict.fromkeys(whole, now.timestamp())
        return [replace(one, whole=one.organisation_id in whole) for one in self._targets]

    def _read(self, now: datetime) -> None:
        """Which organisations there are, and of new ones what was known; when that fails, as before."""
        if self._read_at is not None and now - self._read_at < _TARGETS_KEPT:
            return
        try:
            if self._began_at is None:
                self._began_at = self._ended_at = last_beat()
            targets = read_targets(now)
            for target in targets:
                if target.organisation_id not in self._known:
                    self._known[target.organisation_id] = Known.read(target.organisation_id)
        except _AWAY as away:
            log.warning("the prober can't read what to look at: %s", type(away).__name__)
            return
        self._targets, self._read_at = targets, now
        for target in targets:
            self._known[target.organisation_id].let_go(target.channels, now)

    def _notice_silence(self, now: datetime) -> None:
        if self._began_at is None or self._ended_at is None:
            return
        if now - self._ended_at <= timedelta(seconds=SILENT_ROUNDS * self.seconds):
            return
        log.warning("nobody looked from %s until %s", self._began_at, now)
        for target, channel in _all(self._targets):
            if not target.is_quiet(channel, now):
                self._known[target.organisation_id].miss(channel, self._began_at, now)

    def _take_in(self, target: Target, found: Mapping[Channel, Look]) -> None:
        for channel, one in found.items():
            # Work that was announced is in the register already.
            if not target.is_quiet(channel, one.began_at):
                self._known[target.organisation_id].see(channel, one)

    def _write(self, now: datetime) -> None:
        try:
            for known in self._known.values():
                known.tell(now, _SELDOM)
            beat(now)
        except _AWAY as away:
            log.warning("the register can't be written: %s; it will be", type(away).__name__)


def _all(targets: Iterable[Target]) -> Iterable[tuple[Target, Channel]]:
    return ((target, channel) for target in targets for channel in sorted(target.channels))
