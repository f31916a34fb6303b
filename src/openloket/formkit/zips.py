"""Looks into the table of contents of a zip file, without unpacking anything: which office document is it?"""

import struct
import zipfile
from typing import BinaryIO

_END = b"PK\x05\x06"
_END_SIZE = 22
_ZIP64_LOCATOR = b"PK\x06\x07"
_LOCATOR_SIZE = 20
_LONGEST_COMMENT = 65_535
MAX_ENTRIES = 2_000
MAX_CONTENTS = 1_000_000
MAX_UNPACKED = 200_000_000
MAX_RATIO = 200
SMALL = 1_000_000

_OOXML = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_OPEN_DOCUMENT = (
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
)
_MACROS = ("vbaproject.bin", "basic/", "scripts/")


def office_type(content: BinaryIO, size: int) -> str | None:
    """The media type of a Word, Excel or OpenDocument file; None for other zips, bombs and macros."""
    if not _contents_are_small(content, size):
        return None
    try:
        with zipfile.ZipFile(content) as archive:
            entries = archive.infolist()
            if any(_is_suspect(entry) for entry in entries) or not _is_reasonable(entries, size):
                return None
            return _by_names(archive, entries)
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        struct.error,
        EOFError,
    ):
        return None


def _contents_are_small(content: BinaryIO, size: int) -> bool:
    """Looked at before zipfile does, because that keeps the whole table in memory. Zip64 is refused too."""
    start = max(0, size - _END_SIZE - _LONGEST_COMMENT)
    content.seek(start)
    tail = content.read(_END_SIZE + _LONGEST_COMMENT)
    found = tail.rfind(_END)
    if found < 0 or len(tail) < found + _END_SIZE:
        return False
    if tail[max(0, found - _LOCATOR_SIZE) : found].startswith(_ZIP64_LOCATOR):
        return False
    entries, table = struct.unpack_from("<HI", tail, found + 10)
    return bool(entries <= MAX_ENTRIES and table <= MAX_CONTENTS)


def _is_suspect(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename.lower()
    path = name.replace("\\", "/").split("/")
    encrypted = bool(entry.flag_bits & 1)
    return encrypted or ".." in path or name.startswith("/") or any(mark in name for mark in _MACROS)


def _is_reasonable(entries: list[zipfile.ZipInfo], size: int) -> bool:
    """No bomb: neither the whole nor one entry grows out of proportion when unpacked."""
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED or len(entries) > MAX_ENTRIES:
        return False
    if sum(entry.compress_size for entry in entries) > size:
        return False
    return all(entry.file_size <= max(SMALL, MAX_RATIO * entry.compress_size) for entry in entries)


def _by_names(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> str | None:
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" in names:
        kinds = [media for name, media in _OOXML.items() if name in names]
        return kinds[0] if len(kinds) == 1 else None
    first = entries[0] if entries else None
    if first is None or first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
        return None
    # Stored, not compressed, and checked to be short: nothing is unpacked here.
    if first.file_size > 100 or first.file_size != first.compress_size:
        return None
    media = archive.read(first).decode("ascii", "replace").strip()
    return media if media in _OPEN_DOCUMENT else None
