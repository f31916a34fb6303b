"""When a page seems to offer less than before: that counts only after a second visit on another day."""

from dataclasses import dataclass
from datetime import date

from openloket.monitor.scoring.channels import FORMS, Channel

_HEIGHT = {
    **dict.fromkeys(FORMS | {Channel.PORTAL}, 3),
    Channel.EMAIL: 2,
    Channel.PRINT: 1,
}
"""How far one gets; forms with and without a login and a portal are as far, and all else is lowest."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts for a page, and the lower channel that was seen on a day and waits to be confirmed."""

    counts: Channel | None = None
    lower: Channel | None = None
    lower_on: date | None = None

    @property
    def waits(self) -> bool:
        """Whether a second visit is needed before anything changes."""
        return self.lower is not None


def after(standing: Standing, seen: Channel, day: date) -> Standing:
    """The standing after a visit on `day` (in Amsterdam) that saw a channel.

    The first visit counts at once, and so does what is as far or further. What is lower counts when another,
    later day shows the same; a page that is out of order for a day costs a municipality nothing.
    """
    if standing.counts is None or height(seen) >= height(standing.counts):
        return Standing(seen)
    if standing.lower is seen and standing.lower_on is not None and standing.lower_on < day:
        return Standing(seen)
    if standing.lower is seen:
        return standing
    return Standing(standing.counts, seen, day)


def height(channel: Channel) -> int:
    """How far one gets by a channel: 3 is all the way online, 0 is not at all."""
    return _HEIGHT.get(channel, 0)
