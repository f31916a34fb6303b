"""A message as it travels: MIME with a plain text and, where there is one, an HTML version."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address, BaseHeader, HeaderRegistry, MessageIDHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from functools import cache, lru_cache
from typing import Any

from openloket.post.ports import Envelope

_LINE = 76
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,80}")


class _Headers(HeaderRegistry):
    """Python's kinds of headers; it makes a new class for each header, which costs more than the rest."""

    @cache  # noqa: B019 (there is one, for ever)
    def __getitem__(self, name: str) -> type[BaseHeader]:
        return super().__getitem__(name)


class _Policy(EmailPolicy):
    """Python's policy for mail, except that short plain headers are kept as they are."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        """What is no short line of visible ASCII, or is asked for later, is read and refused as always."""
        short = isinstance(value, str) and len(name) + len(value) < _LINE
        if short and value.isascii() and value.isprintable() and not name.lower().startswith("content-"):
            return name, value
        return super().header_store_parse(name, value)


_HEADERS = _Headers()
for _name in ("in-reply-to", "references"):
    _HEADERS.map_to_type(_name, MessageIDHeader)  # else a long identifier is written in another alphabet
_SMTP = _Policy(linesep="\r\n", header_factory=_HEADERS)
_SMTP_UTF8 = _SMTP.clone(utf8=True)


class Unsendable(ValueError):
    """No letter can be made of these values, for example because of a line break in a header."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that travels along."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Returns:
    """How what comes back finds its message: a mark of it, and the address made of that (post.verp)."""

    mark: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says and between whom; `message_id` stays the same however often it is offered."""

    from_name: str
    from_address: str
    to_address: str
    subject_line: str
    text: str
    html: str
    message_id: str
    at: datetime
    in_reply_to: str = ""
    enclosed: tuple[Enclosed, ...] = ()
    returns: Returns = Returns()


def envelope(letter: Letter) -> Envelope:
    """Seal a letter. The same letter always gives the same headers. Raises Unsendable."""
    try:
        sender = letter.returns.address or letter.from_address
        return Envelope(sender, letter.to_address, _build(letter).as_bytes(), letter.returns.mark)
    except (ValueError, IndexError, MessageError) as problem:
        raise Unsendable(f"{type(problem).__name__} while the message was made") from problem


def _build(letter: Letter) -> EmailMessage:
    plain = letter.to_address.isascii() and letter.from_address.isascii()
    message = EmailMessage(policy=_SMTP if plain else _SMTP_UTF8)
    message["From"] = _sender(letter.from_name, letter.from_address)
    message["To"] = str(Address(addr_spec=letter.to_address))
    message["Subject"] = letter.subject_line
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = f"<{letter.message_id.strip('<>')}>"
    # RFC 3834: no out-of-office answers to this. X-Loop: if it comes back to us, we know it again.
    message["Auto-Submitted"] = "auto-replied" if letter.in_reply_to else "auto-generated"
    # The same to Exchange; it may say that this did not arrive, so not "All".
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply, RN, NRN"
    message["X-Loop"] = letter.from_address
    if letter.in_reply_to:
        message["In-Reply-To"] = message["References"] = f"<{letter.in_reply_to}>"
    message["Content-Language"] = "nl"
    message.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for file in letter.enclosed:
        _enclose(message, file)
    return message


def _enclose(message: EmailMessage, file: Enclosed) -> None:
    """Add a file. Somebody unknown named it; a whole message or a set of parts travels as mere bytes."""
    main, _, sub = file.media_type.partition("/")
    if not _TOKEN.fullmatch(main) or not _TOKEN.fullmatch(sub) or main in ("message", "multipart"):
        main, sub = "application", "octet-stream"
    name = "".join(sign for sign in file.name if sign.isprintable())
    message.add_attachment(file.content, maintype=main, subtype=sub, filename=name or "bijlage")


@lru_cache(maxsize=1000)
def _sender(name: str, address: str) -> str:
    return str(Address(name, addr_spec=address))
