"""A table as a spreadsheet saved it: its lines, in whatever code their signs were written."""

import io
from collections.abc import Iterator

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_OTHERS = (
    (b"PK\x03\x04", "een werkblad van Excel of LibreOffice"),
    (b"\xd0\xcf\x11\xe0", "een oud werkblad van Excel"),
    (b"%PDF-", "een PDF"),
)


class NotATable(Exception):
    """The file holds no table in text; the message says what to do, in Dutch."""


def lines_of(content: bytes) -> Iterator[str]:
    """The lines of a table. Raises NotATable.

    UTF-8 as it should be; else what Excel writes: UTF-16 with a mark, or Windows-1252.
    """
    for begins, what in _OTHERS:
        if content.startswith(begins):
            raise NotATable(f"Dit is {what}. Sla het op als CSV, en lees dat bestand in.")
    text = _decoded(content)
    if "\0" in text[:1000]:
        raise NotATable("Dit is geen tabel met tekst. Sla de tabel op als CSV.")
    yield from io.StringIO(text, newline="")


def _decoded(content: bytes) -> str:
    for mark, code in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(code, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
