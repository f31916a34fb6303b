"""What the checker found on a page: the channels, why, and how sure it is."""

from dataclasses import dataclass
from enum import StrEnum

from openloket.monitor.scoring.channels import Channel


class State(StrEnum):
    """What kind of answer a page is; only the first can tell of channels."""

    READABLE = "leesbaar"
    GONE = "pagina niet gevonden"
    COOKIE_WALL = "eerst cookies kiezen"
    SCRIPTS_ONLY = "alleen met JavaScript te lezen"
    CLOSED = "tijdelijk buiten gebruik"
    BLOCKED = "toegang geweigerd"
    LOGIN_WALL = "eerst inloggen"
    EMPTY = "geen inhoud"
    NO_PAGE = "geen webpagina"
    UNREACHABLE = "niet te bereiken"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that tells of a channel: the rule, and the words or address that were read.

    `strength` is between 0 and 1; below 0 it speaks against the channel.
    """

    channel: Channel
    strength: float
    rule: str
    quote: str = ""

    def __str__(self) -> str:
        return f"{self.rule}: “{self.quote}”" if self.quote else self.rule


@dataclass(frozen=True, slots=True)
class Finding:
    """One channel, how sure we are that people can apply by it (0–1), and why."""

    channel: Channel
    confidence: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Follow:
    """An address one step further that tells more, and how much we want to see it."""

    address: str
    why: str
    worth: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is made of a page. `channel` is what counts; below the threshold a person decides.

    `follow`: what to visit before this is the last word; empty when everything needed was seen.
    """

    state: State
    channel: Channel
    confidence: float
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...] = ()
    follow: tuple[Follow, ...] = ()
    supplier: str = ""

    @property
    def why(self) -> str:
        """The reasons in a few lines."""
        return "; ".join(str(one) for one in self.reasons[:4])


THRESHOLD = 0.7
"""Below this a person is asked."""
