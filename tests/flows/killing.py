"""A scanner in whose hands the process dies: what was stored before is there, and no row knows of it."""

import os
import signal
from collections.abc import Iterable

from openloket.intake.ports import Scanned, Verdict


class KillsAtTheSecondFile:
    """As SIGKILL or a power cut would."""

    def __init__(self) -> None:
        self.seen = 0

    def scan(self, chunks: Iterable[bytes]) -> Scanned:
        """Judge one file, once."""
        self.seen += 1
        if self.seen == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return Scanned(Verdict.CLEAN)

    def check(self) -> str:
        """How it presents itself."""
        return "a scanner that kills"
