"""How a zaak stands, without logging in: by its reference and a code that goes to the known address."""

from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from openloket.flows.identity.ask_status_code import UnableToAskCode, ask_status_code
from openloket.flows.identity.open_status import UnableToOpenStatus, open_status
from openloket.intake.models import StatusCode
from openloket.intake.references import read_reference
from openloket.intake.status_codes import Way, read_code
from openloket.web.pages import notice, page
from openloket.web.place import place_of
from openloket.web.portal.guards import moment, own_forms_only
from openloket.web.portal.status_screen import status_screen
from openloket.web.visitor import address_of

COOKIE = "openloket_status"
SECONDS = 15 * 60
_SALT = "openloket status without login"
_NO_REFERENCE = "Kijk het kenmerk na. Het lijkt op {prefix}-2026-7F3-K9Q-XM2 en staat op uw ontvangstbewijs."
_NO_WAY = "Kies hoe u de code wilt krijgen."
_CODE_FIELD = {
    "key": "code",
    "type": "text",
    "label": "Wat is uw code?",
    "hint": "De code staat in onze e-mail of brief, zoals 7K2M-QX4P.",
    "required": True,
}
_NO_CODE = "Vul de code in. De code heeft 8 letters en cijfers."


@own_forms_only
def ask(request: HttpRequest, organisation: str) -> HttpResponse:
    """Which message is it about, and how must the code come?"""
    if request.method != "POST":
        return _ask(request, {})
    place, problems = place_of(request), {}
    reference = read_reference(request.POST.get("kenmerk", ""), place.organisation.reference_prefix)
    way = request.POST.get("weg", "")
    if reference is None:
        problems["kenmerk"] = _NO_REFERENCE.format(prefix=place.organisation.reference_prefix)
    if way not in set(Way):
        problems["weg"] = _NO_WAY
    if reference is None or problems:
        return _ask(request, problems)
    try:
        ask_status_code(reference, Way(way), address_of(request), moment())
    except UnableToAskCode as refusal:
        return _wait(request, str(refusal))
    return _code(request, {}, reference, asked=Way(way))


@own_forms_only
def code(request: HttpRequest, organisation: str) -> HttpResponse:
    """The code that came, with the reference; the right one opens the page for a quarter of an hour."""
    if request.method != "POST":
        return _code(request, {})
    place, problems = place_of(request), {}
    reference = read_reference(request.POST.get("kenmerk", ""), place.organisation.reference_prefix)
    typed = read_code(request.POST.get("code", ""))
    if reference is None:
        problems["kenmerk"] = _NO_REFERENCE.format(prefix=place.organisation.reference_prefix)
    if typed is None:
        problems["code"] = _NO_CODE
    if reference is None or typed is None:
        return _code(request, problems, request.POST.get("kenmerk", ""))
    try:
        code_id = open_status(reference, typed, address_of(request), moment())
    except UnableToOpenStatus as refusal:
        if refusal.too_often:
            return _wait(request, str(refusal))
        return _code(request, {"code": str(refusal)}, reference)
    return _opened(request, code_id)


@require_safe
def stand(request: HttpRequest, organisation: str) -> HttpResponse:
    """How it stands, for the browser in which the right code was typed."""
    place = place_of(request)
    opened = _opened_before(request)
    if opened is None:
        return HttpResponseRedirect(place.url("status"))
    context = {"status": status_screen(place, opened, moment()), "login_url": place.url("inloggen")}
    return page(request, "portal/status.html", "Hoe staat het ervoor?", context)


def _opened(request: HttpRequest, code_id: int) -> HttpResponse:
    place = place_of(request)
    response = HttpResponseRedirect(place.url("status/stand"))
    response.status_code = 303
    response.headers["Cache-Control"] = "no-store"
    response.set_cookie(
        COOKIE,
        signing.dumps([place.organisation.pk, code_id], salt=_SALT),
        max_age=SECONDS,
        path=place.url("status/"),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def _opened_before(request: HttpRequest) -> StatusCode | None:
    """The code that this browser typed, for as long as its cookie is good, here and nowhere else."""
    try:
        mark = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    organisation_id, code_id = mark
    if organisation_id != place_of(request).organisation.pk:
        return None
    found: StatusCode | None = StatusCode.objects.select_related("submission").filter(pk=code_id).first()
    return found


def _ask(request: HttpRequest, problems: Mapping[str, str]) -> HttpResponse:
    prefix = place_of(request).organisation.reference_prefix
    context = {
        "fields": [
            _reference_field(request.POST.get("kenmerk", ""), problems, prefix),
            {
                "key": "weg",
                "type": "choice",
                "label": "Hoe wilt u de code krijgen?",
                "hint": "Wij sturen de code alleen naar het adres dat u eerder aan ons gaf.",
                "required": True,
                "options": [
                    {"value": Way.EMAIL.value, "label": "Per e-mail", "hint": "U hebt de code meteen."},
                    {"value": Way.LETTER.value, "label": "Per brief", "hint": "Dit duurt een paar dagen."},
                ],
                "value": request.POST.get("weg", ""),
                "error": problems.get("weg"),
            },
        ],
        "errors": _errors(problems),
        "code_url": place_of(request).url("status/code"),
    }
    return page(
        request, "portal/status_ask.html", "Hoe staat het met uw zaak?", context, 422 if problems else 200
    )


def _code(
    request: HttpRequest, problems: Mapping[str, str], reference: str = "", asked: Way | None = None
) -> HttpResponse:
    """The same page for every reference, whether it exists or not."""
    place = place_of(request)
    title = "Vul de code in die u krijgt" if asked else "Vul uw code in"
    context: dict[str, Any] = {
        "title": title,
        "asked": asked.value if asked else "",
        "fields": [
            _reference_field(reference, problems, place.organisation.reference_prefix),
            {**_CODE_FIELD, "value": request.POST.get("code", ""), "error": problems.get("code")},
        ],
        "errors": _errors(problems),
        "action_url": place.url("status/code"),
        "ask_url": place.url("status"),
    }
    return page(request, "portal/status_code.html", title, context, 422 if problems else 200)


def _reference_field(typed: str, problems: Mapping[str, str], prefix: str) -> dict[str, Any]:
    return {
        "key": "kenmerk",
        "type": "text",
        "label": "Wat is uw kenmerk?",
        "hint": f"Het staat op uw ontvangstbewijs en begint met {prefix}.",
        "required": True,
        "value": typed,
        "error": problems.get("kenmerk"),
    }


def _errors(problems: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"href": f"#{key}", "message": text} for key, text in problems.items()]


def _wait(request: HttpRequest, told: str) -> HttpResponse:
    return notice(request, "Even wachten", told, kind="warning", status=429)
