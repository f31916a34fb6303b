"""Return addresses: each message has its own, so that what comes back finds its message (VERP)."""

import re
from base64 import b32encode
from dataclasses import dataclass
from hmac import compare_digest

from openloket.tenancy.sealing import keyed_hash, keyed_hashes

SIGN = "*"
_PURPOSE = "post: return address"
_PROOF_BYTES = 10  # 80 bits: nobody guesses a mark of a message that he did not see
_MARK = re.compile(r"([0-9a-z]{1,13})-([a-z2-7]{16})(?:-(\d{1,2}))?", re.ASCII)
_LONGEST = 200  # as the column of the organisation
_MOST = 2**63
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PATTERN = re.compile(
    r"[A-Za-z0-9._+=-]{0,20}\*[A-Za-z0-9._+=-]{0,10}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z0-9-]{1,63}"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """Which message, and which of its sendings; 0 where the mark does not say that."""

    row_id: int
    step: int


def mark(row_id: int, step: int = 0) -> str:
    """What stands for a message of the organisation in scope: its number and a proof that we wrote it.

    Small letters and digits only, as servers change capitals; no personal data.
    """
    which = f"-{step}" if 0 < step < 100 else ""
    return f"{_written(row_id)}-{_proof(keyed_hash(_PURPOSE, str(row_id))[0])}{which}"


def marked(found: str) -> Marked | None:
    """The message that a mark stands for; None for one that we did not make in this organisation."""
    match = _MARK.fullmatch(found.strip().lower())
    if match is None:
        return None
    row_id = int(match[1], 36)
    made = (_proof(one) for one in keyed_hashes(_PURPOSE, str(row_id)))
    fits = any(compare_digest(one, match[2]) for one in made)
    return Marked(row_id, int(match[3] or 0)) if fits and row_id < _MOST else None


def return_address(row_id: int, step: int, pattern: str) -> str:
    """The sender on the envelope of a sending; empty where the organisation chose no pattern."""
    return pattern.replace(SIGN, mark(row_id, step), 1) if is_pattern(pattern) else ""


def mark_at(address: str, pattern: str) -> str:
    """What stands in an address in the place of the mark; empty for an address of another shape."""
    before, sign, after = pattern.lower().partition(SIGN)
    given = address.strip().lower()
    fits = sign and len(given) > len(before) + len(after)
    if not fits or not given.startswith(before) or not given.endswith(after):
        return ""
    found = given[len(before) : len(given) - len(after)]
    return found if _MARK.fullmatch(found) else ""


def message_of(address: str, pattern: str) -> Marked | None:
    """The sending that has this return address; None for a forged one, which changes nothing."""
    found = mark_at(address, pattern)
    return marked(found) if found else None


def is_pattern(pattern: str) -> bool:
    """Whether this makes return addresses that mail servers take: one * before the @, and not too long."""
    return len(pattern) <= _LONGEST and bool(_PATTERN.fullmatch(pattern))


def _proof(made: bytes) -> str:
    return b32encode(made[:_PROOF_BYTES]).decode().lower()


def _written(number: int) -> str:
    out = ""
    while number:
        number, digit = divmod(number, 36)
        out = _DIGITS[digit] + out
    return out or "0"
