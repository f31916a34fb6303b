"""Asked once: what somebody answered before is offered in a next form, and taken over with its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from openloket.formkit.definition import Field, Form, Step
from openloket.formkit.pages import visible_fields
from openloket.formkit.summary import in_lines
from openloket.formkit.values import is_blank, read
from openloket.intake.taking import take
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.offer.forms import compiled
from openloket.people.mandates import RepresentativeRefused, viewer
from openloket.people.sessions import Who
from openloket.zaken.mine import zaken_of

LOOKED_AT = 20
"""How many messages are looked at, the newest first."""

_MEANT = frozenset({"name", "organization", "email", "tel", "bday"})
_BY_KEY = frozenset({("adres", "address"), ("iban", "iban"), ("kvk", "kvk"), ("kenteken", "text")})


@dataclass(frozen=True, slots=True)
class Earlier:
    """An answer of an earlier message that fits a question: in words, and from where it is."""

    key: str
    value: Any
    lines: tuple[str, ...]
    reference: str
    on: date
    product: str

    def as_json(self) -> dict[str, Any]:
        """What is kept with the draft, and stands in the exact copy (Awb 2:17(2))."""
        told = f"Bericht {self.reference} van {datum_in_woorden(self.on)}, bij {self.product}"
        return {"value": self.value, "from": told, "reference": self.reference}


def meaning(field: Field) -> str:
    """What a question asks, the same in every form; empty where only its own form knows.

    A number of a citizen, a file or a secret date is never offered.
    """
    if field.autocomplete in _MEANT:
        return f"{field.autocomplete} {field.kind}"
    return field.key if (field.key, field.kind) in _BY_KEY else ""


def earlier(who: Who, step: Step, answers: Mapping[str, Any], now: datetime) -> dict[str, Earlier]:
    """The newest answer to each question of this page that is still empty, by its key; never filled in.

    Only of messages that this person sees now: their own, or of the one for whom they act (Awb 2:1(2)), at
    the organisation in scope.
    """
    asked = {
        meaning(field): field
        for field in visible_fields(step, answers)
        if meaning(field) and is_blank(answers.get(field.key))
    }
    if not asked or who.acting_ended or not settings.REUSE_ANSWERS:
        return {}
    found: dict[str, Earlier] = {}
    for given, form_version_id, reference, at, product in _before(who, now):
        for then in _asked_in(compiled(form_version_id)):
            field, value = asked.get(meaning(then)), given.get(then.key)
            if field is None or field.key in found or is_blank(value):
                continue
            if _sound(field, value, dag_in_amsterdam(now)):
                lines, on = in_lines(field, value), dag_in_amsterdam(at)
                found[field.key] = Earlier(field.key, value, lines, reference, on, product)
    return found


def take_over(
    who: Who, key: str, step: Step, answers: Mapping[str, Any], names: Iterable[str], now: datetime
) -> dict[str, Any]:
    """Put the answers that were chosen into the draft behind `key`; gives all its answers, empty: not theirs.

    What was typed there meanwhile stays: only an empty question is filled.
    """
    offered = earlier(who, step, answers, now)
    taken = {name: offered[name].as_json() for name in names if name in offered}
    if not taken:
        return dict(answers)
    with transaction.atomic():
        return take(key, who.owner, taken, now) or dict(answers)


def _before(who: Who, now: datetime) -> Iterable[Any]:
    try:
        seen = viewer(who.person_id, who.mandate_id, dag_in_amsterdam(now))
    except RepresentativeRefused:
        return ()
    sent = zaken_of(seen).exclude(submission__form_version=None).order_by("-received_at", "-id")
    columns = ("submission__answers", "submission__form_version_id", "reference", "received_at", "title")
    return sent.values_list(*columns)[:LOOKED_AT]


def _asked_in(form: Form) -> Iterable[Field]:
    return (field for step in form.steps for field in step.asking if meaning(field))


def _sound(field: Field, value: Any, today: date) -> bool:
    """Whether this question takes that answer as it is: its bounds may be narrower, or have moved."""
    return bool(read(field, value, today) == value)
