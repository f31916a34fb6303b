"""Which signs the receipt PDF can show, and what stands there for the others.

The PDF compiler brings one text font. On a sign outside it the compiler refuses the document (PDF/UA asks a
glyph for every sign) and on some mixes of scripts it crashes. A person may type anything, and must always get
a receipt. So signs outside the ranges below are shown by their Unicode number; the proof file in the PDF and
the receipt page hold them as typed. The ranges are measured (upright, bold
and italic), and a test renders every sign in them.
"""

import re
from unicodedata import normalize

_RANGES = (
    " -~\u00a1-\u00ac\u00ae-\u0241\u0250-\u02dd\u0300-\u036f"  # Latin and its accents
    "\u0374\u0375\u037a-\u037e\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u03d0-\u03e1"  # Greek
    "\u0400-\u045f\u0490-\u04c4\u04d0-\u04f9"  # Cyrillic
    "\u05d0-\u05ea"  # Hebrew
    "\u1e00-\u1e9b\u1e9e\u1ea0-\u1ef9"  # Latin, more accents
    "\u2010-\u2027\u2030-\u2037\u2039-\u203e\u2044"  # punctuation
    "\u2070\u2071\u2074-\u208e\u20a2-\u20a4\u20ac\u20bf"  # small figures, currencies
    "\u2105\u2113\u2116\u2122\u2126\u2153-\u215e"  # letters as signs, fractions
    "\u2190-\u2199\u2200-\u2209\u2211-\u221c\u221e\u2248\u2260\u2264\u2265\u22c5"  # arrows, mathematics
    "\u25a0\u25a1\u25cb\u25cf\u2605\u2639-\u263b\u2665\u2666"  # marks
)
LATIN = re.compile(r"[^\n\x20-\x7e\xa1-\xac\xae-\xff]")
SHOWN = re.compile(f"[^\n{_RANGES}]")

_NEW_LINE = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)


def showable(text: str, outside: re.Pattern[str] = SHOWN) -> tuple[str, bool]:
    """The text in signs the PDF can show, and whether a sign had to be written as its number.

    ``outside`` matches the signs that cannot be shown. Signs that are invisible anyway are left out, among
    them those that turn the reading direction around.
    """
    plain = _INVISIBLE.sub("", _SPACE.sub(" ", _NEW_LINE.sub("\n", normalize("NFC", text))))
    shown, count = outside.subn(lambda sign: f"[U+{ord(sign[0]):04X}]", plain)
    return shown, count > 0
