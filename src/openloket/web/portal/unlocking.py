"""The control question before a protected receipt or decision: something that the sender filled in."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from openloket.formkit.definition import Field, Step
from openloket.formkit.posted import read_step
from openloket.formkit.values import read
from openloket.intake import receipts
from openloket.intake.models import Receipt
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.mail_form import form_of
from openloket.web.pages import notice, page
from openloket.web.place import place_of
from openloket.web.portal import receipt_pass
from openloket.web.portal.guards import moment, own_forms_only
from openloket.web.portal.mandate_lock import ask_login, theirs
from openloket.web.portal.receipts import find, locked
from openloket.web.portal.showing import shown_fields

WRONG = "Dit is niet wat u eerder hebt ingevuld. Probeer het nog eens."


@own_forms_only
def unlock(request: HttpRequest, organisation: str, reference: str, key: str) -> HttpResponse:
    """Ask the question; the right answer opens the receipt in this browser, five wrong ones make it wait."""
    opened = place_of(request).url(f"ontvangst/{reference}/{key}")
    return ask_first(request, find(reference, key), opened, "ontvangstbewijs")


def ask_first(request: HttpRequest, found: Receipt, address: str, what: str) -> HttpResponse:
    """On to the address for who may see the papers of this receipt, else the question before `what`."""
    if not theirs(request, found):
        return ask_login(request, address)
    opened = HttpResponseRedirect(address)
    if not locked(request, found):
        return opened
    now = moment()
    if not receipts.may_try(found, now):
        return _paused(request)
    if request.method != "POST":
        return _ask(request, found, what, {}, None)
    left = receipts.count_try(found, now)
    if left is None:
        return _paused(request)
    field, step = _control(found)
    typed = read_step(step, dict(request.POST.lists()))
    if _right(found, field, typed, now):
        receipts.forget_tries(found)
        receipt_pass.give(request, opened, found.submission.reference, found.access_key)
        return opened
    return _ask(request, found, what, typed, left) if left else _paused(request)


def _ask(
    request: HttpRequest, found: Receipt, what: str, typed: dict[str, Any], left: int | None
) -> HttpResponse:
    field, step = _control(found)
    shown = next(one for one in shown_fields(step, typed, (), {}) if one["key"] == field.key)
    error = WRONG if typed else None
    context = {
        "question": {**shown, "error": error, "basis": ""},
        "errors": [{"href": f"#{field.key}", "message": error}] if error else [],
        "tries_left": left,
        "what": what,
    }
    return page(request, "portal/unlock.html", f"Uw {what}", context, 422 if error else 200)


def _control(found: Receipt) -> tuple[Field, Step]:
    form = form_of(found.submission.form_version_id)
    field = form.by_key[found.consequences["check"]]
    return field, next(step for step in form.steps if field in step.asking)


def _right(found: Receipt, field: Field, typed: dict[str, Any], now: datetime) -> bool:
    """Whether it is what was entered; of an address the postcode and the number count."""
    answer = read(field, typed.get(field.key), dag_in_amsterdam(now))
    entered = found.submission.answers.get(field.key)
    if isinstance(answer, dict) and isinstance(entered, dict):
        return all(answer.get(part) == entered.get(part) for part in ("postcode", "huisnummer"))
    if isinstance(answer, str) and isinstance(entered, str):
        return answer.casefold() == entered.casefold()
    return answer is not None and answer == entered


def _paused(request: HttpRequest) -> HttpResponse:
    text = "Er is te vaak een ander antwoord gegeven. Probeer het over een uur nog eens, of bel ons."
    return notice(request, "Even wachten", text, kind="warning", status=429)
