"""The designation decision as an accessible PDF (PDF/UA-1)."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from openloket.offer.designation.document import Document
from openloket.post.typesetting import typeset

_TEMPLATE = Path(__file__).with_name("decision.typ")


def as_pdf(document: Document, state: str, colour: str, made_at: datetime) -> bytes:
    """The document with a line that says what it is (`state`); `colour` as #rrggbb."""
    domains = [{"name": name, "rows": [asdict(row) for row in rows]} for name, rows in document.domains]
    texts = {**document.as_json(), "domains": domains, "state": state, "colour": colour}
    return typeset(_TEMPLATE, texts, made_at.replace(microsecond=0).astimezone(UTC))
