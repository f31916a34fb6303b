"""The ladder: what is tried after a message did not arrive, by kind of message, until a person must look."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from openloket.post.delivery import End, Rung, Standing, Step
from openloket.post.kinds import Role, kind_of


@dataclass(frozen=True, slots=True)
class Policy:
    """What is tried for messages of one kind, in this order: again, other addresses, a letter, a person.

    - `waits`: how long to wait before each sending again to the same address, after a reason that passes;
    - `addresses`: to how many other addresses of the reader it may go;
    - `letter`: whether it becomes a letter by itself;
    - `patience`: how long a server further on may keep trying before that counts as failed;
    - `notice`: it only tells that something waits (Awb 2:10): then the duty is an effort (2:11(2)).
    """

    waits: tuple[timedelta, ...] = (timedelta(hours=4),)
    addresses: int = 2
    letter: bool = True
    patience: timedelta = timedelta(hours=48)
    notice: bool = False


MESSAGE = Policy()
"""A message with its whole content (Awb 2:11(1)): it ends on paper if nothing else works."""
NOTICE = Policy(waits=(timedelta(hours=2),), patience=timedelta(hours=24), notice=True)
"""What tells that something waits (Awb 2:10): then a letter brings the message itself (2:11(2))."""
FLEETING = Policy(waits=(timedelta(minutes=30),), addresses=0, letter=False, patience=timedelta(hours=4))
"""What is soon worth nothing, or must go to this very address: a code, a link to confirm an address."""
ELSEWHERE = Policy(addresses=0, letter=False)
"""What needs no paper, or whose reader has one address that we know: then a person must look."""

BY_ROLE = {
    Role.RECEIPT: MESSAGE,
    Role.DECISION: MESSAGE,
    Role.ASKS: MESSAGE,
    Role.TELLS: MESSAGE,
    Role.NOTICE: NOTICE,
    Role.NEWS: ELSEWHERE,
    Role.CODE: FLEETING,
    Role.INTERNAL: ELSEWHERE,
}
BY_KIND = {
    "bundle": ELSEWHERE,
    "notice_sms": FLEETING,
    "referral_carried": ELSEWHERE,
    "mail_refused": ELSEWHERE,
}
"""Kinds that differ from others with their role."""


def policy_of(kind: str) -> Policy:
    """The policy for messages of a kind."""
    return BY_KIND.get(kind) or BY_ROLE[kind_of(kind).role]


class MoveKind(StrEnum):
    """What must happen now."""

    NOTHING = "nothing"
    """It left or arrived, or somebody told it; or our own attempts are still going on."""
    WAIT = "wait"
    """Look again at `at`: a server further on keeps trying, or it is too early to send again."""
    TIME_OUT = "time_out"
    """A server further on tried too long: that counts as failed."""
    AGAIN = "again"
    OTHER_ADDRESS = "other_address"
    LETTER = "letter"
    PERSON = "person"
    """All was tried that may be tried: a person must look."""


@dataclass(frozen=True, slots=True)
class Move:
    """What must happen, when (of WAIT) and where (of OTHER_ADDRESS)."""

    kind: MoveKind
    at: datetime | None = None
    address: str = ""


NOTHING, PERSON = Move(MoveKind.NOTHING), Move(MoveKind.PERSON)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where else the reader can be found: addresses the newest first, those that don't work, and on paper."""

    addresses: Sequence[str] = ()
    suppressed: Collection[str] = ()
    paper: bool = True


def next_step(policy: Policy, standing: Standing, reach: Reach, failed_at: datetime, now: datetime) -> Move:
    """What must happen now. `failed_at` is when it was noted that the newest step failed.

    Every step that this asks for uses up something of which there is a fixed number, so it ends: with
    what left or arrived, with a letter, or with a person.
    """
    step = standing.now
    if standing.told_at is not None or step.end in (End.WAITING, End.DELIVERED):
        return NOTHING
    if step.end is End.LEFT:
        return _patient(policy, step, now)
    if step.way == "letter":
        return PERSON
    used = [one.rung for one in standing.steps]
    times = used.count(Rung.AGAIN)
    if step.soft and times < len(policy.waits) and step.address not in reach.suppressed:
        at = failed_at + policy.waits[times]
        return Move(MoveKind.WAIT, at) if now < at else Move(MoveKind.AGAIN)
    if used.count(Rung.OTHER_ADDRESS) < policy.addresses and (other := _other(standing, reach)):
        return Move(MoveKind.OTHER_ADDRESS, address=other)
    return Move(MoveKind.LETTER) if policy.letter and reach.paper else PERSON


def _patient(policy: Policy, step: Step, now: datetime) -> Move:
    """A server further on may try for a while; a letter, and what nobody reported, is left in peace."""
    if step.still_trying_since is None:
        return NOTHING
    until = step.still_trying_since + policy.patience
    return Move(MoveKind.WAIT, until) if now < until else Move(MoveKind.TIME_OUT)


def _other(standing: Standing, reach: Reach) -> str:
    """The first address that was not tried yet and works as far as we know; empty when there is none."""
    tried = {step.address.casefold() for step in standing.steps}
    suppressed = {address.casefold() for address in reach.suppressed}
    return next((one for one in reach.addresses if one.casefold() not in tried | suppressed), "")
