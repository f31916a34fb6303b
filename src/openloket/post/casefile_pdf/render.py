"""Makes the PDFs of a case file out of parts: ``Front`` and parts go in, ``casefile.typ`` is the page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from openloket.post.letter_pdf.render import Block
from openloket.post.typesetting import typeset

_TEMPLATE = Path(__file__).with_name("casefile.typ")
LARGEST_VOLUME = 150_000
"""Weight of one volume, about its characters. A typesetter keeps a whole document in memory, about 1 kB for
each of them: with this a case file of a thousand messages takes no more of it than one of fifty."""

_PER_ROW = 120  # a row of a table weighs this beside its characters: cells cost more than words


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the document; `kind` is chapter, heading, text, list, rows (label and text), table or words.

    `title` is of a chapter or heading; `lines` of text and lists; `head` and `rows` of tables; `blocks` the
    exact words of a message.
    """

    kind: str
    title: str = ""
    lines: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    blocks: tuple[Block, ...] = ()

    @property
    def weight(self) -> int:
        """How much of a volume it takes."""
        texts = [*self.lines, *(cell for row in self.rows for cell in row)]
        words = [line for block in self.blocks for line in block.lines]
        return len(self.title) + sum(map(len, texts)) + sum(map(len, words)) + _PER_ROW * (len(self.rows) + 1)


@dataclass(frozen=True, slots=True)
class Front:
    """What stands on every volume; `made_at` becomes the date in the file (with time zone)."""

    organisation: str
    colour: str
    reference: str
    product: str
    made_on: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Volume:
    """One PDF: its number from 1, and its content."""

    number: int
    content: bytes


def render_volumes(front: Front, parts: Iterable[Part]) -> Iterator[Volume]:
    """The volumes as PDF/UA-1, the first one last: it tells what stands in the others.

    Parts are taken one by one, and no more than one volume of them is kept besides the first. Raises
    UnableToTypesetError, and ValueError for a colour that is none.
    """
    first: Sequence[Part] = ()
    told: list[tuple[str, ...]] = []
    for number, volume in enumerate(_packed(parts), 1):
        if number == 1:
            first = volume
            continue
        told.append((f"Deel {number}", "; ".join(_titles(volume))))
        yield Volume(number, _render(front, number, volume, ()))
    yield Volume(1, _render(front, 1, first, told))


def _packed(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Parts in volumes; a volume that begins in a chapter begins with its title."""
    volume: list[Part] = []
    weight, chapter = 0, ""
    for part in (piece for whole in parts for piece in _pieces(whole)):
        if volume and weight + part.weight > LARGEST_VOLUME:
            carried = _carried(volume)
            yield volume
            again = [] if part.kind == "chapter" else [Part("chapter", f"{chapter} (vervolg)")]
            volume = [*again, *carried]
            weight = sum(one.weight for one in volume)
        if part.kind == "chapter":
            chapter = part.title
        volume.append(part)
        weight += part.weight
    yield volume


def _carried(volume: list[Part]) -> list[Part]:
    """Takes a heading off the end of a volume: it goes with what it stands above."""
    carried: list[Part] = []
    while len(volume) > 1 and volume[-1].kind == "heading":
        carried.insert(0, volume.pop())
    return carried


def _pieces(part: Part) -> Iterator[Part]:
    """A table that is too long for a volume in several, each with its head; other parts as they are."""
    if part.weight <= LARGEST_VOLUME // 2 or part.kind not in ("table", "rows"):
        yield part
        return
    rows: list[tuple[str, ...]] = []
    weight = 0
    for row in part.rows:
        weight += sum(map(len, row)) + _PER_ROW
        rows.append(row)
        if weight > LARGEST_VOLUME // 4:
            yield Part(part.kind, head=part.head, rows=tuple(rows))
            rows, weight = [], 0
    if rows:
        yield Part(part.kind, head=part.head, rows=tuple(rows))


def _titles(volume: Sequence[Part]) -> list[str]:
    """Each chapter, with the first and the last of its headings that are in this volume."""
    found: list[tuple[str, list[str]]] = []
    for part in volume:
        if part.kind == "chapter":
            found.append((part.title, []))
        elif part.kind == "heading" and found:
            found[-1][1].append(part.title)
    return [_between(title, headings) for title, headings in found]


def _between(title: str, headings: Sequence[str]) -> str:
    if not headings:
        return title
    if len(headings) == 1:
        return f"{title}: {headings[0]}"
    return f"{title}: van {headings[0]} tot en met {headings[-1]}"


def _render(front: Front, number: int, parts: Sequence[Part], others: Sequence[tuple[str, ...]]) -> bytes:
    texts = asdict(front) | {
        "number": number,
        "parts": [asdict(part) for part in parts],
        "others": list(others),
    }
    return typeset(_TEMPLATE, texts, front.made_at)
