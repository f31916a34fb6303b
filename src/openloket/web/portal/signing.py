"""The link of somebody who was asked to sign: show who you are, read all of it, sign or say no."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from openloket.flows.cosigning.prove_by_code import check_code, mail_code
from openloket.flows.cosigning.sign import Known, refuse_signature, sign
from openloket.flows.cosigning.signing import PAGE, UnableToSign
from openloket.intake.models import CoSignature
from openloket.intake.signatures import file_of, signer_by
from openloket.web.download import stored_file
from openloket.web.mijn.frame import see_other
from openloket.web.pages import notice, page
from openloket.web.place import place_of
from openloket.web.portal import signing_pass
from openloket.web.portal.guards import moment, own_forms_only
from openloket.web.portal.signing_screen import READ, before, known_as, needed_level, opened

_UNREAD = "Kruis dit aan als u alles hebt gelezen en wilt tekenen."
_REASON = {"key": "reden", "type": "longtext", "label": "Waarom tekent u niet?", "required": True,
           "hint": "De afzender en de gemeente lezen dit.", "max_length": 2000}  # fmt: skip
_CODE = {"key": "code", "type": "text", "label": "Wat is de code?", "required": True,
         "hint": "De code staat in de e-mail die wij u net stuurden. Het zijn 6 cijfers.",
         "autocomplete": "one-time-code"}  # fmt: skip


@own_forms_only
def signing(request: HttpRequest, organisation: str, key: str) -> HttpResponse:
    """What is asked, and the answer. Only looking changes nothing."""
    row = signer_by(key)
    if row is None:
        return _gone(request)
    known = known_as(request, row, key)
    if known is None:
        return _before(request, row, key)
    if request.method != "POST":
        return _opened(request, row, key)
    return _answered(request, row, key, known)


def _answered(request: HttpRequest, row: CoSignature, key: str, known: Known) -> HttpResponse:
    town, now, posted = place_of(request).organisation, moment(), request.POST
    refuses = posted.get("antwoord") == "nee"
    if not refuses and posted.get(READ) != "ja":
        return _opened(request, row, key, {READ: _UNREAD})
    try:
        if refuses:
            refuse_signature(town, key, posted.get("reden", ""), known, now)
        else:
            sign(town, key, posted.get("gezien", ""), known, now)
    except UnableToSign as refusal:
        again = signer_by(key)
        if again is None:
            return _gone(request)
        problems = {refusal.field: str(refusal)} if refusal.field else {}
        return _opened(request, again, key, problems, "" if problems else str(refusal))
    # The last one who signs gets a new link; the page is shown once more behind the old one's answer.
    return see_other(place_of(request).url(f"{PAGE}/{key}")) if signer_by(key) else _thanks(request)


@own_forms_only
@require_POST
def code(request: HttpRequest, organisation: str, key: str) -> HttpResponse:
    """Mail a code to the address to which the link was mailed."""
    row = signer_by(key)
    if row is None or needed_level(row):
        return _gone(request)
    try:
        mail_code(place_of(request).organisation, key, moment())
    except UnableToSign as refusal:
        return _before(request, row, key, sent=True, problem=str(refusal))
    return see_other(place_of(request).url(f"{PAGE}/{key}?code=verstuurd"))


@own_forms_only
@require_POST
def open_by_code(request: HttpRequest, organisation: str, key: str) -> HttpResponse:
    """The code that was typed; the right one opens the page in this browser."""
    row = signer_by(key)
    if row is None or needed_level(row):
        return _gone(request)
    try:
        check_code(key, request.POST.get("code", ""), moment())
    except UnableToSign as refusal:
        return _before(request, row, key, sent=True, problem=str(refusal))
    response = see_other(place_of(request).url(f"{PAGE}/{key}"))
    signing_pass.give(request, response, key)
    return response


@require_safe
def file(request: HttpRequest, organisation: str, key: str, attachment_id: int) -> HttpResponseBase:
    """A file of what is signed, for who is known as the signer."""
    row = signer_by(key)
    found = file_of(row.submission, attachment_id) if row and known_as(request, row, key) else None
    if found is None:
        raise Http404
    return stored_file(found)


def _before(
    request: HttpRequest, row: CoSignature, key: str, *, sent: bool = False, problem: str = ""
) -> HttpResponse:
    asked = before(request, row, key)
    sent = bool(asked["code_url"]) and (sent or request.GET.get("code") == "verstuurd")
    errors = [{"href": "#code", "message": problem}] if problem else []
    context = {
        "asked": asked,
        "code_sent": sent,
        "code": {**_CODE, "value": request.POST.get("code", ""), "error": problem},
        "errors": errors,
    }
    return page(request, "portal/sign_before.html", "Wilt u meetekenen?", context, 422 if problem else 200)


def _opened(
    request: HttpRequest,
    row: CoSignature,
    key: str,
    problems: dict[str, str] | None = None,
    refusal: str = "",
) -> HttpResponse:
    wrong = problems or {}
    context = {
        "asked": opened(request, row, key),
        "read": {"key": READ, "error": wrong.get(READ, ""), "checked": request.POST.get(READ) == "ja"},
        "reason": {**_REASON, "value": request.POST.get("reden", ""), "error": wrong.get("reden")},
        "refusal": refusal,
        "errors": [{"href": f"#{field}", "message": message} for field, message in wrong.items()],
    }
    status = 409 if refusal else 422 if wrong else 200
    return page(request, "portal/sign.html", "Lezen en tekenen", context, status)


def _thanks(request: HttpRequest) -> HttpResponse:
    done = "Iedereen heeft nu getekend. Wij mailen u een link naar alles wat u hebt ondertekend."
    return notice(request, "Dank u wel, u hebt getekend", done, kind="ok")


def _gone(request: HttpRequest) -> HttpResponse:
    text = "Kreeg u later nog een e-mail van ons? Gebruik dan de link uit de nieuwste e-mail."
    return notice(request, "Deze link werkt niet (meer)", text, kind="warning", status=404)
