"""Making an accessible PDF (PDF/UA-1) out of a Typst page and plain texts; what a person typed stays data."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

import typst

from openloket.post.glyphs import LATIN, SHOWN, showable

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LEAST_CONTRAST = 5.0  # on white; WCAG asks 4.5, print fades a little
_PROCESS_LOCK = Lock()
_MOST_TEMPLATES = 8


class UnableToTypesetError(RuntimeError):
    """The PDF could not be made; the message is the compiler's."""


def typeset(
    template: Path, texts: Mapping[str, object], made_at: datetime, files: Mapping[str, bytes] | None = None
) -> bytes:
    """The page as PDF/UA-1; the same texts, files and moment give the same bytes.

    `texts` reach the template as JSON in `sys.inputs.view`, with `made_at`, with `colour` made readable and
    with `coded`: whether a sign had to be written as its number. `files` are UTF-8 texts, each an input
    under its own name. Raises UnableToTypesetError, and ValueError for a colour that is none.
    """
    attached = {name: content.decode() for name, content in (files or {}).items()}
    try:
        return _compile(template, inputs(texts, made_at, SHOWN) | attached, made_at)
    except UnableToTypesetError:
        # Signs that go well one by one may still fail together: show fewer rather than give no document.
        return _compile(template, inputs(texts, made_at, LATIN) | attached, made_at)


def _compile(template: Path, given: dict[str, str], made_at: datetime) -> bytes:
    try:
        # One document at a time per process: a compiler keeps its inputs and is not made for sharing.
        with _PROCESS_LOCK:
            pdf = _compiler(template).compile(
                format="pdf", pdf_standards="ua-1", sys_inputs=given, timestamp=made_at
            )
    except typst.TypstError as problem:
        raise UnableToTypesetError(f"{problem.message} {' '.join(problem.trace)}") from problem
    except BaseException as problem:
        # A crash inside the compiler arrives as this class, which no module exports and no Exception covers.
        if type(problem).__name__ != "PanicException":
            raise
        _compiler.cache_clear()
        raise UnableToTypesetError(f"the compiler crashed: {problem}") from problem
    if not isinstance(pdf, bytes):
        raise UnableToTypesetError("the compiler gave no single file")
    return pdf


@lru_cache(_MOST_TEMPLATES)
def _compiler(template: Path) -> typst.Compiler:
    # Only the fonts inside the compiler, so that a document looks the same on every machine.
    return typst.Compiler(template, ignore_system_fonts=True)


def inputs(texts: Mapping[str, object], made_at: datetime, outside: re.Pattern[str]) -> dict[str, str]:
    """What the template gets; signs that `outside` matches are written as their number."""
    shown, coded = _showable(dict(texts), outside)
    assert isinstance(shown, dict)
    shown |= {
        "colour": readable_colour(str(texts["colour"])),
        "made_at": made_at.isoformat(),
        "coded": coded,
    }
    return {"view": json.dumps(shown, ensure_ascii=False)}


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
    while contrast_on_white(parts) < _LEAST_CONTRAST:
        parts = [part * 15 // 16 for part in parts]
    return "#" + "".join(f"{part:02x}" for part in parts)


def contrast_on_white(parts: list[int]) -> float:
    """Contrast ratio as in WCAG 2.2, success criterion 1.4.3."""
    shares = [part / 255 for part in parts]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
