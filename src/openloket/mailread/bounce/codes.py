"""The codes in what a mail server says: RFC 3463 (5.1.1) and SMTP replies (550), and how long they last."""

from openloket.mailread.bounce import words as say
from openloket.mailread.bounce.model import Lasting


def code_in(status: str, reason: str) -> str:
    """The stated code; the server's own when the stated one says nothing (x.0.0)."""
    stated, told = say.ENHANCED.search(status), say.ENHANCED.search(reason)
    if told and (not stated or stated[1].endswith(".0.0")):
        return told[1]
    if stated:
        return stated[1]
    reply = say.REPLY.search(reason)
    return reply[1] if reply else ""


def lasting(code: str, words: str) -> Lasting:
    """Of a message that was given up: by the code of RFC 3463 or SMTP; without a code by the words."""
    if code[:1] in ("4", "5"):
        return Lasting.PERMANENT if code[0] == "5" else Lasting.TEMPORARY
    return Lasting.TEMPORARY if say.says_temporary(words) else Lasting.PERMANENT
