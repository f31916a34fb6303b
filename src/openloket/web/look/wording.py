"""Small filters that put values into Dutch words for templates."""

from collections.abc import Sequence

_KINDS = {"pdf": "PDF", "image": "foto", "word": "Word", "sheet": "Excel", "text": "platte tekst"}
_ACCEPT = {
    "pdf": ".pdf",
    "image": "image/*",
    "word": ".doc,.docx,.odt",
    "sheet": ".xls,.xlsx,.ods",
    "text": ".txt,.csv",
}


def file_size(size: int) -> str:
    """Bytes in words: 512 bytes, 12 kB, 3,4 MB (decimal units)."""
    if size < 1000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{round(size / 1000)} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def join_words(words: Sequence[str], last: str = "en") -> str:
    """ "a", "a en b", "a, b en c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def file_kinds(kinds: Sequence[str]) -> str:
    """Accepted kinds of file in words: "PDF, foto of scan of Word"."""
    return join_words([_KINDS[kind] for kind in kinds], "of")


def file_accept(kinds: Sequence[str]) -> str:
    """The accept attribute of a file input for these kinds."""
    return ",".join(_ACCEPT[kind] for kind in kinds)
