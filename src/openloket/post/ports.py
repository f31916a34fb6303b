"""What post asks of the outside world: somebody who carries a message to the recipient's mail server."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message ready to travel: the addresses of the envelope and the MIME message in bytes.

    `mark` is what a report about it may call it (RFC 3461 ENVID); it is xtext as it stands.
    """

    sender: str
    recipient: str
    content: bytes
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The other side took the message over; `answer` is its reply code and text, without addresses."""

    answer: str


class NotCarried(Exception):
    """The message was not taken over; `answer` says why, without addresses, at most 200 characters."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


class Temporary(NotCarried):
    """Not now, or the outcome is unknown: the same message may be offered again."""


class Permanent(NotCarried):
    """Refused for good: a person must look at it."""


class MailCarrier(Protocol):
    """A way for messages to leave. May be called from several threads at once."""

    def carry(self, envelope: Envelope) -> Accepted:
        """Hand one message over. Raises Temporary or Permanent."""

    def check(self) -> str:
        """Reach the other side without sending anything and return how it presents itself.

        Raises Temporary or Permanent.
        """
