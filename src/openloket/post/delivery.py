"""What happened to a message on its way, a set of events, and how it stands: the same in whatever order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What can happen to a message on one step of its way."""

    OFFERED = "offered"
    """A next step began: the message goes out once more, there or elsewhere (`rung` says how)."""
    HANDED_OVER = "handed_over"
    """A mail server took it over; nobody heard yet that it went wrong."""
    DELAYED = "delayed"
    """Not now: our own attempt will be repeated, or (source REPORT) a server further on keeps trying."""
    REFUSED = "refused"
    """Our own attempt was refused for good."""
    GIVEN_UP = "given_up"
    """Our own attempts were refused for now, too often."""
    TIMED_OUT = "timed_out"
    """A server further on was still trying, and nothing more was heard for too long."""
    BOUNCED_SOFT = "bounced_soft"
    """It came back for a reason that passes, such as a full mailbox."""
    BOUNCED_HARD = "bounced_hard"
    """It came back for good: the address does not work."""
    DELIVERED = "delivered"
    """The last server says that it is in the mailbox, or a carrier says that it arrived."""
    COMPLAINED = "complained"
    """It arrived, and the reader called it unwanted."""
    POSTED = "posted"
    """The letter was handed to the post."""
    RETURNED = "returned"
    """The letter came back."""
    TOLD = "told"
    """An employee reached the reader in another way, and said how."""
    OPENED = "opened"
    """Its reader opened the message of which this tells."""


class Source(StrEnum):
    """Who says so."""

    CARRIER = "carrier"
    """Our own attempt, or a carrier that tells us how it went."""
    REPORT = "report"
    """A report by e-mail: a bounce, a notice of delay or delivery, a complaint."""
    DESK = "desk"
    """An employee."""
    LADDER = "ladder"
    """The platform itself."""


class Rung(StrEnum):
    """How a next step goes."""

    AGAIN = "again"
    OTHER_ADDRESS = "other_address"
    LETTER = "letter"
    BY_HAND = "by_hand"
    """An employee chose it; it may be anything."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; two with the same `identity` are the same thing, told twice.

    `at` is when it happened, as far as the source knows. `step` 0: the source does not know to which sending
    it belongs; then it is found by `address` (the recipient, if known) and by `at`. `code` is a code of a
    mail server (`550`, `5.1.1`) or carrier, `answer` its words without addresses. `rung`: of OFFERED only.
    """

    kind: EventKind
    at: datetime
    source: Source
    identity: str
    code: str = ""
    answer: str = ""
    step: int = 0
    address: str = ""
    way: str = "email"
    carrier: str = ""
    rung: Rung | None = None


class End(StrEnum):
    """How one step stands."""

    WAITING = "waiting"
    LEFT = "left"
    DELIVERED = "delivered"
    FAILED = "failed"


BOX = "box"
"""The way of a message box: what is brought there was sent once it stands there (Awb 2:19 onder c)."""

UNCERTAIN = "uncertain"
"""The code of an attempt of which nobody knows how it ended: the reader may have it already."""
SUPPRESSED, TAKEN_BACK, UNMAKEABLE, BROKE_OFF = "suppressed", "taken_back", "unmakeable", "broke_off"
"""The codes of attempts at which nothing was offered: kept here by ourselves, and refused by no server."""

HARD = frozenset({EventKind.BOUNCED_HARD, EventKind.RETURNED})
ARRIVED = frozenset({EventKind.DELIVERED, EventKind.COMPLAINED})
SOFT = frozenset({EventKind.BOUNCED_SOFT, EventKind.TIMED_OUT})
GONE = frozenset({EventKind.HANDED_OVER, EventKind.POSTED})
REFUSALS = frozenset({EventKind.REFUSED, EventKind.GIVEN_UP})
REPORTED = HARD | ARRIVED | SOFT
"""What is only heard after the message left."""


