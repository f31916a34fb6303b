"""What an e-mail answers, as the questions of a form: a receipt shows it as it shows any other message."""

from dataclasses import replace
from functools import cache
from typing import Any

from openloket.formkit.definition import Form
from openloket.formkit.load import parse
from openloket.offer.forms import compiled

VERSION = "2"
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
                {"key": "email", "type": "email", "label": "Uw e-mailadres", "optional": True},
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
    # Asked before the text of a sensitive message is shown, which did not travel along by e-mail. Other forms
    # ask a date of birth or an address; of who sends an e-mail we know no more than this.
    return replace(parse(DEFINITION), check="email")


def form_of(version_id: int | None) -> Form:
    """The form by which a message came; what came without one has the questions that an e-mail answers."""
    return mail_form() if version_id is None else compiled(version_id)
