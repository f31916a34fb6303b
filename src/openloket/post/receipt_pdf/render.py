"""Makes the receipt PDF out of plain texts: ``ReceiptView`` goes in, ``receipt.typ`` is the page.

Everything a person typed reaches the template as JSON data, never as template code, so no answer can change
what the document says around it.
"""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from openloket.post.receipt_pdf.glyphs import LATIN, SHOWN, showable

_TEMPLATE = Path(__file__).with_name("receipt.typ")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LEAST_CONTRAST = 5.0  # on white; WCAG asks 4.5, print fades a little
_PROCESS_LOCK = Lock()


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


class UnableToRenderError(RuntimeError):
    """The PDF could not be made; the message is the compiler's."""


def render_receipt_pdf(view: ReceiptView, proof_json: bytes) -> bytes:
    """The receipt as PDF/UA-1 with ``proof_json`` attached as bewijs.json.

    The same view, proof and moment give the same bytes. Raises UnableToRenderError, and ValueError for a
    colour that is none.
    """
    try:
        return _compile(_inputs(view, proof_json, SHOWN), view.made_at)
    except UnableToRenderError:
        # Signs that go well one by one may still fail together: show fewer rather than give no receipt.
        return _compile(_inputs(view, proof_json, LATIN), view.made_at)


def _compile(inputs: dict[str, str], made_at: datetime) -> bytes:
    try:
        # One document at a time per process: a compiler keeps its inputs and is not made for sharing.
        with _PROCESS_LOCK:
            pdf = _compiler().compile(
                format="pdf", pdf_standards="ua-1", sys_inputs=inputs, timestamp=made_at
            )
    except typst.TypstError as problem:
        raise UnableToRenderError(f"{problem.message} {' '.join(problem.trace)}") from problem
    except BaseException as problem:
        # A crash inside the compiler arrives as this class, which no module exports and no Exception covers.
        if type(problem).__name__ != "PanicException":
            raise
        _compiler.cache_clear()
        raise UnableToRenderError(f"the compiler crashed: {problem}") from problem
    if not isinstance(pdf, bytes):
        raise UnableToRenderError("the compiler gave no single file")
    return pdf


@cache
def _compiler() -> typst.Compiler:
    # Only the fonts inside the compiler, so that a receipt looks the same on every machine.
    return typst.Compiler(_TEMPLATE, ignore_system_fonts=True)


def _inputs(view: ReceiptView, proof_json: bytes, outside: re.Pattern[str]) -> dict[str, str]:
    texts, coded = _showable(asdict(view), outside)
    assert isinstance(texts, dict)
    texts |= {"colour": readable_colour(view.colour), "made_at": view.made_at.isoformat(), "coded": coded}
    return {"view": json.dumps(texts, ensure_ascii=False), "proof": proof_json.decode()}


def _showable(value: object, outside: re.Pattern[str]) -> tuple[object, bool]:
    """The same value with every text in signs the PDF can show, and whether any sign became a number."""
    if isinstance(value, str):
        return showable(value, outside)
    if isinstance(value, dict):
        pairs = {key: _showable(item, outside) for key, item in value.items()}
        return {key: item for key, (item, _) in pairs.items()}, any(coded for _, coded in pairs.values())
    if isinstance(value, tuple | list):
        items = [_showable(item, outside) for item in value]
        return [item for item, _ in items], any(coded for _, coded in items)
    return value, False


def readable_colour(colour: str) -> str:
    """The colour, darkened step by step until text in it is readable on white."""
    if not _COLOUR.fullmatch(colour):
        raise ValueError("a colour is written as #rrggbb")
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    while _contrast_on_white(parts) < _LEAST_CONTRAST:
        parts = [part * 15 // 16 for part in parts]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _contrast_on_white(parts: list[int]) -> float:
    """Contrast ratio as in WCAG 2.2, success criterion 1.4.3."""
    shares = [part / 255 for part in parts]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
