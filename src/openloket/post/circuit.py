"""When nothing is offered to a carrier any more, when one message tries again, and how fast all may leave."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_FAILURES = 3
"""After so many different messages in a row the way itself is at fault, and the others are spared."""

MOST_PUT_OFF = 10
"""So many different messages in a row that are each refused for now: nobody takes anything over."""

_WAITS = (30, 60, 120, 300, 900)  # seconds; then a quarter of an hour each time
PROBE_SECONDS = 180
"""So long one message has to try whether it goes again; longer than a carrier may take."""

_BURST = timedelta(seconds=10)
_BURST_OF_THE_REST = timedelta(seconds=5)
_WAITED_FOR = 30
"""Of kinds with this priority or more somebody waits for the message (post.kinds.PRIORITIES)."""

_ASKS_AGAIN = timedelta(seconds=20)
_SOON, _LATER = 10.0, 300.0  # seconds over which what is held comes back
LONGEST_HOLD = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Circuit:
    """How the way does: failures of different messages in a row, and until when nothing is offered."""

    failures: int = 0
    open_until: datetime | None = None
    opened: int = 0

    @property
    def disturbed(self) -> bool:
        """Whether the next success is news."""
        return bool(self.failures or self.opened)

    def closed_for(self, now: datetime) -> timedelta:
        """How long nothing may be offered yet; nothing at all when one may try, or all goes well."""
        return max(self.open_until - now, timedelta()) if self.open_until else timedelta()


def opens(circuit: Circuit, probe: bool, whole: bool) -> bool:
    """Whether a failure closes the way (again): the message that tried failed, or too many did.

    `whole`: nothing could leave; else only this message was put off, as greylisting does.
    """
    most = MOST_FAILURES if whole else MOST_PUT_OFF
    return probe or (not circuit.opened and circuit.failures >= most)


def pause(opened: int) -> timedelta:
    """How long the way stays closed for the `opened`th time in a row (from 1)."""
    return timedelta(seconds=_WAITS[min(opened, len(_WAITS)) - 1])


def interval(per_minute: int) -> timedelta:
    """The time between two messages at this rate."""
    return timedelta(minutes=1) / per_minute


def burst(priority: int) -> timedelta:
    """By how much a message may run ahead of the rate; the last part is kept for what is waited for."""
    return _BURST if priority >= _WAITED_FOR else _BURST_OF_THE_REST


def comes_back(wait: timedelta, message_id: int, priority: int) -> timedelta:
    """When a message that is held is looked at again: not all at once, and first what is waited for."""
    span = _SOON if priority >= _WAITED_FOR else _LATER
    share = (message_id * 0x9E3779B1 % 2**32) / 2**32  # of numbers in a row, spread evenly
    return min(wait, LONGEST_HOLD) + timedelta(seconds=1 + span * share)


def waits_its_turn(until_turn: timedelta, message_id: int, priority: int) -> timedelta:
    """When one that may not leave yet is looked at again: at its place in line, so that no room stays unused.

    What is waited for asks again soon, and passes the others.
    """
    if priority >= _WAITED_FOR:
        return comes_back(min(until_turn, _ASKS_AGAIN), message_id, priority)
    if until_turn >= LONGEST_HOLD:
        return comes_back(until_turn, message_id, priority)
    return until_turn + timedelta(seconds=1)
