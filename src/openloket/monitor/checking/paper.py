"""What a PDF is: a form to print and sign, a form to fill in on the screen, or only something to read."""

import io
import re
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from openloket.monitor.checking.wording import Phrases

_MOST_PAGES = 6
_MOST_BYTES = 10_000_000
_SIGN = Phrases(
    "handtekening", "ondertekening", "ondertekenen", "plaats en datum", "signature", "aldus naar waarheid"
)
_FILL = re.compile(r"\.{6,}|_{5,}|…{3,}|[☐□❏◻]|\( ?\)|O ja|ja ?/ ?nee", re.IGNORECASE)
_FORM = Phrases(
    "formulier", "aanvraagformulier", "invullen", "vul in", "naam aanvrager", "geboortedatum",
    "burgerservicenummer", "bsn", "aankruisen", "ingevuld", "application form",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """What was found in a PDF. `fields` can be filled in on screen; `is_form`: there is much to fill in."""

    fields: int = 0
    is_form: bool = False
    asks_signature: bool = False
    readable: bool = True

    @property
    def on_screen(self) -> bool:
        """Whether it can be filled in and sent without a printer."""
        return self.fields > 2 and not self.asks_signature


def read_paper(content: bytes) -> Paper:
    """What these bytes are, if they are a PDF; never raises on what the world puts on its sites."""
    if b"%PDF-" not in content[:1024] or len(content) > _MOST_BYTES:
        return Paper(readable=False)
    try:
        reader = PdfReader(io.BytesIO(content))
        fields = len(reader.get_fields() or {})
        words = " ".join(page.extract_text() for page in reader.pages[:_MOST_PAGES])
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError, IndexError):
        return Paper(readable=False)
    signs = bool(_SIGN.found(words))
    blanks = len(_FILL.findall(words))
    is_form = fields > 2 or blanks >= 3 or (signs and bool(_FORM.found(words)))
    return Paper(fields, is_form, signs, readable=bool(words.strip()) or fields > 0)
