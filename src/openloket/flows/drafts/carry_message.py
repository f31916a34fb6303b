"""Somebody goes on in the form of a product with what they typed in the form for any message."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from openloket.flows.drafts.begin_about import contact_of
from openloket.formkit.definition import Form
from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.offer.forms import compiled

_TEXT = "bericht"
_FOR_TEXT = ("bericht", "gronden", "wat_gebeurd", "toelichting", "omschrijving", "opmerking")
"""Where the own words of somebody belong in other forms, the best place first."""
_ASKED_BEFORE: Mapping[str, Mapping[str, str]] = {"gronden": {"redenen_wanneer": "nu"}}
"""Answers without which the question for the text is not put."""


class NothingToCarry(Exception):
    """There is no draft behind this key any more, or it was sent already."""


def carry_message(key: str, service_id: int, form_version_id: int, now: datetime) -> str:
    """Make a draft of the other form, with the answers that both ask; gives its key.

    The draft behind `key` stays as it is: who comes back finds everything. Files stay there. Raises
    NothingToCarry.
    """
    draft = drafts.find(key)
    if draft is None or draft.receipt:
        raise NothingToCarry
    here, there = compiled(draft.form_version_id), compiled(form_version_id)
    answers = {
        **contact_of(there, here, draft.answers),
        **_text(there, str(draft.answers.get(_TEXT) or "")),
    }
    if there.field("kenmerk") is not None and draft.answers.get("kenmerk"):
        answers["kenmerk"] = draft.answers["kenmerk"]
    carried = new_key()
    drafts.keep(carried, service_id, form_version_id, answers, now)
    return carried


def _text(form: Form, text: str) -> dict[str, Any]:
    """The text under the first question that has room for all of it; nothing is cut off."""
    for name in _FOR_TEXT:
        field = form.field(name)
        if field is not None and field.kind == "longtext" and len(text) <= getattr(field, "max_length", 0):
            return {name: text, **_ASKED_BEFORE.get(name, {})}
    return {}