@dataclass(frozen=True, slots=True)
class Step:
    """One sending: where it went, when it left, how it ended; `soft`: it failed for a reason that passes.

    `left_at` is the moment that counts: for a message box when it stood there, of which word must come.
    """

    number: int
    way: str
    address: str
    rung: Rung | None
    end: End
    soft: bool = False
    left_at: datetime | None = None
    still_trying_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a message stands: its steps, the newest last.

    `told_at`: an employee reached the reader. `opened_at`: the reader opened the message of which it tells.
    """

    steps: tuple[Step, ...]
    told_at: datetime | None = None
    opened_at: datetime | None = None

    @property
    def now(self) -> Step:
        """The step that counts now."""
        return self.steps[-1]

    @property
    def done(self) -> bool:
        """Whether nothing needs to happen any more, as far as anybody knows."""
        known = self.told_at is not None or self.opened_at is not None
        return known or self.now.end in (End.LEFT, End.DELIVERED)


def standing_of(events: Iterable[Event], way: str, address: str) -> Standing:
    """Fold the events, in whatever order and however often told, into how the message stands.

    `way` and `address` are where the first step went. Of what contradicts, the worst for us counts: what came
    back for good did not arrive, whoever says that it did. That sends a message once too often, and no
    message is lost. A reason that passes yields to word that it arrived.
    """
    known = {event.identity: event for event in events}.values()
    numbers = range(1, max((event.step for event in known), default=1) + 1)
    steps = tuple(_step(number, [e for e in known if e.step == number], way, address) for number in numbers)
    return Standing(steps, _first(known, EventKind.TOLD), _first(known, EventKind.OPENED))


def step_of(event: Event, events: Iterable[Event], way: str, address: str) -> int:
    """To which step an event belongs: the newest that left before it, there if it says where; 0 for none.

    A report never belongs to a letter, and what came back in an envelope always.
    """
    if event.step:
        return event.step
    letter = event.kind in (EventKind.RETURNED, EventKind.POSTED)
    steps = [one for one in standing_of(events, way, address).steps if (one.way == "letter") == letter]
    there = [one for one in steps if _same(one.address, event.address)] or steps
    before = [one for one in there if one.left_at is not None and one.left_at <= event.at] or there
    return before[-1].number if before else 0


def _first(events: Iterable[Event], kind: EventKind) -> datetime | None:
    return min((event.at for event in events if event.kind is kind), default=None)


def _same(mine: str, told: str) -> bool:
    return not told or mine.casefold() == told.casefold()


def _step(number: int, events: list[Event], way: str, address: str) -> Step:
    kinds = {event.kind for event in events}
    offered = next((event for event in events if event.kind is EventKind.OFFERED), None)
    if offered is not None:
        way, address = offered.way, offered.address
    end, soft = _end(kinds)
    taken = min((event.at for event in events if event.kind in GONE), default=None)
    trying = [e.at for e in events if e.kind is EventKind.DELAYED and e.source is Source.REPORT]
    if way == BOX and taken is not None:
        trying.append(taken)
    return Step(
        number=number,
        way=way,
        address=address,
        rung=offered.rung if offered else None,
        end=end,
        soft=soft and not (way == BOX and EventKind.TIMED_OUT in kinds),
        left_at=min((e.at for e in events if e.kind in ARRIVED), default=None) if way == BOX else taken,
        still_trying_since=min(trying) if trying and end is End.LEFT else None,
    )


def _end(kinds: set[EventKind]) -> tuple[End, bool]:
    """The end of a step, and whether it failed for a reason that passes; the first line that fits counts."""
    if kinds & HARD:
        return End.FAILED, False
    if kinds & ARRIVED:
        return End.DELIVERED, False
    if kinds & SOFT:
        return End.FAILED, True
    if kinds & GONE:
        return End.LEFT, False
    if kinds & REFUSALS:
        return End.FAILED, EventKind.REFUSED not in kinds
    return End.WAITING, False
