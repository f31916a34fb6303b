"""What intake asks of the outside world: somebody who looks for malware in files."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Verdict(StrEnum):
    """What a scanner found; the first two are what `Attachment.Scan` keeps."""

    CLEAN = "clean"
    UNSCANNED = "unscanned"
    INFECTED = "infected"


@dataclass(frozen=True, slots=True)
class Scanned:
    """The answer of a scanner; `name` is that of the malware, empty where there is none."""

    verdict: Verdict
    name: str = ""


class Temporary(Exception):
    """The scanner can't answer now; the message says why. The file is not to be accepted unlooked at."""


class Scanner(Protocol):
    """Looks for malware. May be called from several threads at once."""

    def scan(self, chunks: Iterable[bytes]) -> Scanned:
        """Judge one file, given in pieces. Raises Temporary."""

    def check(self) -> str:
        """Reach the scanner and return how it presents itself. Raises Temporary."""
