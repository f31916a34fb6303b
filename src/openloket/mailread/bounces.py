"""Messages that came back: whom they did not reach, whether for good, and why (RFC 3464, 5965, free text)."""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from openloket.mailread import bouncewords as say
from openloket.mailread import charsets, headers
from openloket.mailread.addresses import identifiers, one_line
from openloket.mailread.mail import File, Mail, Origin
from openloket.mailread.notices import by_server, failures, is_notice
from openloket.mailread.reading import read

LONGEST_REASON = 400
MOST_BLOCKS = 1_000
_HEAD = 200_000
_STATUS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_ORIGINALS = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"})
_RECIPIENTS = ("original-recipient", "final-recipient", "x-actual-recipient")
_ARRIVED = frozenset({"delivered", "relayed", "expanded"})
_ABOUT_COMPLAINTS = (
    "original-rcpt-to",
    "removal-recipient",
    "x-apparently-to",
    "x-hmxmroriginalrecipient",
    "to",
)
_FINAL = re.compile(r"^Final-Recipient:", re.IGNORECASE | re.MULTILINE)
_NO_FIELD = re.compile(r"\n(?=[^\s])(?![A-Za-z-]{1,60}[ \t]*:)")
_ADDRESS = re.compile(say.ADDRESS)
_MESSAGE_ID = re.compile(r"^[ >]{0,4}Message-ID:\s{0,5}(<[^<>\s]{1,400}>)", re.IGNORECASE | re.MULTILINE)


class Lasting(StrEnum):
    """Whether trying again could help, as the mail server says."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Bounce:
    """A message did not reach `recipient` (empty when the server does not say whom).

    given_up: it will not arrive any more, also when the cause is temporary · code: 5.1.1 or 550, or empty ·
    reason: the server's words · complaint: it arrived, and the recipient called it unwanted (RFC 5965).
    """

    recipient: str
    lasting: Lasting
    given_up: bool
    code: str
    reason: str
    original_message_id: str
    complaint: bool = False


def bounces(raw: bytes) -> tuple[Bounce, ...]:
    """Whom a message did not reach, each once; empty when this is no message of a mail server about that."""
    return bounces_in(read(raw))


def bounces_in(mail: Mail) -> tuple[Bounce, ...]:
    """As `bounces`, of a message that was read already."""
    found = _complaints(mail) or _stated(mail)
    if found is None:
        found = _inner(mail) or _posted(mail) or _told(mail)
    return tuple({bounce.recipient.lower(): bounce for bounce in reversed(found)}.values())[::-1]


def _inner(mail: Mail) -> list[Bounce]:
    """A notice of a mail server that another one passed on: the inner one knows more."""
    if not is_notice(mail):
        return []
    inside = [read(file.content) for file in mail.attachments[:3] if file.media_type == "message/rfc822"]
    return [bounce for one in inside if by_server(one) for bounce in _stated(one) or _told(one)]


def lasting(code: str, words: str) -> Lasting:
    """Of a message that was given up: by the code of RFC 3463 or SMTP; without a code by the words."""
    if code[:1] in ("4", "5"):
        return Lasting.PERMANENT if code[0] == "5" else Lasting.TEMPORARY
    return Lasting.TEMPORARY if say.says_temporary(words) else Lasting.PERMANENT


def original_message_id(mail: Mail) -> str:
    """The identifier of the message that came back, or nothing."""
    for file in mail.attachments:
        if file.media_type in _ORIGINALS:
            found = identifiers(headers.split(file.content[:_HEAD], whole=True)[0].first("message-id"))
            if found:
                return found[0]
    told = [*_MESSAGE_ID.findall(mail.text), mail.first("x-original-message-id")]
    return next(iter(identifiers(" ".join(told)) or mail.in_reply_to or mail.references[-1:]), "")


def _stated(mail: Mail) -> list[Bounce] | None:
    """Out of the part that is made for programs (RFC 3464), also where it ended up as text.

    Empty when it says that the message arrived; None when nothing is stated.
    """
    told = [charsets.decode(file.content, "")[0] for file in mail.attachments if file.media_type in _STATUS]
    if not told and _FINAL.search(mail.text):
        told = [mail.text]
    original = original_message_id(mail)
    blocks = [block for text in told for block in _blocks(text)]
    found = [bounce for bounce in (_of_block(block, original) for block in blocks) if bounce]
    return found if found or any(_action(block) in _ARRIVED for block in blocks) else None


def _blocks(text: str) -> list[dict[str, str]]:
    """The groups of fields: one about the message, then one for each recipient.

    Some servers forget the empty line: a field about a recipient that was there already begins the next.
    """
    blocks: list[dict[str, str]] = []
    text = _NO_FIELD.sub("\n ", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    groups = re.split(r"\n[ \t]*\n", text)
    for group in groups[:MOST_BLOCKS]:
        block: dict[str, str] = {}
        for name, value in headers.split(group.encode("utf-8", "replace"), whole=True)[0].all:
            if name in _RECIPIENTS and name in block:
                blocks.append(block)
                block = {}
            block.setdefault(name, value)
        blocks.append(block)
    return blocks


def _of_block(block: dict[str, str], original: str) -> Bounce | None:
    recipient = _recipient(block)
    if not recipient or _action(block) in _ARRIVED:
        return None
    stated, diagnostic = block.get("status", ""), block.get("diagnostic-code", "")
    reason = diagnostic.partition(";")[2].strip() or diagnostic
    code = _code(stated, f"{stated} {reason}")
    still = _action(block) == "delayed"
    kind = Lasting.TEMPORARY if still else lasting(code, reason)
    return Bounce(recipient, kind, not still, code, one_line(reason, LONGEST_REASON), original)


def _action(block: dict[str, str]) -> str:
    return re.split(r"[\s(;]", block.get("action", ""), maxsplit=1)[0].lower()


def _recipient(block: dict[str, str]) -> str:
    """As the message was sent to (original), else where it ended (final); without a domain it is none."""
    for name in _RECIPIENTS:
        found = _ADDRESS.search(headers.decoded(block.get(name, "")))
        if found:
            return found[0].strip("'`")
    return ""


def _code(status: str, reason: str) -> str:
    """The stated code; the server's own when the stated one says nothing (x.0.0)."""
    stated, told = say.ENHANCED.search(status), say.ENHANCED.search(reason)
    if told and (not stated or stated[1].endswith(".0.0")):
        return told[1]
    if stated:
        return stated[1]
    reply = say.REPLY.search(reason)
    return reply[1] if reply else ""


