"""Return addresses: only we make them, each organisation its own, and nothing of them is personal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.post.verp import is_pattern, mark, mark_at, marked, message_of, return_address
from openloket.tenancy.scope import scope

PATTERNS = ["terug+*@duinstede.example", "*@terug.duinstede.example", "t-*-x@mail.a-b.example"]
ROWS = st.integers(min_value=1, max_value=2**62)
STEPS = st.integers(min_value=1, max_value=99)


@given(ROWS, STEPS, st.sampled_from(PATTERNS))
def test_what_leaves_is_found_again(row_id: int, step: int, pattern: str) -> None:
    with scope(1):
        address = return_address(row_id, step, pattern)
        found = message_of(f" {address.upper()} ", pattern)
        assert found is not None
        assert (found.row_id, found.step) == (row_id, step)
    assert len(address.rpartition("@")[0]) <= 64
    with scope(2):
        assert message_of(address, pattern) is None


@given(ROWS, st.integers(min_value=0, max_value=40), st.sampled_from("abz279-"))
def test_one_other_letter_is_no_mark_of_ours(row_id: int, place: int, letter: str) -> None:
    with scope(1):
        made = mark(row_id)
        place %= len(made)
        forged = made[:place] + letter + made[place + 1 :]
        assert forged == made or marked(forged) is None


@given(st.text(max_size=200))
def test_any_text_is_no_mark(text: str) -> None:
    with scope(1):
        assert marked(text) is None
        assert all(mark_at(text, pattern) == "" for pattern in PATTERNS)


@pytest.mark.parametrize(
    "pattern",
    ["", "terug@x.example", "*", "*@", "te rug+*@x.example", "a*b*@x.example", f"{'a' * 30}*@x.example",
     "terug+*@x", "terug+*@x.example\r\nBcc: y@z.example", "*@-.", f"*@{'a.' * 99}nl"],
)  # fmt: skip
def test_what_makes_no_address_is_no_pattern(pattern: str) -> None:
    assert not is_pattern(pattern)
    with scope(1):
        assert return_address(1, 1, pattern) == ""
