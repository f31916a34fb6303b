"""Counting observations: what a part of the country offers, how sure that is, and how old."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from openloket.monitor.scoring.channels import DIGITAL, FORMS, NEUTRAL, UNSETTLED, Channel
from openloket.monitor.scoring.margins import Bounds, Interval, bounds, interval


@dataclass(frozen=True, slots=True)
class Seen:
    """What counts of one observation: where, of what, which way, which step, and on which day it was so."""

    municipality: str
    product: int
    audience: str
    channel: Channel
    step: int | None
    day: date
    supplier: str = ""


@dataclass(slots=True)
class Count:
    """What was counted. `expected` is how many there would be if everything was looked at."""

    expected: int = 0
    municipalities: int = 0
    complete: int = 0
    channels: Counter[Channel] = field(default_factory=Counter)
    steps: int = 0
    stepped: int = 0
    oldest: date | None = None
    newest: date | None = None

    def add(self, seen: Seen) -> None:
        """Count one observation."""
        self.channels[seen.channel] += 1
        if seen.step is not None:
            self.steps += seen.step
            self.stepped += 1
        self.oldest = min(self.oldest or seen.day, seen.day)
        self.newest = max(self.newest or seen.day, seen.day)

    def join(self, other: "Count") -> "Count":
        """Two parts of the country as one: numbers are added, days go to the outside."""
        days = [day for one in (self, other) for day in (one.oldest, one.newest) if day]
        return Count(
            self.expected + other.expected,
            self.municipalities + other.municipalities,
            self.complete + other.complete,
            self.channels + other.channels,
            self.steps + other.steps,
            self.stepped + other.stepped,
            min(days, default=None),
            max(days, default=None),
        )

    @property
    def digital(self) -> int:
        """With a digital way."""
        return sum(self.channels[one] for one in DIGITAL)

    @property
    def forms(self) -> int:
        """With an online form, with or without login: the ‘e-formulier’ of earlier studies."""
        return sum(self.channels[one] for one in FORMS)

    @property
    def neutral(self) -> int:
        """Not offered at all; out of every denominator."""
        return sum(self.channels[one] for one in NEUTRAL)

    @property
    def settled(self) -> int:
        """Looked at and found out, and offered: the denominator of shares."""
        return sum(self.channels.values()) - self.neutral - sum(self.channels[one] for one in UNSETTLED)

    @property
    def askable(self) -> int:
        """Would count if all was known: expected, less what is known not to be offered."""
        return max(self.expected - self.neutral, self.settled)

    @property
    def coverage(self) -> float | None:
        """Which part of what would count is known (0 to 1)."""
        return self.settled / self.askable if self.askable else None

    def share(self, count: int) -> float | None:
        """A count as part of what is settled (0 to 1); None when nothing is."""
        return count / self.settled if self.settled else None

    def part_of_digital(self, count: int) -> float | None:
        """A count as part of what is digital (0 to 1)."""
        return count / self.digital if self.digital else None

    def margin(self, count: int) -> Interval | None:
        """Where the share lies if what is not known was left out by chance (95 %)."""
        return interval(count, self.settled, self.askable)

    def range(self, count: int) -> Bounds | None:
        """Where the share lies whatever the unknown turns out to be."""
        return bounds(count, self.settled, self.askable)

    @property
    def maturity(self) -> float | None:
        """The mean step of the ladder (1 to 7)."""
        return self.steps / self.stepped if self.stepped else None


def complete(count: Count) -> bool:
    """Whether a municipality has a digital way for all that it offers, with nothing left unknown."""
    return count.askable > 0 and count.digital == count.askable


def counted(seen: Iterable[Seen], expected: int) -> Count:
    """The count of one municipality, product or supplier."""
    count = Count(expected=expected)
    for one in seen:
        count.add(one)
    return count
