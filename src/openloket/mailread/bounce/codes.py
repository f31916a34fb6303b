"""The codes in what a mail server says: RFC 3463 (5.1.1) and SMTP replies (550), and how long they last."""

from openloket.mailread.bounce import words as say
from openloket.mailread.bounce.model import Lasting


def code_in(status: str, reason: str) -> str:
    """The stated code; the server's own when the stated one says nothing (x.0.0)."""
    told: list[str] = say.ENHANCED.findall(f"{status} {reason}")
    if told:
        return next((one for one in told if not one.endswith(".0.0")), told[0])
    reply = say.REPLY.search(f"{status} {reason}")
    return reply[1] if reply else ""


def lasting(code: str, words: str) -> Lasting:
    """Of a message that was given up: by the code of RFC 3463 or SMTP; without a code by the words."""
    if code[:1] in ("4", "5"):
        return Lasting.PERMANENT if code[0] == "5" else Lasting.TEMPORARY
    return Lasting.TEMPORARY if say.says_temporary(words) else Lasting.PERMANENT
