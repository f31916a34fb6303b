"""A message as it was read: who, what, the files, and what was odd or too much. Start reading here."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Oddity(StrEnum):
    """What was not as it should be in a message; each was worked around, nothing was thrown away."""

    NO_MESSAGE_ID = "no_message_id"
    NO_SENDER = "no_sender"
    SEVERAL_SENDERS = "several_senders"
    BAD_ADDRESS = "bad_address"
    BAD_DATE = "bad_date"
    BAD_HEADER = "bad_header"
    HEADER_CUT = "header_cut"
    DOUBLE_HEADER = "double_header"
    UNKNOWN_CHARSET = "unknown_charset"
    WRONG_CHARSET = "wrong_charset"
    BAD_ENCODING = "bad_encoding"
    NUL = "nul"
    NO_BOUNDARY = "no_boundary"
    NOT_CLOSED = "not_closed"
    AFTER_THE_END = "after_the_end"
    TEXT_CUT = "text_cut"
    BAD_WINMAIL = "bad_winmail"
    BAD_SIGNED = "bad_signed"
    ENCRYPTED = "encrypted"
    PARTIAL = "partial"
    EMPTY = "empty"


class Excess(StrEnum):
    """Why a message, or a file in it, is too much to take (Awb 2:15 lid 1)."""

    MESSAGE_SIZE = "message_size"
    FILE_SIZE = "file_size"
    DEPTH = "depth"
    PARTS = "parts"


class Origin(StrEnum):
    """Where a file sat in the message."""

    PART = "part"
    MESSAGE = "message"
    CALENDAR = "calendar"
    WINMAIL = "winmail"
    SIGNATURE = "signature"
    SIGNED = "signed"
    ENCRYPTED = "encrypted"
    REPORT = "report"
    REST_OF_TEXT = "rest_of_text"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read; sizes in bytes, `text` in characters."""

    message: int = 50_000_000
    file: int = 25_000_000
    depth: int = 25
    parts: int = 500
    text: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Address:
    """An address with the name that stood with it; the part after the @ is in small letters."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something odd, with what it was about (a header, a charset, a file)."""

    oddity: Oddity
    about: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was too much: the ground, the file, its size in bytes, and the reason in plain Dutch."""

    excess: Excess
    name: str
    size: int
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that came along. The name is safe to keep and show; the media type is what the sender says."""

    name: str
    media_type: str
    content: bytes
    sha256: str
    inline: bool = False
    content_id: str = ""
    origin: Origin = Origin.PART

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Mail:
    """What a message says. Every text is safe to store and to show as text; nothing of it is proven."""

    message_id: str
    date: datetime | None
    date_stated: str
    senders: tuple[Address, ...]
    sender: Address | None
    reply_to: tuple[Address, ...]
    return_path: str | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    text: str
    text_from: str
    attachments: tuple[File, ...]
    problems: tuple[Problem, ...]
    refusals: tuple[Refusal, ...]
    content_sha256: str
    size: int
    headers: tuple[tuple[str, str], ...]
    media_type: str
    report_type: str

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a header, the topmost first; `name` in small letters."""
        return tuple(value for key, value in self.headers if key == name)

    def first(self, name: str) -> str:
        """The topmost value of a header, or nothing."""
        return next((value for key, value in self.headers if key == name), "")
