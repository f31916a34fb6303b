"""What an e-mail answers, as the questions of a form: a receipt shows it as it shows any other message."""

from functools import cache
from typing import Any

from openloket.formkit.definition import Form
from openloket.formkit.load import parse
from openloket.offer.forms import compiled

VERSION = "1"
_BASIS = "Awb 4:2 lid 1"
DEFINITION: dict[str, Any] = {
    "form": "e-mail",
    "title": "E-mail",
    "sensitive": False,
    "minutes": 1,
    "steps": [
        {
            "key": "bericht",
            "title": "Uw e-mail",
            "fields": [
                {"key": "naam", "type": "text", "label": "Van", "basis": _BASIS},
                {"key": "email", "type": "email", "label": "Antwoord naar", "optional": True},
                {"key": "aan", "type": "text", "label": "Aan", "optional": True},
                {"key": "datum", "type": "text", "label": "Datum in de e-mail", "optional": True},
                {"key": "onderwerp", "type": "text", "label": "Onderwerp", "optional": True},
                {"key": "tekst", "type": "longtext", "label": "Tekst", "optional": True},
            ],
        }
    ],
}


@cache
def mail_form() -> Form:
    """The questions, compiled; its fingerprint stands in the copy of every e-mail that was received."""
    return parse(DEFINITION)


def form_of(version_id: int | None) -> Form:
    """The form by which a message came; what came without one has the questions that an e-mail answers."""
    return mail_form() if version_id is None else compiled(version_id)
