"""The message that came back: by which names we know it again."""

import re

from openloket.mailread import charsets, headers
from openloket.mailread.addresses import identifiers
from openloket.mailread.mail import File, Mail

HEAD = 200_000
STATUS = frozenset({"message/delivery-status", "message/global-delivery-status"})
ORIGINALS = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"})
_MESSAGE_ID = re.compile(r"^[ >]{0,4}Message-ID:\s{0,5}(<[^<>\s]{1,400}>)", re.IGNORECASE | re.MULTILINE)
_ENVELOPE_ID = re.compile(r"^Original-Envelope-Id:[ \t]{0,5}(\S{1,100})", re.IGNORECASE | re.MULTILINE)
_SRS = re.compile(
    r"(?:srs1[=+-][^=]{1,20}=[^=@]{1,100}=[=+-]|srs0[=+-])[^=]{1,20}=[^=]{1,4}=([^=@]{1,200})=([^@]{1,100})@"
)
_BATV = re.compile(r"^prvs=[0-9a-z]{6,20}=")
_DELIVERED = ("to", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to")


def original_message_id(mail: Mail) -> str:
    """The identifier of the message that came back, or nothing."""
    for file in mail.attachments:
        if file.media_type in ORIGINALS:
            found = identifiers(headers.split(file.content[:HEAD], whole=True)[0].first("message-id"))
            if found:
                return found[0]
    told = [*_MESSAGE_ID.findall(mail.text), mail.first("x-original-message-id")]
    return next(iter(identifiers(" ".join(told)) or mail.in_reply_to or mail.references[-1:]), "")


def envelope_id(mail: Mail) -> str:
    """What we called the message when we handed it over (RFC 3461 ENVID), or nothing."""
    for text in status_texts(mail):
        found = _ENVELOPE_ID.search(text)
        if found:
            return found[1]
    return ""


def came_to(mail: Mail) -> tuple[str, ...]:
    """The addresses this came to, as its headers tell: one may be the return address of a message."""
    stated = [value.strip(" <>\t").lower() for name in _DELIVERED for value in mail.all(name)]
    came = [*(one.address.lower() for one in mail.to), *stated]
    return tuple(dict.fromkeys([*came, *(_unwrapped(one) for one in came)]))[:20]


def _unwrapped(address: str) -> str:
    """The address inside one that a forwarder made of it (SRS), or that was signed (BATV); else the same."""
    found = _SRS.match(address[:400])
    if found:
        return f"{found[2]}@{found[1]}"
    return _BATV.sub("", address)


def status_texts(mail: Mail) -> list[str]:
    """The parts that are made for programs (RFC 3464)."""
    return [charsets.decode(file.content, "")[0] for file in mail.attachments if file.media_type in STATUS]


def fields(file: File) -> dict[str, str]:
    """The fields of a part that consists of them; of one that is there more than once all values."""
    found: dict[str, str] = {}
    for name, value in headers.split(file.content[:HEAD], whole=True)[0].all:
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found
