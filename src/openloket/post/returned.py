"""Which message of ours came back, without reading what was written about it."""

from openloket.mailread.bounce.original import came_to, envelope_id
from openloket.mailread.mail import Mail
from openloket.post.models import Message
from openloket.post.verp import mark_at, marked


def returned_message(mail: Mail, at: str, pattern: str) -> tuple[Message | None, int]:
    """The message of the organisation in scope, and which of its sendings (0: unknown).

    `at` is the mark in the address of the envelope at which it came in. Then count the addresses in its
    headers, and what we called the message when we handed it over (RFC 3461 ENVID).
    """
    told = (at, *(mark_at(address, pattern) for address in came_to(mail)), envelope_id(mail))
    for one in dict.fromkeys(mark for mark in told if mark):
        found = marked(one)
        message = Message.objects.filter(pk=found.row_id).first() if found else None
        if found and message:
            return message, found.step
    return None, 0
