"""A message as it travels: MIME with a plain text and, where there is one, an HTML version."""

from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from openloket.post.ports import Envelope

_SMTP_UTF8 = SMTP.clone(utf8=True)


class Unsendable(ValueError):
    """No letter can be made of these values, for example because of a line break in a header."""


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


def envelope(letter: Letter) -> Envelope:
    """Seal a letter. The same letter always gives the same headers. Raises Unsendable."""
    try:
        return Envelope(letter.from_address, letter.to_address, _build(letter).as_bytes())
    except (ValueError, IndexError, MessageError) as problem:
        raise Unsendable(f"{type(problem).__name__} while the message was made") from problem


def _build(letter: Letter) -> EmailMessage:
    plain = letter.to_address.isascii() and letter.from_address.isascii()
    message = EmailMessage(policy=SMTP if plain else _SMTP_UTF8)
    message["From"] = Address(letter.from_name, addr_spec=letter.from_address)
    message["To"] = Address(addr_spec=letter.to_address)
    message["Subject"] = letter.subject_line
    message["Date"] = letter.at
    message["Message-ID"] = f"<{letter.message_id.strip('<>')}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers to this
    message["Content-Language"] = "nl"
    message.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return message
