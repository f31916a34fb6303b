"""What evidence asks of the outside world: an independent clock that signs what it saw."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Temporary(Exception):
    """The other side did not do it now; the same request may succeed later."""


class Permanent(Exception):
    """The other side refused, or answered something that cannot be trusted."""


@dataclass(frozen=True, slots=True)
class StampToken:
    """An RFC 3161 TimeStampToken in DER, the name of who gave it and the moment it states."""

    token: bytes
    tsa: str
    at: datetime


class Timestamper(Protocol):
    """Somebody with a clock and a certificate."""

    def stamp(self, digest: bytes) -> StampToken:
        """A token over the 32-byte digest: its message imprint is SHA-256(digest).

        So ``openssl ts -verify -data FILE`` works on a file with the raw root hash.
        Raises Temporary or Permanent.
        """
