"""Whether a ZIP holds what its list of files tells, and nothing before, between or after those."""

from collections import Counter
from typing import IO
from zipfile import ZipFile

_LOCAL, _END, _END_64 = 30, 22, 76
"""Bytes of the head of a file, of the end of a ZIP, and of what a large ZIP has before that end."""
_STREAMED = 0x08
_TOLD_AFTER = (12, 16, 20, 24)
"""Behind a file that was written as a stream its sizes follow, in one of four spellings."""
_LARGE = 0xFFFFFFFF


def doubled(archive: ZipFile) -> list[str]:
    """Names that more than one file has: programs differ in which of them they show."""
    return sorted(name for name, times in Counter(archive.namelist()).items() if times > 1)


def is_whole(archive: ZipFile, source: IO[bytes]) -> bool:
    """Whether every byte is of a file that the ZIP lists, or of that list.

    What stands beside them is another document to who reads the file from its front, and no list names it.
    """
    place = 0
    loose: tuple[int, ...] = (0,)
    for info in sorted(archive.infolist(), key=lambda one: one.header_offset):
        if info.header_offset - place not in loose:
            return False
        head = _read(source, info.header_offset, _LOCAL)
        lengths = _number(head, 26, 2) + _number(head, 28, 2)
        place = info.header_offset + _LOCAL + lengths + info.compress_size
        loose = _TOLD_AFTER if info.flag_bits & _STREAMED else (0,)
    return archive.start_dir - place in loose and _ends(archive, source)


def _ends(archive: ZipFile, source: IO[bytes]) -> bool:
    """Whether nothing follows the list of files but the end, without a remark."""
    length = source.seek(0, 2)
    size, ends = _number(_read(source, length - _END, _END), 12, 4), _END
    if size == _LARGE:
        ends += _END_64
        size = _number(_read(source, length - ends, _END_64), 40, 8)
    return archive.comment == b"" and archive.start_dir + size + ends == length


def _read(source: IO[bytes], place: int, size: int) -> bytes:
    source.seek(place)
    return source.read(size)


def _number(head: bytes, place: int, size: int) -> int:
    return int.from_bytes(head[place : place + size], "little")
