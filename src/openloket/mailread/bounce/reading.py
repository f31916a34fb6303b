"""Messages that came back: whom they did not reach, whether for good, and why (RFC 3464, 5965, free text)."""

from openloket.mailread.addresses import one_line
from openloket.mailread.bounce.causes import cause_of
from openloket.mailread.bounce.codes import code_in, lasting
from openloket.mailread.bounce.complaint import complaints
from openloket.mailread.bounce.model import Bounce, Lasting
from openloket.mailread.bounce.notices import by_server, failures, is_notice
from openloket.mailread.bounce.original import original_message_id
from openloket.mailread.bounce.posted import posted
from openloket.mailread.bounce.report import LONGEST_REASON, stated
from openloket.mailread.mail import Mail
from openloket.mailread.reading import read

MOST_INSIDE = 100


def bounces(raw: bytes) -> tuple[Bounce, ...]:
    """Whom a message did not reach, each once; empty when this is no message of a mail server about that."""
    return bounces_in(read(raw))


def bounces_in(mail: Mail) -> tuple[Bounce, ...]:
    """As `bounces`, of a message that was read already."""
    found = complaints(mail) or stated(mail)
    if found is None:
        found = _inner(mail) or posted(mail) or _told(mail)
    return tuple({bounce.recipient.lower(): bounce for bounce in reversed(found)}.values())[::-1]


def _inner(mail: Mail) -> list[Bounce]:
    """A notice of a mail server that another one passed on: the inner one knows more."""
    if not is_notice(mail):
        return []
    inside = [
        read(file.content) for file in mail.attachments[:MOST_INSIDE] if file.media_type == "message/rfc822"
    ]
    return [bounce for one in inside if by_server(one) for bounce in stated(one) or _told(one)]


def _told(mail: Mail) -> list[Bounce]:
    """Out of the words that a mail server wrote for people."""
    original = original_message_id(mail)
    found = []
    for failure in failures(mail):
        code = code_in("", failure.words)
        still = failure.still_trying and not code.startswith("5")  # some tell of an earlier delay as well
        kind = Lasting.TEMPORARY if still else lasting(code, failure.words)
        reason = one_line(failure.words, LONGEST_REASON)
        cause = cause_of(code, failure.near, failure.words)
        found.append(Bounce(failure.recipient, kind, not still, code, reason, original, cause=cause))
    return found
