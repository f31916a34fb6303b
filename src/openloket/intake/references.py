"""References and keys: what people read aloud, and what nobody can guess."""

import hashlib
import re
import secrets

from openloket.tenancy import scope

# Without I, L, O and U: nothing to mix up when a reference is read aloud or copied by hand.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans("OIL", "011")
_CHECK = 31  # a prime below the number of letters catches every single wrong letter


def new_reference(prefix: str, year: int) -> str:
    """A reference such as DUI-2026-7F3-K9Q-XM2: random, so it tells nothing about how many there are."""
    body = "".join(secrets.choice(LETTERS) for _ in range(8))
    body += check_letter(f"{prefix}{year}{body}")
    return f"{prefix}-{year}-{body[:3]}-{body[3:6]}-{body[6:]}"


def check_letter(text: str) -> str:
    """The last letter of a reference, by which a typing mistake is noticed."""
    total = sum(place * int(letter, 36) for place, letter in enumerate(text, start=2))
    return LETTERS[total % _CHECK]


def as_written(typed: str) -> str:
    """What somebody typed, in the letters that we use: an O is a zero to us, an I and an L are a one."""
    return typed.upper().translate(_ALIKE)


def read_reference(typed: str, prefix: str) -> str | None:
    """The reference that somebody typed, with or without dashes and prefix; None when it can't be one.

    Says nothing of whether it exists: only that every letter is in it and the last one fits.
    """
    plain = re.sub(r"[\s-]", "", typed[:100]).upper().removeprefix(prefix.upper())
    found = re.fullmatch(r"(\d{4})(\w{9})", plain, re.ASCII)
    if found is None:
        return None
    year, body = found[1], as_written(found[2])
    if set(body) - set(LETTERS) or check_letter(f"{prefix}{year}{body[:8]}") != body[8]:
        return None
    return f"{prefix}-{year}-{body[:3]}-{body[3:6]}-{body[6:]}"


def new_key() -> str:
    """A key of 256 bits that opens one draft or one receipt."""
    return secrets.token_urlsafe(32)


def key_hash(key: str) -> bytes:
    """How a draft's key is kept: whoever reads the table can't open the draft (32 bytes).

    The organisation in scope is part of it: a key taken along to another organisation opens nothing there.
    """
    return hashlib.sha256(f"{scope.current()} {key}".encode()).digest()
