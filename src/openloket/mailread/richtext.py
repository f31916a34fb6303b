"""Outlook's compressed rich text back to rich text, and its plain words [MS-OXRTFCP]."""

import re
import struct

_HEAD = 16
_COMPRESSED, _PLAIN = 0x75465A4C, 0x414C454D
_WINDOW = 4096
MOST = 20_000_000
_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_SIGN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|([^\\{}]+)", re.DOTALL
)
_SILENT = frozenset(
    {
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "object",
        "header",
        "footer",
        "filetbl",
        "listtable",
    }
    | {"generator", "themedata", "xmlnstbl", "revtbl", "rsidtbl", "latentstyles", "datastore", "mhtmltag"}
)
_ENDS = {"par": "\n", "line": "\n", "tab": "\t", "row": "\n", "cell": " ", "emdash": "—", "endash": "–"}


def decompressed(content: bytes) -> bytes | None:
    """The rich text; None when this is not Outlook's form of it, or it grows beyond MOST bytes."""
    if len(content) < _HEAD:
        return None
    _, raw_size, sort, _ = struct.unpack_from("<IIII", content)
    if sort == _PLAIN:
        return content[_HEAD : _HEAD + raw_size]
    if sort != _COMPRESSED or raw_size > MOST:
        return None
    return _unrolled(content, raw_size)


def _unrolled(content: bytes, raw_size: int) -> bytes:
    """Eight tokens after each flag byte: a letter, or two bytes that point back into the last 4,096."""
    out = bytearray(_START)
    wanted, place = len(_START) + raw_size, _HEAD
    while place < len(content) and len(out) < wanted:
        flags, place = content[place], place + 1
        for bit in range(8):
            if place >= len(content) or len(out) >= wanted:
                break
            if not flags >> bit & 1:
                out.append(content[place])
                place += 1
                continue
            if place + 2 > len(content):
                return bytes(out[len(_START) :])
            (pair,) = struct.unpack_from(">H", content, place)
            place += 2
            back = (len(out) - (pair >> 4)) % _WINDOW
            if not back or back > len(out):
                return bytes(out[len(_START) :])
            for _ in range((pair & 15) + 2):
                out.append(out[-back])
    return bytes(out[len(_START) : wanted])


def words(rich: bytes) -> str:
    """The plain words of rich text, in one pass; what is HTML inside rich text loses its tags."""
    out: list[str] = []
    groups: list[bool] = [False]
    skip = 0
    for word, number, code, sign, brace, plain in _SIGN.findall(rich.decode("latin-1")):
        if brace:
            if brace == "{":
                groups.append(groups[-1])
            elif len(groups) > 1:
                groups.pop()
        elif word in _SILENT or sign == "*":
            groups[-1] = True
        elif word == "u" and number and not groups[-1]:
            out.append(chr(int(number) % 65_536))
            skip = 1
        elif not groups[-1]:
            said = _said(word, code, sign, plain)
            out.append(said[skip:] if said and (code or plain) else said)
            skip = 0 if said else skip
    text = "".join(out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _said(word: str, code: str, sign: str, plain: str) -> str:
    if code:
        return bytes.fromhex(code).decode("cp1252", "replace")
    if plain:
        return plain.replace("\r", "").replace("\n", "").encode("latin-1").decode("cp1252", "replace")
    if sign:
        return {"~": " ", "_": "-", "{": "{", "}": "}", "\\": "\\"}.get(sign, "")
    return _ENDS.get(word, "")
