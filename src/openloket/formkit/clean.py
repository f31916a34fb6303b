"""Makes typed text safe to keep: no control characters, no lone surrogates, one Unicode form (NFC)."""

import re
import unicodedata

# Longer than any field may be, so that the person is told "too long" and gets the text back.
CAP = 100_000

# Control characters except tab and newline, lone surrogates, direction overrides (they make a copy read
# differently from what was entered), the byte-order mark and non-characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\x0b\x0c]")


def typed(text: str) -> str:
    """What the person typed, with line ends as newlines and without characters nobody types."""
    text = text[:CAP]
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """Cleaned text on one line: outer space removed, inner runs of space made single."""
    text = typed(text)
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return unicodedata.normalize("NFC", " ".join(text.split()))


def lines(text: str) -> str:
    """Cleaned text that keeps its lines: space at line ends and around the whole removed."""
    kept = "\n".join(line.rstrip() for line in typed(text).split("\n"))
    return unicodedata.normalize("NFC", kept.strip())
