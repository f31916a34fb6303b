"""How an employee logs in: one's own second step, spare codes, the account in the directory, the password."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openloket.flows.employees.change_password import UnableToChangePassword, change_password
from openloket.flows.employees.enter_desk import logins_left
from openloket.flows.employees.set_up_factor import UnableToSetUp, drop_factor, renew_spare_codes
from openloket.people import providers
from openloket.tenancy.second_factor import factor_of
from openloket.web.desk.entrance.asking_again import in_two_steps
from openloket.web.desk.entrance.directory_login import lead_to_link
from openloket.web.desk.entrance.entering import desk_path, took_two_steps
from openloket.web.desk.entrance.second_step import set_up_step, spare_codes_page
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.wording import short_moment

_HERE = "instellingen/inloggen"
_DONE = {
    "gekoppeld": "Uw account is gekoppeld.",
    "wachtwoord": "Uw wachtwoord is veranderd. In andere browsers bent u uitgelogd.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
@in_two_steps("POST")
def own_login(request: HttpRequest, **place: str) -> HttpResponse:
    """The page, and what can be done on it."""
    doing = _STEPS.get(request.POST.get("stap", ""))
    if request.method != "POST" or doing is None:
        return _page(request)
    try:
        return doing(request)
    except UnableToSetUp as problem:
        return _page(request, str(problem))


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def set_up(request: HttpRequest, **place: str) -> HttpResponse:
    """Setting up the second step; who has one already sees so."""
    employee = employee_of(request)
    if request.method != "POST" and factor_of(employee.pk):
        return see_other(at_desk(request, _HERE))

    def done(codes: list[str]) -> HttpResponse:
        took_two_steps(request, timezone.now())
        return spare_codes_page(request, codes, at_desk(request, _HERE))

    here = at_desk(request, f"{_HERE}/tweede-stap")
    return set_up_step(request, employee, here, done, back_url=at_desk(request, _HERE))


@sensitive_post_parameters("oud", "wachtwoord", "nog-eens")
@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def password(request: HttpRequest, **place: str) -> HttpResponse:
    """Another password; this browser stays logged in, others do not."""
    if request.method != "POST":
        return _password_page(request, {})
    employee = employee_of(request)
    typed = [request.POST.get(name, "") for name in ("oud", "wachtwoord", "nog-eens")]
    try:
        change_password(employee, *typed, timezone.now())
    except UnableToChangePassword as problem:
        return _password_page(request, {problem.field: str(problem)})
    auth.update_session_auth_hash(request, employee)
    return see_other(at_desk(request, _HERE, gedaan="wachtwoord"))


def secret_field(key: str, label: str, errors: Mapping[str, str], hint: str = "") -> dict[str, Any]:
    """A box for a password: never filled in by us."""
    return {
        "key": key,
        "label": label,
        "hint": hint,
        "required": True,
        "value": "",
        "error": errors.get(key),
        "autocomplete": "current-password" if key == "oud" else "new-password",
    }


def _renew(request: HttpRequest) -> HttpResponse:
    codes = renew_spare_codes(employee_of(request), timezone.now())
    return spare_codes_page(request, codes, at_desk(request, _HERE))


def _drop(request: HttpRequest) -> HttpResponse:
    drop_factor(employee_of(request), timezone.now())
    return see_other(at_desk(request, f"{_HERE}/tweede-stap"))


def _link(request: HttpRequest) -> HttpResponse:
    row = providers.directory_named(request.POST.get("dienst", ""))
    if row is None:
        return see_other(at_desk(request, _HERE))
    return lead_to_link(request, row, employee_of(request))


_STEPS: Mapping[str, Callable[[HttpRequest], HttpResponse]] = {
    "reservecodes": _renew,
    "opnieuw": _drop,
    "koppelen": _link,
}


def _page(request: HttpRequest, problem: str = "") -> HttpResponse:
    employee = employee_of(request)
    factor, rows = factor_of(employee.pk), providers.directories()
    linked = employee.subject.partition(" ")[0]
    context = {
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "left": logins_left(employee),
        "go_on_url": desk_path(request, request.GET.get("verder", "")) if "reden" in request.GET else "",
        "problem": problem,
        "since": short_moment(factor.confirmed_at) if factor and factor.confirmed_at else "",
        "spare": len(factor.spare_hashes) if factor else 0,
        "set_up_url": at_desk(request, f"{_HERE}/tweede-stap"),
        "linked": providers.label_of(linked) if linked else "",
        "directories": [{"key": row.key, "label": row.label} for row in rows] if not linked else [],
        "password_url": at_desk(request, "instellingen/wachtwoord") if employee.has_usable_password() else "",
        "email": employee.email,
        "back_url": at_desk(request, "instellingen"),
    }
    return desk_page(request, "desk/own_login.html", "Zo logt u in", context, 409 if problem else 200)


def _password_page(request: HttpRequest, errors: Mapping[str, str]) -> HttpResponse:
    context = {
        "fields": [
            secret_field("oud", "Uw wachtwoord van nu", errors),
            secret_field(
                "wachtwoord", "Nieuw wachtwoord", errors, "Ten minste 12 tekens, bijvoorbeeld een zin."
            ),
            secret_field("nog-eens", "Nog een keer het nieuwe wachtwoord", errors),
        ],
        "errors": [{"href": f"#{key}", "message": text} for key, text in errors.items()],
        "back_url": at_desk(request, _HERE),
    }
    status = 422 if errors else 200
    return desk_page(request, "desk/own_password.html", "Wachtwoord veranderen", context, status)
