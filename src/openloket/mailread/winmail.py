"""Unpacks winmail.dat (TNEF), in which Outlook hides the text and the files of a message [MS-OXTNEF]."""

import struct
from dataclasses import dataclass, field

from openloket.mailread import charsets
from openloket.mailread.richtext import decompressed

_SIGNATURE = 0x223E9F78
_BODY, _MESSAGE_PROPERTIES, _CODEPAGE = 0x0002800C, 0x00069003, 0x00069007
_NEW_FILE, _TITLE, _FILE, _FILE_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_BODY_TEXT, _BODY_RICH, _BODY_HTML = 0x1000, 0x1009, 0x1013
_FILE_BYTES, _SHORT_NAME, _LONG_NAME, _MIME_TYPE, _CONTENT_ID = 0x3701, 0x3704, 0x3707, 0x370E, 0x3712
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x0A: 4, 0x0B: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8, 0x40: 8, 0x48: 16}
_TEXT_8BIT, _TEXT_16BIT, _BINARY, _OBJECT = 0x1E, 0x1F, 0x102, 0x0D
_MOST = 1_000


@dataclass(slots=True)
class WinmailFile:
    """A file inside winmail.dat, as Outlook names it."""

    name: str = ""
    media_type: str = ""
    content_id: str = ""
    content: bytes = b""


@dataclass(slots=True)
class Winmail:
    """What was inside: text, HTML or rich text of the message (empty when not there), and files."""

    text: str = ""
    html: str = ""
    rich: bytes = b""
    files: list[WinmailFile] = field(default_factory=list)
    whole: bool = True
    codepage: str = "cp1252"


def unpacked(content: bytes) -> Winmail | None:
    """What is inside; `whole` is False when it breaks off. None when this is no TNEF at all."""
    if len(content) < 6 or struct.unpack_from("<I", content)[0] != _SIGNATURE:
        return None
    found, place = Winmail(), 6
    try:
        while place + 9 <= len(content) and len(found.files) < _MOST:
            _, attribute, length = struct.unpack_from("<BII", content, place)
            if place + 9 + length > len(content):
                found.whole = False
                break
            _take(found, attribute, content[place + 9 : place + 9 + length])
            place += 9 + length + 2
    except (struct.error, IndexError, ValueError):
        found.whole = False
    return found


def _take(found: Winmail, attribute: int, value: bytes) -> None:
    """One attribute of the message or of the last file."""
    if attribute == _NEW_FILE:
        found.files.append(WinmailFile())
    elif attribute == _CODEPAGE and len(value) >= 4:
        found.codepage = f"cp{struct.unpack_from('<I', value)[0]}"
    elif attribute == _BODY:
        found.text = found.text or _words(value, found.codepage)
    elif attribute == _MESSAGE_PROPERTIES:
        _message(found, value)
    elif found.files:
        _of_file(found.files[-1], attribute, value, found.codepage)


def _message(found: Winmail, value: bytes) -> None:
    for number, kind, content in _properties(value):
        if number == _BODY_TEXT:
            found.text = _said(kind, content, found.codepage) or found.text
        elif number == _BODY_HTML:
            found.html = _said(kind, content, found.codepage)
        elif number == _BODY_RICH:
            found.rich = decompressed(content) or b""


def _of_file(file: WinmailFile, attribute: int, value: bytes, codepage: str) -> None:
    if attribute == _TITLE:
        file.name = file.name or _words(value, codepage)
    elif attribute == _FILE:
        file.content = value
    elif attribute == _FILE_PROPERTIES:
        named = {number: (kind, content) for number, kind, content in _properties(value)}
        for number in (_LONG_NAME, _SHORT_NAME):
            if number in named:
                file.name = _said(*named[number], codepage) or file.name
                break
        file.media_type = _said(*named.get(_MIME_TYPE, (_TEXT_8BIT, b"")), codepage)
        file.content_id = _said(*named.get(_CONTENT_ID, (_TEXT_8BIT, b"")), codepage)
        if not file.content and _FILE_BYTES in named:
            # An embedded object begins with sixteen bytes that name its interface.
            kind, content = named[_FILE_BYTES]
            file.content = content[16:] if kind == _OBJECT else content


def _said(kind: int, content: bytes, codepage: str) -> str:
    if kind == _TEXT_16BIT:
        return charsets.decode(content, "utf-16-le")[0].rstrip("\x00")
    return _words(content, codepage)


def _words(content: bytes, codepage: str) -> str:
    return charsets.decode(content.rstrip(b"\x00"), codepage)[0]


def _properties(value: bytes) -> list[tuple[int, int, bytes]]:
    """The MAPI properties in an attribute: (number, kind, content); of several values the first."""
    found: list[tuple[int, int, bytes]] = []
    (count,), place = struct.unpack_from("<I", value), 4
    for _ in range(min(count, _MOST)):
        kind, number = struct.unpack_from("<HH", value, place)
        place += 4
        if number >= 0x8000:
            place = _past_name(value, place)
        content, place = _value(value, place, kind)
        found.append((number, kind & 0xFFF, content))
    return found


def _past_name(value: bytes, place: int) -> int:
    """A property of the sender's own has a name before its value: a number, or a text."""
    (sort,) = struct.unpack_from("<I", value, place + 16)
    if sort == 0:
        return place + 24
    (length,) = struct.unpack_from("<I", value, place + 20)
    return place + 24 + _padded(length)


def _value(value: bytes, place: int, kind: int) -> tuple[bytes, int]:
    several, kind = kind & 0x1000, kind & 0xFFF
    count = 1
    if several or kind in (_TEXT_8BIT, _TEXT_16BIT, _BINARY, _OBJECT):
        (count,) = struct.unpack_from("<I", value, place)
        place += 4
    first = b""
    for index in range(min(count, _MOST)):
        length = _FIXED.get(kind, 0)
        if not length:
            (length,) = struct.unpack_from("<I", value, place)
            place += 4
        if place + length > len(value):
            raise ValueError("a value longer than what holds it")
        first = value[place : place + length] if index == 0 else first
        place += _padded(length)
    return first, place


def _padded(length: int) -> int:
    return (length + 3) // 4 * 4
