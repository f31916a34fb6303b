"""Makes the PDF of a decision out of plain texts: ``BesluitView`` goes in, ``besluit.typ`` is the page."""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from openloket.post.typesetting import typeset

_TEMPLATE = Path(__file__).with_name("besluit.typ")


@dataclass(frozen=True, slots=True)
class PartView:
    """A heading and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BesluitView:
    """All that stands in the PDF, as texts; ``made_at`` becomes the date in the file (with time zone).

    ``made_known`` says when and how it was made known, ``last_day`` the last day to object or appeal; both
    are empty before that. ``remedy`` are the paragraphs of the clause of Awb 3:45 or 6:23. ``colour`` is
    the organisation's as #rrggbb.
    """

    organisation: str
    colour: str
    reference: str
    title: str
    decided_on: str
    authority: str
    signed_by: str
    parts: tuple[PartView, ...]
    remedy: tuple[str, ...]
    made_known: str
    last_day: str
    last_day_label: str
    contact: str
    sha256: str
    made_at: datetime


def render_besluit_pdf(view: BesluitView, content: bytes) -> bytes:
    """The decision as PDF/UA-1 with ``content`` (canonical JSON) attached as besluit.json.

    The same view and content give the same bytes. Raises UnableToTypesetError, and ValueError for a colour
    that is none.
    """
    return typeset(_TEMPLATE, asdict(view), view.made_at, {"content": content})
