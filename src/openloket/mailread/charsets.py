"""Bytes to text, whatever the sender says the characters are: first what is said, then the likely ones."""

import codecs
import re

# Names that mail programs write, and the character set that is meant. Western sets are read as their Windows
# superset, as browsers do: senders of "iso-8859-1" use its curly quotes and the euro sign.
_MEANT = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "l1": "cp1252",
    "ansi": "cp1252",
    "iso-8859-9": "cp1254",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "unicode": "utf-16",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
    "iso-2022-jp": "iso2022_jp_ext",
    "tis-620": "cp874",
    "windows-874": "cp874",
}
# Python's other codecs are no character sets, or need more than linear time (punycode, idna).
_FAMILIES = re.compile(
    r"(?:utf-(?:7|8|8-sig|16|16-le|16-be|32|32-le|32-be)|iso8859-\d+|cp\d+|koi8-[rtu]|mac-[a-z]+"
    r"|big5|big5hkscs|gb18030|gb2312|gbk|hz|euc_[a-z0-9]+|shift_jis[x0-9_]*|iso2022_[a-z0-9_]+|johab"
    r"|ptcp154|kz1048|hp-roman8|tis-620|viscii|ascii)\Z"
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JAPANESE = re.compile(rb"\x1b(?:\$[@B]|\([BJ])")


def known(name: str) -> str:
    """The codec of a charset as mail names it, or nothing when no character set of that name is known."""
    tidy = re.sub(r"[^a-z0-9_.:-]", "", name.lower()[:60]).removeprefix("cs").replace("windows-", "cp")
    tidy = tidy.removeprefix("x-cp-").replace("cp-", "cp")
    tidy = _MEANT.get(name.lower().strip(" \t\"'"), _MEANT.get(tidy, tidy))
    try:
        codec = codecs.lookup(tidy).name
    except (LookupError, ValueError):
        return ""
    return tidy if _FAMILIES.match(codec) else ""


def decode(content: bytes, charset: str) -> tuple[str, bool, bool]:
    """The text; whether the charset that was said is known (none said is fine); and whether it fits."""
    codec = known(charset) if charset else ""
    is_known = bool(codec or not charset)
    if content.isascii() and codec in ("", "cp1252", "utf-8", "ascii") and not _JAPANESE.search(content):
        return _clean(content.decode("ascii")), is_known, True
    if codec and charset.lower() not in ("us-ascii", "ascii"):
        text = _strict(content, codec)
        if text is not None:
            return _clean(text), True, True
    said = "utf-8" if codec == "utf-8" else ""
    return _clean(_guess(content, said)), is_known, not codec


def _strict(content: bytes, codec: str) -> str | None:
    try:
        text = content.decode(codec)
    except (UnicodeError, ValueError, IndexError):
        return None
    # UTF-8 that was labelled Western: two or more of its letters in a row are no coincidence.
    if codec == "cp1252" and re.search(rb"[\xc3\xe2][\x80-\xbf]", content):
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            return text
    return text


def _guess(content: bytes, said: str) -> str:
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return content.decode(codec, "replace")
    if _JAPANESE.search(content):
        return content.decode("iso2022_jp_ext", "replace")
    text = content.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    letters = sum(1 for char in text if char > "\x7f") - lost
    if not lost or (said and lost <= letters) or lost * 20 < letters:
        return text
    return content.decode("cp1252", "replace")


def _clean(text: str) -> str:
    """Without the mark at the beginning; half characters (UTF-7 can make them) become a question mark."""
    text = text.removeprefix("\ufeff")
    if text.isascii():
        return text
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
