"""Makes the PDF of a letter out of plain texts: ``LetterView`` goes in, ``letter.typ`` is the page."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from openloket.post.typesetting import typeset

_TEMPLATE = Path(__file__).with_name("letter.typ")
_LEAST_LETTERS = 4  # in a heading; fewer capitals may be a word such as "AVG"


@dataclass(frozen=True, slots=True)
class LetterView:
    """All that stands on the letter; ``made_at`` becomes the date in the file (with time zone).

    ``colour`` is the organisation's colour as #rrggbb. ``sender`` is its name and address on one line, shown
    small above ``to_lines`` (name and address of who gets it), with ``number``, by which the letter is known
    when it comes back. ``text`` is the message as it was kept.
    """

    organisation: str
    colour: str
    sender: str
    to_lines: tuple[str, ...]
    reference: str
    written_on: str
    subject_line: str
    text: str
    made_at: datetime
    number: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text: kind is heading, list or paragraph."""

    kind: str
    lines: tuple[str, ...]


def render_letter_pdf(view: LetterView) -> bytes:
    """The letter as PDF/UA-1; the same view gives the same bytes.

    Raises UnableToTypesetError, and ValueError for a colour that is none.
    """
    texts = asdict(view) | {"blocks": [asdict(block) for block in blocks_of(view.text)]}
    return typeset(_TEMPLATE, texts, view.made_at)


def blocks_of(text: str) -> Iterator[Block]:
    """The parts of a message: a line in capitals is a heading, lines beginning with "- " are a list.

    An indented line in a list goes on with what the line before said, on a line of its own.
    """
    kind, lines = "", []
    for line in [*text.splitlines(), ""]:
        this = _kind(line)
        if kind == "list" and this == "paragraph" and line.startswith("  "):
            lines[-1] += f"\n{line.strip()}"
            continue
        if lines and (this != kind or kind == "heading"):
            yield Block(kind, tuple(lines))
            lines = []
        kind = this
        if this:
            lines.append(line.removeprefix("- ") if this == "list" else line.strip())


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    if line.startswith("- "):
        return "list"
    heading = line.isupper() and sum(sign.isalpha() for sign in line) >= _LEAST_LETTERS
    return "heading" if heading and not any(sign.isdigit() for sign in line) else "paragraph"
