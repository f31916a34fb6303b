"""Codes of an app: the test vectors of RFC 6238, and what people type."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from openloket.tenancy import totp

SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_vectors_of_rfc_6238(seconds: int, code: str) -> None:
    assert totp.code_at(SECRET, seconds // totp.STEP_SECONDS, digits=8) == code


@pytest.mark.parametrize(("late", "taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_one_step_off(late: int, taken: bool) -> None:
    now = datetime(2026, 3, 2, 9, 15, 10, tzinfo=UTC)
    code = totp.code_at(SECRET, totp.step_at(now + timedelta(seconds=late)))
    assert (totp.matching_step(SECRET, code, now) is not None) == taken


def test_spaces_are_no_mistake() -> None:
    now = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    code = totp.code_at(SECRET, totp.step_at(now))
    assert totp.matching_step(SECRET, f" {code[:3]} {code[3:]} ", now) == totp.step_at(now)


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "-12345", "１２３４５６", "12345\0", "None"]
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert totp.matching_step(SECRET, typed, datetime(2026, 3, 2, tzinfo=UTC)) is None


def test_what_an_app_reads() -> None:
    address = totp.app_address(SECRET, "Gemeente: Ons Dorp", "anja@duinstede.example")
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert parts.path == "/Gemeente%20%20Ons%20Dorp:anja%40duinstede.example"
    secret = totp.in_letters(SECRET).replace(" ", "")
    assert parse_qs(parts.query) == {"secret": [secret], "issuer": ["Gemeente  Ons Dorp"]}
    assert secret == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def test_secrets_are_long_and_never_the_same() -> None:
    found = {totp.new_secret() for _ in range(100)}
    assert len(found) == 100
    assert {len(one) for one in found} == {20}
