"""Codes of six digits that an app on a phone shows, from a secret that it shares with us and the clock.

RFC 4226 and RFC 6238 with what every app knows: SHA-1, six digits, a new code each thirty seconds. SHA-1 is
sound in an HMAC.
"""

import base64
import hmac
import re
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
DRIFT = 1  # steps that the clock of a phone may be ahead or behind
_SECRET_BYTES = 20  # as long as the hash (RFC 4226 4, R6)
_TYPED = re.compile(rf"[0-9]{{{DIGITS}}}")


def new_secret() -> bytes:
    """A secret for one employee and one app."""
    return secrets.token_bytes(_SECRET_BYTES)


def step_at(now: datetime) -> int:
    """The number of the step in which a moment falls."""
    return int(now.timestamp()) // STEP_SECONDS


def code_at(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """The code of one step (RFC 4226 5.3)."""
    mac = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    offset = mac[-1] & 0x0F
    number = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def matching_step(secret: bytes, typed: str, now: datetime) -> int | None:
    """The step of which this is the code; None: of none that is near now. Spaces in between are allowed."""
    code = "".join(typed.split())
    if not _TYPED.fullmatch(code):
        return None
    here = step_at(now)
    found = None
    for step in range(here - DRIFT, here + DRIFT + 1):  # all of them, so that time tells nothing
        if hmac.compare_digest(code_at(secret, step), code):
            found = step
    return found


def in_letters(secret: bytes) -> str:
    """The secret as people type it into an app: base32, in groups of four."""
    letters = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def app_address(secret: bytes, issuer: str, account: str) -> str:
    """The address that an app reads from a QR code, or that opens it on this very phone."""
    issuer = issuer.replace(":", " ")
    label = f"{quote(issuer, safe='')}:{quote(account, safe='')}"
    values = {"secret": in_letters(secret).replace(" ", ""), "issuer": issuer}
    return f"otpauth://totp/{label}?{urlencode(values, quote_via=quote)}"
