"""The receipt: on screen, as PDF and as proof file; behind a control question where the form is sensitive."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from openloket.evidence.pdfseal import seal_pdf
from openloket.evidence.signing import signing_key
from openloket.formkit.definition import Field
from openloket.formkit.posted import read_step
from openloket.formkit.values import read
from openloket.intake import receipts
from openloket.intake.models import Receipt
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.forms import compiled
from openloket.post.receipt_pdf.render import render_receipt_pdf
from openloket.web.pages import notice, page
from openloket.web.place import place_of
from openloket.web.portal import receipt_pass
from openloket.web.portal.guards import moment, own_forms_only
from openloket.web.portal.receipt_screen import screen
from openloket.web.portal.receipt_view import pdf_view
from openloket.web.portal.showing import shown_fields


def receipt(request: HttpRequest, organisation: str, reference: str, key: str) -> HttpResponse:
    """The receipt on screen."""
    found = _find(reference, key)
    if _locked(request, found):
        return HttpResponseRedirect(place_of(request).url(f"ontvangst/{reference}/{key}/openen"))
    context = {"receipt": screen(place_of(request), found, moment())}
    return page(request, "portal/receipt.html", "Wij hebben uw bericht ontvangen", context)


def proof_file(request: HttpRequest, organisation: str, reference: str, key: str) -> HttpResponse:
    """The proof as JSON, to keep and to verify anywhere."""
    found = _find(reference, key)
    if _locked(request, found):
        return HttpResponseRedirect(place_of(request).url(f"ontvangst/{reference}/{key}/openen"))
    return _file(receipts.proof_of(found).content, "application/json", f"{reference}.json")


def pdf(request: HttpRequest, organisation: str, reference: str, key: str) -> HttpResponse:
    """The receipt as PDF/UA with the proof inside, sealed as a whole."""
    found = _find(reference, key)
    if _locked(request, found):
        return HttpResponseRedirect(place_of(request).url(f"ontvangst/{reference}/{key}/openen"))
    proof = receipts.proof_of(found)
    view = pdf_view(place_of(request).organisation, found, receipts.copy_of(found), proof)
    document = seal_pdf(render_receipt_pdf(view, proof.content), signing_key())
    return _file(document, "application/pdf", f"{reference}.pdf")


@own_forms_only
def unlock(request: HttpRequest, organisation: str, reference: str, key: str) -> HttpResponse:
    """The control question: something that the sender filled in."""
    found = _find(reference, key)
    if not _locked(request, found):
        return HttpResponseRedirect(place_of(request).url(f"ontvangst/{reference}/{key}"))
    now = moment()
    if not receipts.may_try(found, now):
        return _paused(request)
    field, step = _control(found)
    raw = read_step(step, dict(request.POST.lists())) if request.method == "POST" else {}
    answer = read(field, raw.get(field.key), dag_in_amsterdam(now)) if raw else None
    if raw and _same(answer, found.submission.answers.get(field.key)):
        response = HttpResponseRedirect(place_of(request).url(f"ontvangst/{reference}/{key}"))
        receipt_pass.give(request, response, reference, key)
        return response
    left = receipts.note_failure(found, now) if raw else None
    if left == 0:
        return _paused(request)
    shown = next(one for one in shown_fields(step, raw, (), {}) if one["key"] == field.key)
    error = "Dit is niet wat u eerder hebt ingevuld. Probeer het nog eens." if raw else None
    context = {
        "question": {**shown, "error": error},
        "errors": [{"href": f"#{field.key}", "message": error}] if error else [],
        "tries_left": left,
    }
    return page(request, "portal/unlock.html", "Uw ontvangstbewijs", context, 422 if error else 200)


def _find(reference: str, key: str) -> Receipt:
    found = receipts.find(reference, key)
    if found is None:
        raise Http404
    return found


def _locked(request: HttpRequest, found: Receipt) -> bool:
    return bool(found.consequences["protected"]) and not receipt_pass.has(request, found.access_key)


def _control(found: Receipt) -> tuple[Field, Any]:
    form = compiled(found.submission.form_version_id)
    field = form.by_key[found.consequences["check"]]
    step = next(step for step in form.steps if field in step.asking)
    return field, step


def _same(answer: object, entered: object) -> bool:
    """Whether it is what was entered; of an address the postcode and the number count."""
    if isinstance(answer, dict) and isinstance(entered, dict):
        return all(answer.get(part) == entered.get(part) for part in ("postcode", "huisnummer"))
    return answer is not None and answer == entered


def _paused(request: HttpRequest) -> HttpResponse:
    text = "Er is te vaak een ander antwoord gegeven. Probeer het over een uur nog eens, of bel ons."
    return notice(request, "Even wachten", text, kind="warning", status=429)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
