"""What intake asks of the outside world: who looks for malware in files, and ways for e-mail to come in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from threading import Event
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


class NotStored(Exception):
    """An e-mail could not be kept now; whoever offers it must keep it and come again."""


@dataclass(frozen=True, slots=True)
class MailEnvelope:
    """To whom an e-mail is, as its carrier says; `sender` is empty for nobody and None when it is not known.

    `reached_at` is when it reached the first system of the organisation, None for now (Awb 2:20).
    """

    recipients: tuple[str, ...]
    sender: str | None
    reached_at: datetime | None = None


class MailReception(Protocol):
    """Our side of the door through which e-mail comes in. May be called from several threads at once."""

    def knows(self, address: str) -> bool:
        """Whether an organisation here receives e-mail at this address. Raises NotStored: not known now."""

    def keep(self, content: bytes, envelope: MailEnvelope) -> None:
        """Keep an e-mail for each organisation that it is for. After that its carrier may forget it.

        Raises NotStored.
        """


class MailSource(Protocol):
    """A way for e-mail to come in."""

    def run(self, reception: MailReception, stop: Event) -> None:
        """Hand over everything that comes in, until `stop` is set."""
