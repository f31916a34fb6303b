"""Why a message did not arrive: the surest codes, then the words that servers use, then their other codes."""

import re

from openloket.mailread.bounce import words as say
from openloket.mailread.bounce.families import FAMILIES, TURNED_DOWN
from openloket.mailread.bounce.model import Cause

LONGEST = 1_000
_ADDRESS = re.compile(rf"<?{say.ADDRESS}>?")
_HOST = re.compile(r"\bhost \S{1,255} said:", re.IGNORECASE)

# RFC 3463 and the register of codes at IANA, without the first digit: what the words can't overrule.
_SURE = {
    "1.6": Cause.MOVED,
    "1.7": Cause.REFUSED,
    "1.8": Cause.REFUSED,
    "1.9": Cause.REFUSED,
    "1.10": Cause.NO_DOMAIN,
    "2.2": Cause.MAILBOX_FULL,
    "2.3": Cause.TOO_LARGE,
    "3.4": Cause.TOO_LARGE,
    "4.7": Cause.EXPIRED,
    "7.8": Cause.REFUSED,
    "7.9": Cause.REFUSED,
}
_FROM_720 = re.compile(r"7\.(?:[2-9]\d|\d{3,})\Z")
_OTHERWISE = {
    "1.0": Cause.NO_ADDRESS,
    "1.1": Cause.NO_ADDRESS,
    "1.2": Cause.NO_DOMAIN,
    "1.3": Cause.NO_ADDRESS,
    "2.1": Cause.SUSPENDED,
    "3.1": Cause.MAILBOX_FULL,
    "4.1": Cause.UNREACHABLE,
    "4.2": Cause.UNREACHABLE,
    "4.4": Cause.NO_DOMAIN,
    "4.5": Cause.BUSY,
    "4.6": Cause.FAULT,
}
# By the second part of the code alone, and the replies of SMTP (RFC 5321 4.2).
_BY_SUBJECT = {
    "3": Cause.FAULT,
    "4": Cause.UNREACHABLE,
    "5": Cause.FAULT,
    "6": Cause.REFUSED,
    "7": Cause.REFUSED,
}
_REPLIES = {
    "421": Cause.BUSY,
    "450": Cause.BUSY,
    "451": Cause.FAULT,
    "452": Cause.MAILBOX_FULL,
    "551": Cause.NO_ADDRESS,
    "552": Cause.MAILBOX_FULL,
    "553": Cause.NO_ADDRESS,
    "556": Cause.NO_DOMAIN,
}


def cause_of(code: str, *words: str) -> Cause:
    """The cause, by the code and by what the server said: the words nearest to the recipient first."""
    detail = code[2:] if code[1:2] == "." else ""
    if detail in _SURE or _FROM_720.match(detail):
        return _SURE.get(detail, Cause.REFUSED)
    for one in words:
        told = told_by(one)
        if told is not None:
            return told
    if detail not in _OTHERWISE and any(TURNED_DOWN.search(_plain(one)) for one in words):
        return Cause.REFUSED
    return (
        _OTHERWISE.get(detail) or _BY_SUBJECT.get(detail.partition(".")[0]) or _REPLIES.get(code, Cause.OTHER)
    )


def told_by(words: str) -> Cause | None:
    """The cause by the words alone."""
    told = _plain(words)
    return next((cause for cause, family in FAMILIES if family.search(told)), None)


def _plain(words: str) -> str:
    """Without addresses and the names of servers: these hold every word there is."""
    told = _HOST.sub(" ", " ".join(say.STOOD_FOR.sub(" ", words[:LONGEST]).split()))
    return " ".join(_ADDRESS.sub(" ", told).split())