def _complaints(mail: Mail) -> list[Bounce]:
    """A report of abuse (RFC 5965): the provider passes on that somebody called the message unwanted."""
    told = [_fields(file) for file in mail.attachments if file.origin in (Origin.REPORT, Origin.MESSAGE)]
    if not any("feedback-type" in fields or "x-hmxmroriginalrecipient" in fields for fields in told):
        return []
    original = original_message_id(mail)
    for name in _ABOUT_COMPLAINTS:
        named = [one for fields in told for one in _ADDRESS.findall(fields.get(name, ""))]
        if named:
            return [Bounce(one, Lasting.UNKNOWN, False, "", "", original, complaint=True) for one in named]
    return [Bounce("", Lasting.UNKNOWN, False, "", "", original, complaint=True)]


def _fields(file: File) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in headers.split(file.content[:_HEAD], whole=True)[0].all:
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _posted(mail: Mail) -> list[Bounce]:
    """What a mailing service posts instead of a notice: JSON, by itself or inside a message (Amazon)."""
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
        code = _code(str(one.get("status", "")), reason)
        found.append(Bounce(recipient, lasting(code, reason), True, code, reason, original))
    return found


def _json(text: str) -> Any:
    """Lines that were too long for mail were broken on the way, some with an exclamation mark."""
    return json.JSONDecoder(strict=False).raw_decode(text.replace("!\n ", "").replace("\n", ""))[0]


def _told(mail: Mail) -> list[Bounce]:
    """Out of the words that a mail server wrote for people."""
    original = original_message_id(mail)
    found = []
    for failure in failures(mail):
        code = _code("", failure.words)
        kind = Lasting.TEMPORARY if failure.still_trying else lasting(code, failure.words)
        reason = one_line(failure.words, LONGEST_REASON)
        found.append(Bounce(failure.recipient, kind, not failure.still_trying, code, reason, original))
    return found
