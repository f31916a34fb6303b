"""Somebody asks the same again, such as a permit that ends: a draft with the answers of the last time."""

from datetime import datetime
from typing import Any

from openloket.formkit.definition import FileField, Form, GroupField
from openloket.intake import drafts
from openloket.intake.models import Submission
from openloket.intake.references import new_key
from openloket.offer.forms import compiled
from openloket.offer.mail_form import form_of


def begin_again(earlier: Submission, form_version_id: int, owner: drafts.Owner, now: datetime) -> str:
    """Make the draft and give its key. Nothing is sent: each page is looked over first.

    Only answers to questions that are still asked in the same way go along; files and lists are asked anew.
    The caller checked that the earlier message is of who asks.
    """
    form, key = compiled(form_version_id), new_key()
    answers = (
        _same(form_of(earlier.form_version_id), form, earlier.answers) if earlier.form_version_id else {}
    )
    drafts.keep(key, earlier.service_id, form_version_id, answers, now, owner=owner)
    return key


def _same(then: Form, now: Form, answers: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name, value in answers.items():
        before, after = then.field(name), now.field(name)
        if before is None or after is None or isinstance(after, FileField | GroupField):
            continue
        if before.kind == after.kind and value is not None:
            found[name] = value
    return found
