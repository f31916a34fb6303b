"""The headers of a message or of a part: cut loose, unfolded, decoded (RFC 5322, 2047, 2231, 6532)."""

import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from openloket.mailread import charsets
from openloket.mailread.mail import Oddity, Problem

LONGEST_VALUE = 50_000
MOST_HEADERS = 1_000

_ALWAYS = frozenset(
    {b"from", b"to", b"cc", b"subject", b"date", b"message-id", b"reply-to", b"in-reply-to", b"references"}
    | {b"content-type", b"content-transfer-encoding", b"content-disposition", b"auto-submitted"}
)
_NAME = re.compile(rb"[!-9;-~]{1,200}[ \t]*:")
_ENDS = re.compile(rb"\r\n|\n|\r(?!\n)")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_PARAMETER = re.compile(r";\s*([^\s=;\"]{1,200})\s*=\s*(\"(?:\\.|[^\"\\])*\"?|[^;]*)", re.DOTALL)
_PIECE = re.compile(r"([^*]+)\*(\d{1,4})(\*?)\Z")


@dataclass(frozen=True, slots=True)
class Headers:
    """Names in small letters with unfolded values (encoded words still encoded), topmost first."""

    all: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...] = ()

    def first(self, name: str) -> str:
        """The topmost value of a header, or nothing."""
        return next((value for key, value in self.all if key == name), "")


def split(content: bytes, *, whole: bool = False) -> tuple[Headers, bytes]:
    """The headers, and what follows on the empty line. Lines that are no header are passed over.

    `whole`: of a message, which may have empty lines on top; a part with an empty line has no headers.
    """
    problems: list[Problem] = []
    found: list[tuple[bytes, list[bytes]]] = []
    start = _beginning(content) if whole else 0
    for line, place, following in _lines(content, start):
        if not line:
            return _tell(found, problems), content[following:]
        if line[:1] in b" \t" and found:
            found[-1][1].append(line)
        elif _NAME.match(line):
            name, _, value = line.partition(b":")
            found.append((name.strip().lower(), [value]))
        elif _goes_on(content, following) and (found or line.startswith((b"From ", b">From "))):
            if found or not line.startswith((b"From ", b">From ")):
                problems.append(Problem(Oddity.BAD_HEADER))
        else:
            problems.append(Problem(Oddity.BAD_HEADER))
            return _tell(found, problems), content[place:]
    return _tell(found, problems), b""


def _beginning(content: bytes) -> int:
    """Past a byte-order mark and empty lines before the first header."""
    start = 3 if content.startswith(b"\xef\xbb\xbf") else 0
    blank = re.compile(rb"[\r\n]*").match(content, start)
    after = blank.end() if blank else start
    return after if _NAME.match(content, after) or content.startswith(b"From ", after) else start


def _lines(content: bytes, start: int) -> Iterable[tuple[bytes, int, int]]:
    """Each line, where it begins, and where the next one does."""
    while start < len(content):
        end = _ENDS.search(content, start)
        if end is None:
            yield content[start:], start, len(content)
            return
        yield content[start : end.start()], start, end.end()
        start = end.end()


def _goes_on(content: bytes, place: int) -> bool:
    return bool(_NAME.match(content, place))


def _tell(found: list[tuple[bytes, list[bytes]]], problems: list[Problem]) -> Headers:
    values = []
    if len(found) > MOST_HEADERS:
        problems.append(Problem(Oddity.HEADER_CUT))
        found = (
            found[:MOST_HEADERS] + [one for one in found[MOST_HEADERS:] if one[0] in _ALWAYS][:MOST_HEADERS]
        )
    for name, pieces in found:
        whole = b" ".join(piece.strip() for piece in pieces)
        if b"\x00" in whole:
            problems.append(Problem(Oddity.NUL))
        if len(whole) > LONGEST_VALUE:
            problems.append(Problem(Oddity.HEADER_CUT, name.decode("ascii", "replace")[:100]))
        text, _, _ = charsets.decode(whole[:LONGEST_VALUE].replace(b"\x00", b""), "")
        values.append((name.decode("ascii", "replace"), text.strip()))
    return Headers(tuple(values), tuple(dict.fromkeys(problems)))


def decoded(value: str) -> str:
    """A value with its encoded words read (RFC 2047); letters cut over two words are put together first."""
    if "=?" not in value:
        return value
    out: list[str] = []
    kept, charset, place = b"", "", 0
    for word in _WORD.finditer(value):
        between = value[place : word.start()]
        said = word[1].partition("*")[0]
        content = _unwrapped(word[2], word[3])
        if kept and not between.strip() and said.lower() == charset.lower():
            kept += content
        else:
            if kept:
                out.append(charsets.decode(kept, charset)[0])
            out.append("" if kept and not between.strip() else between)
            kept, charset = content, said
        place = word.end()
    if kept:
        out.append(charsets.decode(kept, charset)[0])
    return "".join([*out, value[place:]])


def _unwrapped(way: str, text: str) -> bytes:
    """What an encoded word holds: base64, or quoted printable with _ for a space."""
    raw = text.encode("ascii", "replace")
    if way in "qQ":
        return binascii.a2b_qp(raw.replace(b" ", b"_"), header=True)
    return unbase64(raw)[0]


def unbase64(raw: bytes) -> tuple[bytes, bool]:
    """What base64 holds, and whether it was right. Signs that do not belong there are passed over.

    So are lines with spaces inside, which somebody's virus scanner wrote under the file. What was joined
    out of several (with = between) is read piece by piece.
    """
    fits = not re.search(rb"[^A-Za-z0-9+/=\s]", raw)
    if not fits:
        raw = b"".join(line for line in raw.splitlines() if b" " not in line.strip())
    pieces = re.split(rb"=+", re.sub(rb"[^A-Za-z0-9+/=]", b"", raw))
    fits = fits and not any(pieces[1:]) and len(pieces[0]) % 4 != 1
    return b"".join(_piece(piece) for piece in pieces), fits


def _piece(letters: bytes) -> bytes:
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """What stands before the first ; in small letters, and the parameters after it (RFC 2231)."""
    head, semicolon, _ = value.partition(";")
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for name, raw in _PARAMETER.findall(value[len(head) :] if semicolon else ""):
        key, text = name.lower(), _unquoted(raw)
        piece = _PIECE.match(key)
        if piece:
            pieces.setdefault(piece[1], {})[int(piece[2])] = (text, bool(piece[3]))
        elif key.endswith("*"):
            pieces.setdefault(key[:-1], {}).setdefault(0, (text, True))
        else:
            plain.setdefault(key, decoded(text))
    for key, numbered in pieces.items():
        plain[key] = _together(numbered)
    return head.strip().lower(), plain


def _unquoted(raw: str) -> str:
    raw = raw.strip()
    if not raw.startswith('"'):
        return raw
    closed = raw[1:-1] if len(raw) > 1 and raw.endswith('"') and not raw.endswith('\\"') else raw[1:]
    # A backslash before a letter is a Windows path that was not escaped.
    return re.sub(r"\\([\"\\])", r"\1", closed)


def _together(numbered: dict[int, tuple[str, bool]]) -> str:
    """The pieces of a value in their order; the first may say the charset: utf-8'nl'na%C3%AFef."""
    charset, content = "", b""
    for number in sorted(numbered):
        text, is_encoded = numbered[number]
        if is_encoded and number == min(numbered) and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        raw = text.encode("utf-8", "replace")
        content += unquote_to_bytes(raw) if is_encoded else raw
    return decoded(charsets.decode(content, charset)[0])
