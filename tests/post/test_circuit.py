"""When a way closes, for how long, and how what is held comes back: without a database."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from openloket.post.circuit import (
    LONGEST_HOLD,
    MOST_FAILURES,
    MOST_PUT_OFF,
    Circuit,
    burst,
    comes_back,
    opens,
    pause,
    waits_its_turn,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_one_failing_message_does_not_close_the_way_and_several_do() -> None:
    assert not opens(Circuit(failures=1), probe=False, whole=True)
    assert opens(Circuit(failures=MOST_FAILURES), probe=False, whole=True)


def test_messages_that_are_put_off_close_the_way_only_when_they_are_many() -> None:
    assert not opens(Circuit(failures=MOST_PUT_OFF - 1), probe=False, whole=False)
    assert opens(Circuit(failures=MOST_PUT_OFF), probe=False, whole=False)


def test_what_was_under_way_when_it_closed_does_not_close_it_longer() -> None:
    closed = Circuit(failures=9, open_until=NOW, opened=1)
    assert not opens(closed, probe=False, whole=True)
    assert opens(closed, probe=True, whole=True)


def test_the_pauses_grow_to_a_quarter_of_an_hour() -> None:
    pauses = [pause(times) for times in range(1, 20)]
    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(seconds=30)
    assert pauses[-1] == timedelta(minutes=15)


@given(
    st.integers(1, 10**12), st.timedeltas(timedelta(), timedelta(days=3)), st.sampled_from([0, 20, 30, 50])
)
def test_what_is_held_comes_back_after_the_wait_and_within_bounds(
    message_id: int, wait: timedelta, priority: int
) -> None:
    again = comes_back(wait, message_id, priority)
    assert min(wait, LONGEST_HOLD) < again <= LONGEST_HOLD + timedelta(minutes=6)


def test_a_thousand_that_are_held_do_not_come_back_at_once() -> None:
    per_second: dict[int, int] = {}
    for number in range(5000, 6000):
        second = int(comes_back(timedelta(), number, 0).total_seconds())
        per_second[second] = per_second.get(second, 0) + 1
    assert max(per_second.values()) < 10


def test_what_is_waited_for_comes_back_sooner_and_has_room_kept_for_it() -> None:
    assert max(comes_back(timedelta(), number, 40) for number in range(100)) <= timedelta(seconds=11)
    assert burst(40) > burst(10)


def test_what_stands_in_line_comes_at_its_turn_and_what_is_waited_for_asks_sooner() -> None:
    turn = timedelta(minutes=20)
    assert waits_its_turn(turn, 5000, 10) == turn + timedelta(seconds=1), "later would leave room unused"
    assert waits_its_turn(turn, 5000, 40) <= timedelta(seconds=31)
    far = [waits_its_turn(timedelta(hours=9), number, 10) for number in range(5000, 5100)]
    assert len(set(far)) == 100, "those beyond an hour do not come back at once"
