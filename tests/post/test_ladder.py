"""Every message ends: it left, it became a letter, or a person must look; in whatever order word comes in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.post.delivery import (
    End,
    Event,
    EventKind,
    Rung,
    Source,
    Standing,
    standing_of,
    step_of,
)
from openloket.post.kinds import KINDS
from openloket.post.ladder import (
    ELSEWHERE,
    FLEETING,
    MESSAGE,
    NOTICE,
    READING,
    TEXT,
    Move,
    MoveKind,
    Policy,
    Reach,
    leaves_time,
    next_step,
    policy_of,
)

K = EventKind
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIRST = "jan@oud.example"
ADDRESSES = (FIRST, "jan@nieuw.example", "jan@werk.example")
MAIL_ENDS = (K.HANDED_OVER, K.REFUSED, K.GIVEN_UP)
AFTER_MAIL = (None, K.DELIVERED, K.BOUNCED_SOFT, K.BOUNCED_HARD, K.DELAYED, K.COMPLAINED)
AFTER_LETTER = (None, K.RETURNED)
TEXT_WAYS = (
    (), (K.REFUSED,), (K.GIVEN_UP,), (K.HANDED_OVER,), (K.HANDED_OVER, K.DELIVERED),
    (K.HANDED_OVER, K.BOUNCED_SOFT), (K.HANDED_OVER, K.BOUNCED_HARD), (K.DELIVERED, K.HANDED_OVER),
    (K.HANDED_OVER, K.BOUNCED_SOFT, K.DELIVERED), (K.HANDED_OVER, K.DELIVERED, K.BOUNCED_HARD),
)  # fmt: skip
"""What may become of a text message; nothing at all, when its way is closed."""
NUMBER = "+31612345678"
OWN = (*MAIL_ENDS, K.POSTED)


def happened(kind: EventKind, step: int, at: datetime = START, address: str = FIRST) -> Event:
    source = Source.CARRIER if kind in OWN else Source.REPORT
    return Event(kind, at, source, f"{kind}:{step}", step=step, address=address)


def stands(*events: Event) -> Standing:
    return standing_of(events, "email", FIRST)


@dataclass(frozen=True)
class Walk:
    """What happened so far in a world where somebody chooses all that others do, and the clock jumps."""

    policy: Policy
    reach: Reach
    events: tuple[Event, ...] = ()
    now: datetime = START
    first: tuple[str, str] = ("email", FIRST)
    begun_at: datetime = START
    earlier: tuple[str, ...] = ()

    @property
    def texts(self) -> bool:
        return self.first[0] == "sms"

    def standing(self) -> Standing:
        return standing_of(self.events, *self.first)

    def ways(self) -> tuple[str, ...]:
        """Of all steps, also of the messages in whose place this one came."""
        return (*self.earlier, *(one.way for one in self.standing().steps))

    def instead(self, policy: Policy, way: str, address: str) -> "Walk":
        """Another message takes its place."""
        return Walk(policy, self.reach, (), self.now, (way, address), self.now, self.ways())

    def told(self, kind: EventKind | None) -> "Walk":
        later = self.now + timedelta(minutes=1)
        if kind is None:
            return replace(self, now=later)
        step = self.standing().now
        return replace(self, events=(*self.events, happened(kind, step.number, later)), now=later)

    def move(self) -> Move:
        """What the ladder does; the step failed when the last thing happened."""
        since = self.begun_at if self.texts else self.events[-1].at
        return next_step(self.policy, self.standing(), self.reach, since, self.now)

    def obeyed(self, move: Move) -> "Walk":
        step = self.standing().now
        if move.kind is MoveKind.WAIT:
            assert move.at is not None
            assert move.at > self.now, "waiting makes time pass"
            return replace(self, now=move.at)
        if move.kind is MoveKind.TIME_OUT:
            return self.told(K.TIMED_OUT)
        if move.kind is MoveKind.TEXT:
            return self.instead(TEXT, "sms", move.address)
        letter = move.kind in (MoveKind.LETTER, MoveKind.TEXT_AND_LETTER)
        if self.texts:
            assert self.now <= self.begun_at + READING, "the letter is never later than that"
            return self.instead(MESSAGE, "letter", "")
        address = "" if letter else move.address or step.address
        began = Event(
            K.OFFERED, self.now, Source.LADDER, f"step:{step.number + 1}", step=step.number + 1,
            way="letter" if letter else "email" if move.address else step.way, address=address,
            rung=Rung.LETTER if letter else Rung(move.kind.value),
        )  # fmt: skip
        return replace(self, events=(*self.events, began))


def ends(walk: Walk) -> Iterator[tuple[Walk, MoveKind]]:
    """Every way in which it can go, until nothing happens any more."""
    step = walk.standing().now
    letter = step.way == "letter"
    if walk.texts and not walk.events and walk.now == walk.begun_at:
        yield from texted(walk)
        return
    if step.end is End.WAITING and not walk.texts:
        told = (K.POSTED,) if letter else MAIL_ENDS
        for kind in told:
            after = (AFTER_LETTER if letter else AFTER_MAIL) if kind in (K.POSTED, K.HANDED_OVER) else (None,)
            for heard in after:
                yield from ends(walk.told(kind).told(heard) if heard else walk.told(kind))
        return
    move = walk.move()
    if move.kind in (MoveKind.NOTHING, MoveKind.PERSON):
        yield walk, move.kind
        return
    yield from ends(walk.obeyed(move))


def texted(walk: Walk) -> Iterator[tuple[Walk, MoveKind]]:
    """All that can become of a text message, and its reader opens the message or does not."""
    for happens in TEXT_WAYS:
        after = walk.told(None)
        for kind in happens:
            after = after.told(kind)
        yield from ends(after)
        yield from ends(after.told(K.OPENED))


POLICIES = {"message": MESSAGE, "notice": NOTICE, "fleeting": FLEETING, "elsewhere": ELSEWHERE}
TWICE = Policy(waits=(timedelta(hours=1), timedelta(hours=4)), addresses=1)


@pytest.mark.parametrize("name", [*POLICIES, "twice"])
@pytest.mark.parametrize("known", [0, 2, 3])
@pytest.mark.parametrize("paper", [True, False])
@pytest.mark.parametrize("text", ["", "waits", "beside"])
def test_whatever_happens_it_ends(name: str, known: int, paper: bool, text: str) -> None:
    policy = POLICIES.get(name, TWICE)
    reach = Reach(ADDRESSES[:known], frozenset(), paper, NUMBER if text else "", text == "waits")
    most = 1 + len(policy.waits) + policy.addresses + policy.text + policy.letter
    seen = set()
    for walk, how in ends(Walk(policy, reach)):
        stands_, step = walk.standing(), walk.standing().now
        assert len(walk.ways()) <= most
        assert len({e.identity for e in walk.events}) == len(walk.events)
        if how is MoveKind.PERSON:
            assert step.end is End.FAILED or (walk.texts and stands_.opened_at is None)
            assert step.way == "letter" or not (policy.letter and paper)
            seen.add("person")
        elif walk.texts:
            assert stands_.opened_at is not None, "nobody waits for a text message alone"
            seen.add("opened")
        else:
            assert step.end in (End.LEFT, End.DELIVERED)
            seen.add(step.way)
    texts = policy.text and (text == "waits" or (text and not paper))
    letter = {"letter"} if policy.letter and paper else set()
    assert seen == {"email", "person"} | letter | ({"opened"} if texts else set())


@pytest.mark.parametrize("name", ["message", "elsewhere", "twice"])
@pytest.mark.parametrize("known", [0, 2, 3])
@pytest.mark.parametrize("paper", [True, False])
def test_what_is_for_a_message_box_ends_too(name: str, known: int, paper: bool) -> None:
    """It stands there, and we heard so; or it went on in another way; or a person must look."""
    policy, seen = POLICIES.get(name, TWICE), set()
    reach = Reach(ADDRESSES[:known], frozenset(), paper)
    most = 1 + len(policy.waits) + policy.addresses + policy.letter
    for walk, how in ends(Walk(policy, reach, first=("box", ""))):
        step = walk.standing().now
        assert len(walk.ways()) <= most
        if how is MoveKind.PERSON:
            assert step.end is End.FAILED
            assert step.way == "letter" or not (policy.letter and paper)
            seen.add("person")
        else:
            assert step.left_at is not None
            assert step.end is End.DELIVERED or step.way != "box", "taken over is not there yet"
            seen.add(step.way)
    mail = {"email"} if known and policy.addresses else set()
    assert seen == {"box", "person"} | mail | ({"letter"} if policy.letter and paper else set())


def test_what_is_for_a_message_box_was_sent_when_it_stood_there() -> None:
    later = START + timedelta(minutes=9)
    taken, there = happened(K.HANDED_OVER, 1), happened(K.DELIVERED, 1, later)
    for known in permutations((taken, there)):
        assert standing_of(known, "box", "").now.left_at == later
    waits = standing_of([taken], "box", "")
    assert waits.now.left_at is None
    assert next_step(MESSAGE, waits, Reach(), START, START) == Move(MoveKind.WAIT, START + MESSAGE.patience)
    silent = standing_of([taken, happened(K.TIMED_OUT, 1, later)], "box", "")
    assert next_step(MESSAGE, silent, Reach(), later, later).kind is MoveKind.LETTER, (
        "it may be there already"
    )


def test_no_address_is_tried_that_does_not_work() -> None:
    reach = Reach(ADDRESSES, frozenset({FIRST, ADDRESSES[1].upper()}))
    for walk, _ in ends(Walk(MESSAGE, reach)):
        assert {step.address for step in walk.standing().steps[1:]} <= {ADDRESSES[2], ""}


def test_a_reason_that_passes_is_tried_again_there_and_a_lasting_one_elsewhere() -> None:
    left = happened(K.HANDED_OVER, 1)
    soft, hard = (stands(left, happened(kind, 1)) for kind in (K.BOUNCED_SOFT, K.BOUNCED_HARD))
    reach = Reach(ADDRESSES)
    first = next_step(MESSAGE, soft, reach, START, START)
    assert first == Move(MoveKind.WAIT, START + timedelta(hours=4))
    assert next_step(MESSAGE, soft, reach, START, START + timedelta(hours=4)).kind is MoveKind.AGAIN
    assert next_step(MESSAGE, hard, reach, START, START) == Move(MoveKind.OTHER_ADDRESS, address=ADDRESSES[1])
    assert next_step(MESSAGE, hard, Reach(), START, START).kind is MoveKind.LETTER
    assert next_step(ELSEWHERE, hard, Reach(), START, START).kind is MoveKind.PERSON


def test_a_server_may_try_for_a_while() -> None:
    trying = stands(happened(K.HANDED_OVER, 1), happened(K.DELAYED, 1))
    assert next_step(MESSAGE, trying, Reach(), START, START) == Move(MoveKind.WAIT, START + MESSAGE.patience)
    late = START + MESSAGE.patience
    assert next_step(MESSAGE, trying, Reach(), START, late).kind is MoveKind.TIME_OUT
    again = replace(happened(K.DELAYED, 1, late), identity="once more")
    longer = stands(happened(K.HANDED_OVER, 1), happened(K.DELAYED, 1), again)
    assert next_step(MESSAGE, longer, Reach(), START, late).kind is MoveKind.TIME_OUT, "from the first word"
    ours = replace(happened(K.DELAYED, 1), source=Source.CARRIER)
    assert stands(ours, happened(K.HANDED_OVER, 1)).now.still_trying_since is None, "it left after that"


def test_who_was_told_gets_nothing_more() -> None:
    told = Event(K.TOLD, START, Source.DESK, "told", step=1)
    lost = stands(happened(K.HANDED_OVER, 1), happened(K.BOUNCED_HARD, 1), told)
    assert next_step(MESSAGE, lost, Reach(ADDRESSES), START, START).kind is MoveKind.NOTHING


def test_the_worst_counts_but_a_passing_reason_yields() -> None:
    left, arrived = happened(K.HANDED_OVER, 1), happened(K.DELIVERED, 1)
    assert stands(left, arrived, happened(K.BOUNCED_HARD, 1)).now.end is End.FAILED
    assert stands(left, happened(K.BOUNCED_SOFT, 1), arrived).now.end is End.DELIVERED
    assert stands(left, happened(K.REFUSED, 1)).now.end is End.LEFT
    assert stands(happened(K.GIVEN_UP, 1)).now.soft
    assert not stands(happened(K.REFUSED, 1)).now.soft


def test_a_report_finds_its_sending() -> None:
    later = START + timedelta(hours=5)
    events = [
        happened(K.HANDED_OVER, 1),
        replace(happened(K.OFFERED, 2, later, ADDRESSES[1]), rung=Rung.OTHER_ADDRESS),
        happened(K.HANDED_OVER, 2, later),
        Event(K.OFFERED, later, Source.LADDER, "step:3", step=3, way="letter", rung=Rung.LETTER),
    ]

    def of(kind: EventKind, at: datetime, address: str = "") -> int:
        return step_of(Event(kind, at, Source.REPORT, "x", address=address), events, "email", FIRST)

    assert of(K.BOUNCED_HARD, later + timedelta(days=1)) == 2
    assert of(K.BOUNCED_HARD, START + timedelta(hours=1)) == 1
    assert of(K.BOUNCED_HARD, later + timedelta(days=1), FIRST.upper()) == 1
    assert of(K.BOUNCED_HARD, later + timedelta(days=1), "forwarded@elders.example") == 2
    assert of(K.RETURNED, later) == 3
    assert step_of(Event(K.BOUNCED_HARD, START, Source.REPORT, "x"), [], "letter", "") == 0


def text(*kinds: EventKind) -> Standing:
    return standing_of([happened(kind, 1) for kind in kinds], "sms", NUMBER)


def test_a_text_message_that_arrived_is_given_days_and_one_that_did_not_is_given_one() -> None:
    day, late = START + timedelta(days=1), START + READING

    def move(standing: Standing, now: datetime, brought: bool = False) -> Move:
        return next_step(TEXT, standing, Reach(brought=brought), START, now)

    arrived, left = text(K.HANDED_OVER, K.DELIVERED), text(K.HANDED_OVER)
    for standing in (text(), left):
        assert move(standing, START) == Move(MoveKind.WAIT, day)
        assert move(standing, day).kind is MoveKind.LETTER
    assert move(arrived, day) == Move(MoveKind.WAIT, late)
    assert move(arrived, late).kind is MoveKind.LETTER
    assert move(text(K.HANDED_OVER, K.BOUNCED_HARD), START).kind is MoveKind.LETTER
    assert move(text(K.HANDED_OVER, K.OPENED), late).kind is MoveKind.NOTHING
    assert move(arrived, late, brought=True).kind is MoveKind.NOTHING


def test_only_a_notice_becomes_a_text_message_and_only_with_time_to_wait() -> None:
    lost, reach = stands(happened(K.HANDED_OVER, 1), happened(K.BOUNCED_HARD, 1)), Reach(number=NUMBER)
    assert next_step(NOTICE, lost, reach, START, START) == Move(MoveKind.TEXT, address=NUMBER)
    hurried = replace(reach, may_wait=False)
    assert next_step(NOTICE, lost, hurried, START, START).kind is MoveKind.TEXT_AND_LETTER
    assert next_step(MESSAGE, lost, reach, START, START).kind is MoveKind.LETTER
    assert [kind for kind in KINDS if policy_of(kind).text] == ["notice"]
    assert leaves_time(None, START)
    assert leaves_time(date(2026, 3, 19), START)
    assert not leaves_time(date(2026, 3, 18), START)


def test_every_kind_has_a_policy_and_what_has_content_ends_on_paper() -> None:
    assert all(policy_of(kind).waits or policy_of(kind).reading for kind in KINDS)
    assert policy_of("besluit").letter
    assert policy_of("supplement_request").letter
    assert policy_of("something new").letter
    assert policy_of("notice").notice
    assert not policy_of("status_code").letter


moments = st.integers(0, 10).map(lambda hours: START + timedelta(hours=hours))
events_ = st.builds(
    lambda kind, step, at, n: replace(happened(kind, step, at), identity=f"{kind}:{step}:{n}"),
    st.sampled_from([kind for kind in K if kind is not K.OFFERED]),
    st.integers(1, 3),
    moments,
    st.integers(0, 2),
)


@given(st.lists(events_, max_size=10, unique_by=lambda event: event.identity), st.randoms())
def test_order_and_repetition_make_no_difference(known: list[Event], chance: object) -> None:
    shuffled = [*known, *known[:3]]
    chance.shuffle(shuffled)
    assert stands(*shuffled) == stands(*known)


def test_all_orders_of_all_small_sets_give_one_standing() -> None:
    kinds = [K.HANDED_OVER, K.DELAYED, K.BOUNCED_SOFT, K.BOUNCED_HARD, K.DELIVERED, K.REFUSED, K.OPENED]
    for chosen in product(kinds, repeat=3):
        moment = (START + timedelta(hours=n) for n in range(3))
        known = [replace(happened(kind, 1, next(moment)), identity=f"{n}") for n, kind in enumerate(chosen)]
        assert len({stands(*order) for order in permutations(known)}) == 1
