"""Reads the part of a report that is made for programs (RFC 3464), also where it ended up as text."""

import re

from openloket.mailread import charsets, headers
from openloket.mailread.addresses import one_line
from openloket.mailread.bounce import words as say
from openloket.mailread.bounce.causes import cause_of
from openloket.mailread.bounce.codes import code_in, lasting
from openloket.mailread.bounce.model import Bounce, Cause, Lasting
from openloket.mailread.bounce.notices import by_server, words_about
from openloket.mailread.bounce.original import HEAD, came_to, envelope_id, original_message_id, status_texts
from openloket.mailread.mail import Mail

LONGEST_REASON = 400
MOST_BLOCKS = 200
_RECIPIENTS = ("original-recipient", "final-recipient", "x-actual-recipient")
_AS_FILE = frozenset({"text/plain", "application/octet-stream", "message/xdelivery-status"})
_ARRIVED = frozenset({"delivered", "relayed", "expanded"})
_FINAL = re.compile(r"^Final-Recipient:", re.IGNORECASE | re.MULTILINE)
_NO_FIELD = re.compile(r"\n(?=[^\s])(?![A-Za-z-]{1,60}[ \t]*:)")
_ADDRESS = re.compile(f"({say.ADDRESS})")
_ODD = re.compile(f"({say.ODD_ADDRESS})")
# The field names its own kind, so that the address may be in any script (RFC 6533).
_ANY_SCRIPT = re.compile(
    r"(?:[\w-]{1,20};)?\s{0,8}<?([^\s<>@;]{1,100}@[^\s<>@;]{1,150}\.[^\s<>@;]{1,63}?)>?\s{0,8}\Z"
)
_XTEXT = re.compile(r"\+([0-9A-Fa-f]{2})")
_HEX = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")


def stated(mail: Mail) -> list[Bounce] | None:
    """Whom the report says the message did not reach.

    Empty when it says that the message arrived; None when nothing is stated.
    """
    told = status_texts(mail)
    if not told:
        told = [text for text in (mail.text, *_filed(mail)) if _FINAL.search(text)]
    original, handed_over_as = original_message_id(mail), envelope_id(mail)
    blocks = [block for text in told for block in _blocks(text)]
    found = [
        bounce for bounce in (_of_block(one, original, handed_over_as, mail) for one in blocks) if bounce
    ]
    return found if found or any(_arrived(block) for block in blocks) else None


def _filed(mail: Mail) -> list[str]:
    """A gateway that knows no reports makes a file of the part for programs."""
    if not by_server(mail):
        return []
    filed = [file for file in mail.attachments if file.media_type in _AS_FILE]
    return [charsets.decode(file.content[:HEAD], "")[0] for file in filed]


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


def _of_block(block: dict[str, str], original: str, handed_over_as: str, mail: Mail) -> Bounce | None:
    recipient = _recipient(block)
    if not recipient or _arrived(block):
        return None
    status, diagnostic = block.get("status", ""), block.get("diagnostic-code", "")
    told = diagnostic.partition(";")[2]
    reason = told.strip() or (diagnostic if ";" not in diagnostic else "") or words_about(mail, recipient)
    code = code_in(status, reason)
    still = _action(block) == "delayed"
    return Bounce(
        recipient,
        Lasting.TEMPORARY if still else lasting(code, reason),
        not still,
        code,
        one_line(reason, LONGEST_REASON),
        original,
        cause=Cause.REFUSED if _is_about_us(reason, recipient, mail) else cause_of(code, reason),
        envelope_id=handed_over_as,
    )


def _is_about_us(reason: str, recipient: str, mail: Mail) -> bool:
    """Whether the server turned down the sender: it names where this came to, and not the recipient."""
    told = reason.lower()
    return recipient.lower() not in told and any(one in told for one in came_to(mail) if "@" in one)


def _arrived(block: dict[str, str]) -> bool:
    """By what was done; where that is left out, by a code of success (RFC 3463 2)."""
    done = _action(block)
    return done in _ARRIVED or (not done and block.get("status", "").strip().startswith("2."))


def _action(block: dict[str, str]) -> str:
    return re.split(r"[\s(;]", block.get("action", ""), maxsplit=1)[0].lower()


def _recipient(block: dict[str, str]) -> str:
    """As the message was sent to (original), else where it ended (final); without a domain it is none."""
    named: list[str] = []
    for name in _RECIPIENTS:
        told = _HEX.sub(_sign, headers.decoded(block.get(name, "")))
        in_ascii = told.isascii()
        found = (_ADDRESS.search(told) or _ODD.search(told)) if in_ascii else _ANY_SCRIPT.match(told)
        if found:
            named.append(found[1].strip("'`"))
    # RFC 3461 4: the original is encoded on its way, and some leave it so.
    left_encoded = len(named) > 1 and _XTEXT.sub(_sign, named[0]).lower() == named[1].lower()
    return named[1] if left_encoded else next(iter(named), "")


def _sign(number: re.Match[str]) -> str:
    """RFC 6533: a sign that is written as its number."""
    sign = int(number[1], 16)
    return chr(sign) if 0x20 < sign < 0xD800 or 0xDFFF < sign < 0x110000 else number[0]
