"""Codes on paper for who has no phone at hand: each opens once; only keyed hashes of them are kept."""

import secrets
from collections.abc import Iterable, Sequence

from openloket.tenancy.sealing import keyed_hash, keyed_hashes

HOW_MANY = 10
# Without signs that are mistaken for another: 0 and o, 1, i and l, u and v.
_SIGNS = "23456789abcdefghjkmnpqrstwxyz"
_LENGTH = 10
_GROUP = 5
_PURPOSE = "second factor: spare code"


def new_codes() -> list[str]:
    """Ten codes, as they are written on paper; some 48 bits each."""
    made = ("".join(secrets.choice(_SIGNS) for _ in range(_LENGTH)) for _ in range(HOW_MANY))
    return [f"{code[:_GROUP]}-{code[_GROUP:]}" for code in made]


def kept(codes: Iterable[str], employee_id: int) -> list[str]:
    """What is kept of them: "<key id>:<hash>", which says nothing without the key ring."""
    found = []
    for code in codes:
        made, key_id = keyed_hash(_PURPOSE, _bound(code, employee_id))
        found.append(f"{key_id}:{made.hex()}")
    return found


def without(hashes: Sequence[str], typed: str, employee_id: int) -> list[str] | None:
    """The hashes that are left once this code is used; None: it is none of them."""
    if len(_plain(typed)) != _LENGTH:
        return None
    wanted = {made.hex() for made in keyed_hashes(_PURPOSE, _bound(typed, employee_id))}
    left = [one for one in hashes if one.rpartition(":")[2] not in wanted]
    return left if len(left) < len(hashes) else None


def _bound(code: str, employee_id: int) -> str:
    return f"{employee_id} {_plain(code)}"


def _plain(code: str) -> str:
    return "".join(sign for sign in code.lower() if sign.isalnum())
