"""Who a message is from and for: addresses and identifiers, out of headers as they come."""

import re

from openloket.mailread.headers import decoded
from openloket.mailread.mail import Address

MOST = 500
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\\x00-\x1f\x7f]{1,200}@[^\s@<>(),;:\"\\\x00-\x1f\x7f]{1,250}\Z")
_QUOTED = re.compile(r"\"[^\"\\\x00-\x1f\x7f]{1,100}\"@[^\s@<>(),;:\"\\\x00-\x1f\x7f]{1,250}\Z")
_IDENTIFIER = re.compile(r"<\s*([^<>\s]{1,400})\s*>")
_BARE = re.compile(r"[^<>\s,;]{1,400}@[^<>\s,;]{1,400}")
_SIGN = re.compile(r"\"(?:\\.|[^\"\\])*\"|\\.|[(),;<>:\"]|[^\\(),;<>:\"]+", re.DOTALL)
# Shown to people: what turns the direction of text or hides letters is left out.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def one_line(text: str, most: int) -> str:
    """Text on one line of at most `most` characters, without signs that cannot be seen."""
    return " ".join(_HIDDEN.sub(" ", text[: most * 4]).split())[:most].rstrip()


def addresses(value: str) -> tuple[tuple[Address, ...], bool]:
    """The addresses in a header, at most MOST; and whether all that stood there could be read."""
    found: list[Address] = []
    all_read = True
    for piece in _pieces(value):
        address = _one(piece)
        if address is None:
            all_read = False
        elif address not in found:
            found.append(address)
        if len(found) >= MOST:
            return tuple(found), False
    return tuple(found), all_read


def _pieces(value: str) -> list[str]:
    """Cut at commas and semicolons outside quotes, brackets and comments; comments and group names go."""
    pieces, now, depth, angle = [], "", 0, False
    for sign in _SIGN.findall(value):
        if sign == "(":
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
        elif depth:
            continue
        elif sign in ",;":
            pieces.append(now)
            now, angle = "", False
        elif sign == ":" and not angle and "@" not in now:
            now = ""
        else:
            angle = sign == "<" or (angle and sign != ">")
            now += sign
    return [piece.strip() for piece in [*pieces, now] if piece.strip()]


def _one(piece: str) -> Address | None:
    before, opened, rest = piece.rpartition("<")
    bare = rest.partition(">")[0].strip() if opened else piece
    # A route (<@one,@two:me@three>) stands for its last address; apostrophes come from copying.
    bare = bare.rpartition(":")[2].strip().strip("'").removeprefix("mailto:")
    if not (_ADDRESS.match(bare) or _QUOTED.match(bare)):
        found = _BARE.search(bare) if bare.count("@") == 1 else None
        bare = found[0].strip("\"'[]()") if found else ""
        if not _ADDRESS.match(bare):
            return None
    local, _, domain = bare.rpartition("@")
    return Address(one_line(_name(before.strip()), 200), f"{local}@{domain.lower().rstrip('.')}")


def _name(stated: str) -> str:
    """The name before an address, out of its quotes; some programs put apostrophes around it too."""
    if stated.startswith('"'):
        stated = stated[1:-1] if len(stated) > 1 and stated.endswith('"') else stated[1:]
    name = decoded(re.sub(r"\\(.)", r"\1", stated))
    return name[1:-1] if len(name) > 2 and name[0] == name[-1] == "'" else name


def identifiers(value: str) -> tuple[str, ...]:
    """The identifiers of messages in a header, without brackets, each once; at most the last MOST."""
    found = [one_line(one, 400) for one in _IDENTIFIER.findall(value)]
    if not found and "@" in value:
        found = [one_line(one, 400) for one in _BARE.findall(value)]
    return tuple(dict.fromkeys(one for one in found[-MOST:] if one))
