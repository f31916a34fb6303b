"""Makes the receipt PDF out of plain texts: ``ReceiptView`` goes in, ``receipt.typ`` is the page.

Everything a person typed reaches the template as JSON data, never as template code, so no answer can change
what the document says around it.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from openloket.post.typesetting import typeset

_TEMPLATE = Path(__file__).with_name("receipt.typ")


@dataclass(frozen=True, slots=True)
class RowView:
    """A question and the answer as shown; no lines: not answered."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One page of the form."""

    title: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file sent along: its name, its size in words and its SHA-256 (hexadecimal)."""

    name: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True)
class WhyView:
    """A step in the reasoning for the last day, with the article of law it rests on."""

    text: str
    article: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """A way to reach the organisation: "Telefoon" and "14 0123"."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """All that stands in the PDF, as texts; ``made_at`` becomes the date in the file (with time zone).

    ``colour`` is the organisation's colour as #rrggbb and is darkened when it is too light to read on white.
    ``last_day`` is the last day to answer in words, or empty when there is no term; ``why`` explains it.
    ``proof_state`` says in one sentence how far the proof goes at this moment.
    """

    organisation: str
    colour: str
    reference: str
    received_at: str
    copy_title: str
    product: str
    steps: tuple[StepView, ...]
    attachments: tuple[AttachmentView, ...]
    after: tuple[str, ...]
    last_day: str
    why: tuple[WhyView, ...]
    contact: tuple[ContactView, ...]
    help_text: str
    proof_state: str
    verify_url: str
    verify_command: str
    made_at: datetime


def render_receipt_pdf(view: ReceiptView, proof_json: bytes) -> bytes:
    """The receipt as PDF/UA-1 with ``proof_json`` attached as bewijs.json.

    The same view, proof and moment give the same bytes. Raises UnableToTypesetError, and ValueError for a
    colour that is none.
    """
    return typeset(_TEMPLATE, asdict(view), view.made_at, {"proof": proof_json})
