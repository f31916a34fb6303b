"""Reads reports of abuse (RFC 5965): the provider passes on that somebody called our message unwanted."""

import re

from openloket.mailread.bounce import words as say
from openloket.mailread.bounce.model import Bounce, Cause, Lasting
from openloket.mailread.bounce.original import fields, original_message_id
from openloket.mailread.mail import Mail, Origin

_ABOUT = (
    "original-rcpt-to",
    "removal-recipient",
    "x-apparently-to",
    "x-hmxmroriginalrecipient",
    "to",
)
_ADDRESS = re.compile(say.ADDRESS)


def complaints(mail: Mail) -> list[Bounce]:
    """Who complained; without a name one complaint of nobody. Empty when this is no such report."""
    told = [fields(file) for file in mail.attachments if file.origin in (Origin.REPORT, Origin.MESSAGE)]
    if not any("feedback-type" in one or "x-hmxmroriginalrecipient" in one for one in told):
        return []
    original = original_message_id(mail)
    envelope_id = next((one["original-envelope-id"] for one in told if "original-envelope-id" in one), "")
    for name in _ABOUT:
        named = [one for fields_ in told for one in _ADDRESS.findall(fields_.get(name, ""))]
        if named:
            return [_one(recipient, original, envelope_id) for recipient in named]
    return [_one("", original, envelope_id)]


def _one(recipient: str, original: str, envelope_id: str) -> Bounce:
    return Bounce(
        recipient,
        Lasting.UNKNOWN,
        False,
        "",
        "",
        original,
        complaint=True,
        cause=Cause.COMPLAINT,
        envelope_id=envelope_id[:100],
    )
