"""Text messages: only to mobile numbers, always in one segment, never with more than a kind."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.post.kinds import KINDS
from openloket.post.text_messages import (
    LONGEST,
    NoMobile,
    length_of,
    mobile_number,
    notice_text,
    shown_number,
)


@pytest.mark.parametrize(
    ("typed", "number", "shown"),
    [
        ("06 12345678", "+31612345678", "06 12345678"),
        ("06-12 34 56 78", "+31612345678", "06 12345678"),
        ("0031612345678", "+31612345678", "06 12345678"),
        ("+32 470 12 34 56", "+32470123456", "+32 470 12 34 56"),
    ],
)
def test_mobile_numbers(typed: str, number: str, shown: str) -> None:
    assert mobile_number(typed) == number
    assert shown_number(number) == shown
    assert mobile_number(shown) == number


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "klopt niet"), ("nee", "klopt niet"), ("06 1234567", "klopt niet"), ("070 1234567", "mobiel"),
        ("0800 1234", "mobiel"), ("14 070", "mobiel"), ("+31 6", "klopt niet"),
    ],
)  # fmt: skip
def test_numbers_that_get_no_text_message(typed: str, told: str) -> None:
    with pytest.raises(NoMobile, match=told):
        mobile_number(typed)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@pytest.mark.parametrize("answer_by", [None, date(2027, 12, 31)])
def test_each_kind_fits_in_one_segment(kind: object, answer_by: date | None) -> None:
    text = notice_text("Gemeente 's-Hertogenbosch", kind.nature, answer_by)
    length = length_of(text)
    assert length is not None
    assert length <= LONGEST
    assert "http" not in text
    assert ("31-12-2027" in text) is (answer_by is not None)


@given(
    st.text(max_size=200), st.sampled_from(["een besluit", "een bericht — met een streepje"]), st.booleans()
)
def test_any_sender_fits_in_one_segment(sender: str, nature: str, answer: bool) -> None:
    text = notice_text(sender, nature, date(2027, 1, 1) if answer else None)
    length = length_of(text)
    assert length is not None
    assert length <= LONGEST


def test_plain_letters_of_other_alphabets() -> None:
    assert notice_text("Gemeente Súdwest-Fryslân", "een besluit", None).startswith(
        "Gemeente Sudwest-Fryslan: er"
    )
    assert length_of("[€]") == 6
    assert length_of("ß–") is None
