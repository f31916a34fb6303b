"""A reception that keeps what comes in, unless it is told not to."""

import threading

from tests.waiting import AGES

from openloket.intake.ports import MailEnvelope

DESK = "balie@duinstede.example"
OTHER = "info@eikenrade.example"


class Shelf:
    """Keeps what comes in, unless it is full; a bug in it is an exception that nobody foresaw."""

    def __init__(self, *addresses: str) -> None:
        self._addresses = addresses or (DESK, OTHER)
        self.kept: list[tuple[bytes, MailEnvelope]] = []
        self.full: Exception | None = None
        self.chokes_on = b""
        self.offered = 0
        self._changed = threading.Condition()

    def knows(self, address: str) -> bool:
        """Whether somebody here receives e-mail at this address."""
        return address.lower() in self._addresses

    def keep(self, content: bytes, envelope: MailEnvelope) -> None:
        """Keep it. Raises what it was told to raise."""
        with self._changed:
            self.offered += 1
            self._changed.notify_all()
            if self.full:
                raise self.full
            if self.chokes_on and self.chokes_on in content:
                raise ValueError("a bug that only this e-mail shows")
            self.kept.append((content, envelope))

    def until(self, kept: int = 0, offered: int = 0) -> None:
        """Wait until so many were kept and offered."""
        with self._changed:
            done = self._changed.wait_for(
                lambda: len(self.kept) >= kept and self.offered >= offered, timeout=AGES
            )
            assert done, (len(self.kept), self.offered)

    @property
    def subjects(self) -> list[str]:
        """Of what was kept, in its order."""
        heads = [raw.partition(b"Subject: ")[2].partition(b"\r\n")[0] for raw, _ in self.kept]
        return [one.decode() for one in heads]
