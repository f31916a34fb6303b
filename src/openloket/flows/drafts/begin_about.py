"""Somebody begins a message about a zaak: a draft that knows the zaak, with what is known filled in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from openloket.formkit.definition import Form
from openloket.intake import drafts
from openloket.intake.models import Submission
from openloket.intake.references import new_key
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.forms import compiled
from openloket.offer.mail_form import form_of
from openloket.zaken.models import Zaak

CARRIED = ("naam", "email", "telefoon", "adres", "bedrijfsnaam", "organisatie")
"""Answers about the sender that are worth carrying along: who, and how to reach."""


def begin_about(
    zaak: Zaak,
    service_id: int,
    form_version_id: int,
    now: datetime,
    *,
    own: Submission | None = None,
    more: Mapping[str, Any] | None = None,
    owner: drafts.Owner | None = None,
) -> str:
    """Make the draft and give its key; what it is about goes along to the submission (see placing.py).

    The caller has checked that who asks holds the key of the zaak. `own` is the earlier message of the same
    person, whose contact data fill in the same questions; `more` are answers known besides. Nothing that the
    form does not ask is kept. `owner`: who is logged in, and so finds the draft in Mijn omgeving.
    """
    form, key = compiled(form_version_id), new_key()
    earlier = form_of(own.form_version_id) if own else None
    known = {
        "kenmerk": zaak.reference,
        "omschrijving": zaak.title,
        "datum_aanvraag": dag_in_amsterdam(zaak.received_at).isoformat(),
        **(contact_of(form, earlier, own.answers) if own and earlier else {}),
        **(more or {}),
    }
    answers = {name: value for name, value in known.items() if form.field(name) is not None}
    drafts.keep(key, service_id, form_version_id, answers, now, about=zaak.reference, owner=owner)
    return key


def contact_of(form: Form, earlier: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What both forms ask in the same way."""
    found = {}
    for name in CARRIED:
        then, here = earlier.field(name), form.field(name)
        if then and here and then.kind == here.kind and answers.get(name) is not None:
            found[name] = answers[name]
    return found
