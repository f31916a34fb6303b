"""Reads what a mailing service posts instead of a notice: JSON, by itself or inside a message (Amazon)."""

import json
from typing import Any

from openloket.mailread.addresses import one_line
from openloket.mailread.bounce.causes import cause_of
from openloket.mailread.bounce.codes import code_in, lasting
from openloket.mailread.bounce.model import Bounce
from openloket.mailread.bounce.report import LONGEST_REASON, MOST_BLOCKS
from openloket.mailread.mail import Mail


def posted(mail: Mail) -> list[Bounce]:
    """Whom the service says the message did not reach; empty when this is none of that."""
    if not mail.text.startswith("{") or '"Bounce' not in mail.text.replace("\\", ""):
        return []
    try:
        said = _json(mail.text)
        said = _json(said["Message"]) if "Message" in said else said
        listed = [(str(one["emailAddress"]), one) for one in said["bounce"]["bouncedRecipients"]]
        original = str(said["mail"].get("messageId", ""))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []
    found = []
    for recipient, one in listed[:MOST_BLOCKS]:
        reason = one_line(str(one.get("diagnosticCode", "")), LONGEST_REASON)
        code = code_in(str(one.get("status", "")), reason)
        cause = cause_of(code, reason)
        found.append(Bounce(recipient, lasting(code, reason), True, code, reason, original, cause=cause))
    return found


def _json(text: str) -> Any:
    """Lines that were too long for mail were broken on the way, some with an exclamation mark."""
    return json.JSONDecoder(strict=False).raw_decode(text.replace("!\n ", "").replace("\n", ""))[0]
