"""Reads a message: `read(raw)` gives what it says and what came along, for any bytes at all."""

import hashlib
import re
from datetime import UTC, datetime
from email.utils import mktime_tz, parsedate_tz

from openloket.mailread import headers, parts, plaintext
from openloket.mailread.addresses import addresses, identifiers, one_line
from openloket.mailread.content import Content, walk
from openloket.mailread.mail import Address, Excess, Limits, Mail, Oddity, Origin, Refusal
from openloket.mailread.parts import Part

LONGEST_SUBJECT = 500
_ONCE = ("from", "subject", "date", "message-id", "reply-to", "to", "cc", "content-type")
_STATED = ("from", "to", "cc", "subject", "date", "message-id", "content-type", "content-transfer-encoding")


def read(raw: bytes, limits: Limits | None = None) -> Mail:
    """Everything in a message, as RFC 5322 and MIME say and as programs do. Raises nothing, for any bytes.

    A message beyond the limits keeps its headers, so that the sender can be told (Awb 2:15 lid 3).
    """
    limits = limits or Limits()
    found = Content(limits)
    part = parts.part(raw, whole=True)
    if len(raw) > limits.message:
        reason = "Het bericht is te groot."
        found.refusals.append(Refusal(Excess.MESSAGE_SIZE, "", len(raw), reason))
        found.problems += part.headers.problems
    else:
        walk(part, found)
    text = _text(found)
    if not text.strip() and not found.files:
        found.note(Oddity.EMPTY)
    return _mail(raw, part, found, text)


def _mail(raw: bytes, part: Part, found: Content, text: str) -> Mail:
    senders = _addresses(part, "from", found)
    sender = _addresses(part, "sender", found)
    message_id = next(iter(identifiers(part.headers.first("message-id"))), "")
    stated = one_line(part.headers.first("date"), 100)
    date = _date(stated)
    _tell_headers(part, found, senders, message_id)
    if date is None:
        found.note(Oddity.BAD_DATE, stated)
    return Mail(
        message_id=message_id,
        date=date,
        date_stated=stated,
        senders=senders,
        sender=sender[0] if sender else None,
        reply_to=_addresses(part, "reply-to", found),
        return_path=_return_path(part),
        to=_addresses(part, "to", found),
        cc=_addresses(part, "cc", found),
        subject=one_line(headers.decoded(part.headers.first("subject")), LONGEST_SUBJECT),
        in_reply_to=identifiers(part.headers.first("in-reply-to")),
        references=identifiers(part.headers.first("references")),
        text=text,
        text_from=found.said[0].kind if found.said else "none",
        attachments=tuple(found.files),
        problems=tuple(found.problems),
        refusals=tuple(found.refusals),
        content_sha256=_fingerprint(part),
        size=len(raw),
        headers=tuple((name, plaintext.tidy(value)) for name, value in part.headers.all),
        media_type=part.media_type,
        report_type=one_line(part.parameters.get("report-type", "").lower(), 60),
    )


def _text(found: Content) -> str:
    """What was said, its pieces after each other; what is too long to show goes along as a file."""
    text = "\n\n".join(one.text for one in found.said)
    most = found.limits.text
    if len(text) > most:
        found.note(Oddity.TEXT_CUT)
        whole = Part(headers.Headers(()), b"", "text/plain", {}, "attachment", "", "")
        found.keep(text.encode(), whole, Origin.REST_OF_TEXT, name="hele-tekst.txt")
    return text[:most]


def _tell_headers(part: Part, found: Content, senders: tuple[Address, ...], message_id: str) -> None:
    names = [name for name, _ in part.headers.all]
    for name in _ONCE:
        if names.count(name) > 1:
            found.note(Oddity.DOUBLE_HEADER, name)
    if not message_id:
        found.note(Oddity.NO_MESSAGE_ID)
    if len(senders) != 1:
        found.note(Oddity.SEVERAL_SENDERS if senders else Oddity.NO_SENDER)


def _addresses(part: Part, name: str, found: Content) -> tuple[Address, ...]:
    """Of a header that stands there twice the topmost counts."""
    read_here, all_read = addresses(part.headers.first(name))
    if not all_read:
        found.note(Oddity.BAD_ADDRESS, name)
    return read_here


def _return_path(part: Part) -> str | None:
    """The sender on the envelope: empty for messages that nobody may answer (<>), None when not told."""
    stated = part.headers.first("return-path")
    if not stated:
        return None
    found, _ = addresses(stated)
    return found[0].address if found else ""


def _date(stated: str) -> datetime | None:
    """The moment the sender states, in UTC; without a zone it counts as UTC."""
    try:
        fields = parsedate_tz(stated)
        return datetime.fromtimestamp(mktime_tz(fields), UTC) if fields else None
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None


def _fingerprint(part: Part) -> str:
    """The same for the same message however it came here: without what servers on the way add."""
    stated = [f"{name}:{part.headers.first(name)}" for name in _STATED]
    body = re.sub(rb"\r\n?", b"\n", part.body).rstrip(b"\n \t")
    head = "\n".join(" ".join(line.split()) for line in stated).encode("utf-8", "replace")
    return hashlib.sha256(head + b"\n\n" + body).hexdigest()
