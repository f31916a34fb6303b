"""The ladder: what is tried after a message did not arrive, by kind of message, until a person must look."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from openloket.law.kalender import dag_in_amsterdam
from openloket.post.delivery import End, Rung, Standing, Step
from openloket.post.kinds import Role, kind_of


@dataclass(frozen=True, slots=True)
class Policy:
    """What is tried for messages of one kind, in this order: again, other addresses, a text message, a
    letter, a person.

    - `waits`: how long to wait before each sending again to the same address, after a reason that passes;
    - `addresses`: to how many other addresses of the reader it may go;
    - `text`: whether a text message may tell of it, to who gave a number for that (Awb 2:8);
    - `letter`: whether it becomes a letter by itself;
    - `patience`: how long a server further on may keep trying before that counts as failed; of a text
      message: within which time after it was written we must hear that it arrived;
    - `reading`: of a text message that arrived: within which time after it was written its reader must open
      what it tells of. None: it is no text message;
    - `notice`: it only tells that something waits (Awb 2:10): then the duty is an effort (2:11(2)).
    """

    waits: tuple[timedelta, ...] = (timedelta(hours=4),)
    addresses: int = 2
    text: bool = False
    letter: bool = True
    patience: timedelta = timedelta(hours=48)
    reading: timedelta | None = None
    notice: bool = False


MESSAGE = Policy()
"""A message with its whole content (Awb 2:11(1)): it ends on paper if nothing else works."""
NOTICE = Policy(waits=(timedelta(hours=2),), text=True, patience=timedelta(hours=24), notice=True)
"""What tells that something waits (Awb 2:10): then a text message, or a letter with the message itself."""
READING = timedelta(days=3)
"""Days and no working days: people read their telephone in a weekend, and no letter leaves in one."""
TEXT = Policy(waits=(), addresses=0, patience=timedelta(hours=24), reading=READING, notice=True)
"""A text message in the place of a notice (2:11(2)): who does not open the message gets it by letter."""
ROOM = timedelta(days=14)
"""For a letter to be printed, posted and read, and for its reader to answer."""
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
    "notice_sms": TEXT,
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
    TEXT = "text"
    """A text message tells that something waits; a letter follows if its reader does not open that."""
    TEXT_AND_LETTER = "text_and_letter"
    """Both at once: there is no time to wait for the reader, or we would not see that it was opened."""
    LETTER = "letter"
    PERSON = "person"
    """All was tried that may be tried: a person must look."""


@dataclass(frozen=True, slots=True)
class Move:
    """What must happen, when (of WAIT) and where (of OTHER_ADDRESS and the text messages)."""

    kind: MoveKind
    at: datetime | None = None
    address: str = ""


NOTHING, PERSON = Move(MoveKind.NOTHING), Move(MoveKind.PERSON)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where else the reader can be found: addresses the newest first, those that don't work, and on paper.

    `number`: by text message, on an express yes; empty for none. `may_wait`: whether there is time to see
    whether its reader opens what a text message tells of. `brought`: a letter brings that already.
    """

    addresses: Sequence[str] = ()
    suppressed: Collection[str] = ()
    paper: bool = True
    number: str = ""
    may_wait: bool = True
    brought: bool = False


def leaves_time(answer_by: date | None, now: datetime) -> bool:
    """Whether somebody who opens nothing after a text message still gets a letter with time to answer."""
    return answer_by is None or dag_in_amsterdam(now + READING + ROOM) <= answer_by


def next_step(policy: Policy, standing: Standing, reach: Reach, since: datetime, now: datetime) -> Move:
    """What must happen now. `since`: when it was noted that the newest step failed, or when a text message
    was written.

    Every step that this asks for uses up something of which there is a fixed number, so it ends: with
    what left or arrived, with a letter, or with a person.
    """
    step = standing.now
    if standing.told_at is not None:
        return NOTHING
    if policy.reading is not None:
        return _until_opened(policy, standing, reach, since, now)
    if step.end in (End.WAITING, End.DELIVERED):
        return NOTHING
    if step.end is End.LEFT:
        return _patient(policy, step, now)
    if step.way == "letter":
        return PERSON
    used = [one.rung for one in standing.steps]
    times = used.count(Rung.AGAIN)
    if step.soft and times < len(policy.waits) and step.address not in reach.suppressed:
        at = since + policy.waits[times]
        return Move(MoveKind.WAIT, at) if now < at else Move(MoveKind.AGAIN)
    if used.count(Rung.OTHER_ADDRESS) < policy.addresses and (other := _other(standing, reach)):
        return Move(MoveKind.OTHER_ADDRESS, address=other)
    return _last_rungs(policy, reach)


def _last_rungs(policy: Policy, reach: Reach) -> Move:
    """A text message where that may be; else, or beside it, a letter; else a person."""
    paper = policy.letter and reach.paper
    if policy.text and reach.number:
        waits = reach.may_wait or not paper
        return Move(MoveKind.TEXT if waits else MoveKind.TEXT_AND_LETTER, address=reach.number)
    return Move(MoveKind.LETTER) if paper else PERSON


def _until_opened(policy: Policy, standing: Standing, reach: Reach, since: datetime, now: datetime) -> Move:
    """A text message is only worth something if its reader then opens the message: else a letter brings it.

    One clock, from when it was written, whatever came in between: the letter is never later than that.
    """
    if reach.brought or standing.opened_at is not None:
        return NOTHING
    step, arrived = standing.now, standing.now.end is End.DELIVERED
    until = since + (policy.reading if arrived and policy.reading else policy.patience)
    if step.end is not End.FAILED and now < until:
        return Move(MoveKind.WAIT, until)
    return _last_rungs(policy, reach)


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
