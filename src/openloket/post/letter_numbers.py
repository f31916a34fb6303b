"""The number that stands on a letter, by which it is known when it comes back; with two digits of control."""

import re

_MODULUS = 97  # as in an IBAN (ISO 7064): one wrong digit, or two that changed places, is noticed
_TYPED = re.compile(r"\s*(?:brief)?\s*([0-9]{1,18})[\s-]*([0-9]{2})\s*", re.IGNORECASE)


def number_of(row_id: int) -> str:
    """The number of a letter as it is printed, such as 1042-78."""
    return f"{row_id}-{_control(row_id):02d}"


def message_of(typed: str) -> int | None:
    """The id of the letter whose number somebody typed or scanned; None for one that can't be right."""
    match = _TYPED.fullmatch(typed)
    if match is None:
        return None
    row_id = int(match[1])
    return row_id if _control(row_id) == int(match[2]) else None


def _control(row_id: int) -> int:
    return (98 - row_id * 100 % _MODULUS) % _MODULUS
