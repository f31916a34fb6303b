"""The second step of logging in: the code of an app, or setting one up before going on."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.employees.check_factor import UnableToProve, check_factor
from openloket.flows.employees.set_up_factor import UnableToSetUp, begin_set_up, confirm_set_up, shared_secret
from openloket.tenancy import totp
from openloket.tenancy.models import Employee
from openloket.tenancy.second_factor import factor_of
from openloket.web.desk.entrance.entering import let_in, waiting
from openloket.web.desk.frame import at_desk, desk_page, of_organisation, see_other
from openloket.web.place import place_of
from openloket.web.qr import svg

LONGEST_CODE = 40


@of_organisation
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, **place: str) -> HttpResponse:
    """The question for a code, and what was answered."""
    now = timezone.now()
    found = waiting(request, now)
    if found is None:
        return see_other(at_desk(request, "inloggen"))
    if request.method != "POST":
        return _code_page(request, None)
    try:
        check_factor(found.employee, request.POST.get("code", "")[:LONGEST_CODE], now)
    except UnableToProve as problem:
        return _code_page(request, problem)
    let_in(request, found.employee, now, two_steps=True)
    return see_other(found.wanted)


@of_organisation
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest, **place: str) -> HttpResponse:
    """Who must have a second step and has none sets it up now, and is in with it."""
    now = timezone.now()
    found = waiting(request, now)
    if found is None:
        return see_other(at_desk(request, "inloggen"))
    if factor_of(found.employee.pk):
        return see_other(at_desk(request, "inloggen/code"))

    def done(codes: list[str]) -> HttpResponse:
        let_in(request, found.employee, now, two_steps=True)
        return spare_codes_page(request, codes, found.wanted)

    return set_up_step(request, found.employee, at_desk(request, "inloggen/instellen"), done)


def set_up_step(
    request: HttpRequest,
    employee: Employee,
    here: str,
    done: Callable[[list[str]], HttpResponse],
    back_url: str = "",
) -> HttpResponse:
    """One step of setting up, at the address `here`; `done` gets the spare codes at the end."""
    step = request.POST.get("stap", "")
    try:
        if step == "begin":
            begin_set_up(employee, timezone.now())
            return see_other(here)
        if step == "code":
            return done(confirm_set_up(employee, request.POST.get("code", "")[:LONGEST_CODE], timezone.now()))
    except UnableToSetUp as problem:
        return _set_up_page(request, employee, back_url, str(problem))
    return _set_up_page(request, employee, back_url)


def spare_codes_page(request: HttpRequest, codes: list[str], next_url: str) -> HttpResponse:
    """The codes for on paper: shown once, kept nowhere."""
    context = {"codes": codes, "next_url": next_url}
    return desk_page(request, "desk/spare_codes.html", "Uw reservecodes", context)


def code_field(problem: str | None, label: str, hint: str = "") -> Mapping[str, Any]:
    """A box for six digits or a spare code."""
    return {
        "key": "code",
        "label": label,
        "hint": hint,
        "required": True,
        "value": "",
        "error": problem,
        "autocomplete": "one-time-code",
    }


def _code_page(request: HttpRequest, problem: UnableToProve | None) -> HttpResponse:
    told = str(problem) if problem else None
    context = {
        "field": code_field(told, "Code", "De zes cijfers in de app op uw telefoon, of een reservecode."),
        "errors": [{"href": "#code", "message": told}] if told else [],
        "login_url": at_desk(request, "inloggen"),
    }
    status = 200 if problem is None else 429 if problem.pause else 422
    return desk_page(request, "desk/login_code.html", "Inloggen: stap 2 van 2", context, status)


def _set_up_page(
    request: HttpRequest, employee: Employee, back_url: str, problem: str | None = None
) -> HttpResponse:
    secret = shared_secret(employee)
    address = (
        totp.app_address(secret, place_of(request).organisation.name, employee.username) if secret else ""
    )
    context = {
        "address": address,
        "picture": svg(address, "QR-code voor de app") if address else "",
        "letters": totp.in_letters(secret) if secret else "",
        "field": code_field(problem, "Code", "De zes cijfers die de app nu laat zien."),
        "errors": [{"href": "#code" if secret else "#begin", "message": problem}] if problem else [],
        "back_url": back_url,
    }
    status = 422 if problem else 200
    return desk_page(request, "desk/factor_set_up.html", "Tweede stap instellen", context, status)
