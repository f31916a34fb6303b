"""What is known of a message that came back."""

from dataclasses import dataclass
from enum import StrEnum


class Lasting(StrEnum):
    """Whether trying again could help, as the mail server says."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    UNKNOWN = "unknown"


class Cause(StrEnum):
    """Why it did not arrive; what to do next depends on it more than on the code."""

    NO_ADDRESS = "no_address"
    NO_DOMAIN = "no_domain"
    MOVED = "moved"
    SUSPENDED = "suspended"
    MAILBOX_FULL = "mailbox_full"
    TOO_LARGE = "too_large"
    REFUSED = "refused"
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    EXPIRED = "expired"
    FAULT = "fault"
    COMPLAINT = "complaint"
    OTHER = "other"


ADDRESS_IS_WRONG = frozenset({Cause.NO_ADDRESS, Cause.NO_DOMAIN, Cause.MOVED})
"""No message arrives there, whatever it says: the address is what is wrong, not the message or the moment."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """A message did not reach `recipient` (empty when the server does not say whom).

    given_up: it will not arrive any more, also when the cause is temporary · code: 5.1.1 or 550, or empty ·
    reason: the server's words · complaint: it arrived, and the recipient called it unwanted (RFC 5965) ·
    envelope_id: what we called the message when we handed it over (RFC 3461).
    """

    recipient: str
    lasting: Lasting
    given_up: bool
    code: str
    reason: str
    original_message_id: str
    complaint: bool = False
    cause: Cause = Cause.OTHER
    envelope_id: str = ""

    @property
    def hard(self) -> bool:
        """Whether no other message would arrive at this address either."""
        return self.permanent and self.cause in ADDRESS_IS_WRONG

    @property
    def permanent(self) -> bool:
        """Whether it was given up, and trying again would not help."""
        return self.given_up and self.lasting is Lasting.PERMANENT
