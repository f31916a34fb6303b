"""One value, one spelling: canonical JSON and moments."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.evidence.canonical import (
    BIGGEST_INTEGER,
    NotCanonicalError,
    canonical,
    canonical_sha256,
    read_canonical,
    read_moment,
    sha256_hex,
    write_moment,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEYS = st.text(st.characters(max_codepoint=127), max_size=8)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-BIGGEST_INTEGER, BIGGEST_INTEGER) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [True, False, None]}, b'{"a":[true,false,null],"b":1}'),
        # The string of the example in RFC 8785, section 3.2.2.2.
        ('\u20ac$\u000f\u000aA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()),
        ("\u2028\x7f é", '"\u2028\x7f é"'.encode()),
        (("a", ()), b'["a",[]]'),
        (-0, b"0"),
        ({}, b"{}"),
    ],
)
def test_the_bytes_are_those_of_rfc_8785(value: Any, written: bytes) -> None:
    assert canonical(value) == written


@given(VALUES)
def test_what_is_written_is_read_back_and_written_the_same(value: Any) -> None:
    data = canonical(value)
    assert json.loads(data) == value
    assert canonical(read_canonical(data)) == data
    assert canonical_sha256(value) == sha256_hex(data)


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        Decimal(1),
        b"bytes",
        {1: 2},
        {"é": 1},
        {"a": {1, 2}},
        2**53,
        -(2**53),
        "\ud800",
        object(),
    ],
)
def test_values_without_one_spelling_are_refused(value: Any) -> None:
    with pytest.raises(NotCanonicalError):
        canonical(value)


def test_nesting_has_a_bottom() -> None:
    value: Any = 1
    for _ in range(100):
        value = [value]
    with pytest.raises(NotCanonicalError, match="deeper"):
        canonical(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" {}",
        b"{}\n",
        b'{"a": 1}',
        b'{"b":1,"a":1}',
        b'{"a":1,"a":1}',
        b'"\\u0041"',
        b'"\\/"',
        b"1.0",
        b"1e3",
        b"-0",
        b"NaN",
        b"Infinity",
        b"9007199254740992",
        b"9" * 5000,
        b'"\xff"',
        b'"\\ud800"',
        b"\xef\xbb\xbf{}",
        b"[" * 100_000,
    ],
)
def test_any_other_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        read_canonical(data)


@given(st.binary(max_size=40))
def test_reading_never_fails_in_another_way(data: bytes) -> None:
    try:
        value = read_canonical(data)
    except NotCanonicalError:
        return
    assert canonical(value) == data


@given(st.integers(-30_000_000_000, 200_000_000_000_000_000).map(lambda n: EPOCH + timedelta(microseconds=n)))
def test_moments_come_back(moment: datetime) -> None:
    assert read_moment(write_moment(moment)) == moment
    assert len(write_moment(moment)) == 27


def test_a_moment_is_written_in_utc() -> None:
    summer = timezone(timedelta(hours=2))
    assert write_moment(datetime(2026, 7, 1, 1, 0, 0, 5, summer)) == "2026-06-30T23:00:00.000005Z"


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        write_moment(EPOCH.replace(tzinfo=None))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-07-01",
        "2026-07-01T00:00:00Z",
        "2026-07-01T00:00:00.5Z",
        "2026-7-01T00:00:00.000000Z",
        "x" * 27,
    ],
)
def test_a_moment_has_one_spelling(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read_moment(text)
