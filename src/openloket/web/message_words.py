"""The words of a message on a screen: its parts as on paper, and each web address as a link in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from openloket.post.letter_pdf.render import blocks_of

_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}")
_AFTER = ".,;:!?)]}'"
_SENTENCE = re.compile(r"(?<=[.!?]) +")
_LONGEST_SHOWN, _LONGEST_LABEL = 40, 90


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line; with `url` it is a link."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of the text: kind is heading, list or paragraph; each line is a row of pieces."""

    kind: str
    lines: tuple[tuple[Piece, ...], ...]


def shown(text: str, site: str) -> list[Shown]:
    """The parts of a message; `site` is the address of the organisation: of others the host is named."""
    return [Shown(one.kind, tuple(_lines(one.lines, site, every=True))) for one in blocks_of(text)]


def shown_at_desk(text: str, site: str) -> list[Shown]:
    """The same for an employee: only what opens a page of the reader alone is in words, the rest stays.

    An empty `site`: as on paper, where every address stands as it is.
    """
    return [Shown(one.kind, tuple(_lines(one.lines, site, every=False))) for one in blocks_of(text)]


def _lines(lines: tuple[str, ...], site: str, *, every: bool) -> Iterator[tuple[Piece, ...]]:
    """Of an address on a line of its own the words before it tell what it is."""
    rows = [line.replace("\n", " ") for line in lines]
    number = 0
    while number < len(rows):
        line = rows[number]
        if line.endswith(":") and number + 1 < len(rows) and _ADDRESS.fullmatch(rows[number + 1].strip()):
            number += 1
            line = f"{line} {rows[number].strip()}"
        yield tuple(_pieces(line, site, every))
        number += 1


def _pieces(line: str, site: str, every: bool) -> Iterator[Piece]:
    at = 0
    for found in _ADDRESS.finditer(line):
        url = found[0].rstrip(_AFTER)
        if not every and not (site and url.startswith(site)):
            continue
        before, after = line[at : found.start()], line[found.start() + len(url) :]
        at = found.start() + len(url)
        words = before.rstrip()
        if words.endswith(":") and not after.strip(" ."):
            whole = words.removesuffix(":")
            *told, label = [whole] if len(whole) <= _LONGEST_LABEL else _SENTENCE.split(whole)
            yield Piece(f"{' '.join(told)} " if told else "")
            yield Piece(f"{label}{_elsewhere(url, site)}", url)
        else:
            yield Piece(before)
            yield Piece(_short(url), url)
    yield Piece(line[at:])


def _elsewhere(url: str, site: str) -> str:
    """Whose page it is, where that is not the organisation's own."""
    host = urlsplit(url).netloc
    return "" if host == urlsplit(site).netloc else f" ({host})"


def _short(url: str) -> str:
    """The address without what nobody reads; of a long one only whose it is."""
    parts = urlsplit(url)
    whole = f"{parts.netloc}{parts.path}".rstrip("/")
    return whole if len(whole) <= _LONGEST_SHOWN and not parts.query else f"deze pagina op {parts.netloc}"
