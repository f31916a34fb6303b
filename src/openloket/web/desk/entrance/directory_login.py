"""Logging in at the desk through the directory of the organisation, and linking the account there."""

import hashlib
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from openloket.conf.doors import door
from openloket.flows.employees.end_at_desk import end_at_desk
from openloket.flows.employees.enter_by_directory import (
    Came,
    UnableToEnter,
    employee_in_directory,
    finish_directory,
    link_directory,
    note_directory_login,
)
from openloket.flows.employees.invite_employee import invited
from openloket.flows.identity.begin_login import Begun, UnableToBegin, begin_login
from openloket.flows.identity.end_login import UnableToEnd
from openloket.flows.identity.finish_login import WITHIN, Answer
from openloket.people import providers
from openloket.people.levels import at_least
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Employee, IdentityProvider
from openloket.web.desk.entrance.entering import desk_path, enter, took_two_steps
from openloket.web.desk.frame import at_desk, desk_page, for_employees, of_organisation, see_other
from openloket.web.place import place_of

COOKIE = "openloket_balie_inlog"
"""What only the browser has that asked; without it an answer of the directory counts for nothing."""

_LINKING = "desk_linking"
_LONGEST_ANSWER = 4096
_LONGEST_TOKEN = 64 * 1024


@of_organisation
@require_safe
def begin(request: HttpRequest, provider: str, **place: str) -> HttpResponse:
    """On to the directory."""
    row = _directory(provider)
    wanted, anew = desk_path(request, request.GET.get("verder", "")), request.GET.get("opnieuw") == "ja"
    try:
        begun = _begun(request, row, wanted, anew)
    except UnableToBegin as problem:
        return failed(request, str(problem), wanted, 503)
    return _remember(request, HttpResponseRedirect(begun.address), begun)


def lead_to_link(
    request: HttpRequest, row: IdentityProvider, employee: Employee, invitation: str = ""
) -> HttpResponse:
    """The page that leads to the directory to link the account there; only its answer to this question does.

    A page, as browsers follow no redirect to another site after a form (form-action).
    """
    try:
        begun = _begun(request, row, at_desk(request, "instellingen/inloggen"), anew=True)
    except UnableToBegin as problem:
        return failed(request, str(problem), at_desk(request, "instellingen/inloggen"), 503)
    request.session[_LINKING] = {
        "state": _hashed(begun.state),
        "employee": employee.pk,
        "invitation": invitation,
    }
    context = {"label": row.label, "url": begun.address}
    return _remember(request, desk_page(request, "desk/directory_link.html", "Koppelen", context), begun)


@of_organisation
@require_safe
def back(request: HttpRequest, provider: str, **place: str) -> HttpResponse:
    """Back from the directory, with its answer in the address."""
    row, now = _directory(provider), timezone.now()
    said = {name: request.GET.get(name, "")[:_LONGEST_ANSWER] for name in ("state", "code", "error", "iss")}
    try:
        came = finish_directory(
            door("IDENTITY"),
            row,
            Answer(said["state"], said["code"], said["error"], said["iss"]),
            redirect=_back_url(request, row),
            browser=request.COOKIES.get(COOKIE, ""),
            now=now,
        )
        linking = request.session.get(_LINKING)
        if linking and linking["state"] == _hashed(said["state"]):
            return _link(request, row, came, linking, now)
        return _enter(request, row, came, employee_in_directory(row, came), now)
    except UnableToEnter as problem:
        return failed(request, str(problem), problem.wanted, 503 if problem.again else 403)


@require_safe
@for_employees
def succeeded(request: HttpRequest, **place: str) -> HttpResponse:
    """Logged in again in a tab of its own: the work waits in the other one."""
    return desk_page(request, "desk/login_again.html", "U bent weer ingelogd", {})


@csrf_exempt  # the directory calls this without a browser; what it sends is signed
@of_organisation
@require_POST
def told_out(request: HttpRequest, provider: str, **place: str) -> HttpResponse:
    """The directory tells that an employee logged out there (OpenID Connect Back-Channel Logout)."""
    row = _directory(provider)
    token = request.POST.get("logout_token", "")[:_LONGEST_TOKEN]
    try:
        end_at_desk(door("IDENTITY"), row, token, timezone.now())
    except UnableToEnd as problem:
        return HttpResponse(status=503 if problem.again else 400, headers={"Cache-Control": "no-store"})
    return HttpResponse(headers={"Cache-Control": "no-store"})


def failed(request: HttpRequest, told: str, wanted: str, status: int) -> HttpResponse:
    """Nobody is logged in, and why."""
    further = desk_path(request, wanted)
    home = further == at_desk(request)
    context = {
        "told": told,
        "login_url": at_desk(request, "inloggen", **({} if home else {"verder": further})),
    }
    title = "Inloggen bij de balie is niet gelukt"
    return desk_page(request, "desk/login_failed.html", title, context, status)


def _enter(
    request: HttpRequest, row: IdentityProvider, came: Came, employee: Employee, now: datetime
) -> HttpResponse:
    note_directory_login(row, came, employee, now)
    wanted, shown = desk_path(request, came.wanted), came.proven.second_factor
    if isinstance(request.user, Employee) and request.user.pk == employee.pk:
        # The session goes on: forms in other tabs must still be accepted.
        if shown:
            took_two_steps(request, now)
        return see_other(wanted)
    return enter(request, employee, wanted, now, shown=shown, by=row.key)


def _link(
    request: HttpRequest, row: IdentityProvider, came: Came, linking: dict[str, Any], now: datetime
) -> HttpResponse:
    del request.session[_LINKING]
    if invitation := linking["invitation"]:
        employee = invited(invitation, now)
        if employee is None or employee.pk != linking["employee"]:
            raise UnableToEnter("gone", row.label)
        link_directory(row, came, employee, now, invitation)
        employee.refresh_from_db()
        return _enter(request, row, came, employee, now)
    user = request.user
    if not isinstance(user, Employee) or user.pk != linking["employee"]:
        raise UnableToEnter("stale", row.label)
    link_directory(row, came, user, now)
    return see_other(at_desk(request, "instellingen/inloggen", gedaan="gekoppeld"))


def _begun(request: HttpRequest, row: IdentityProvider, wanted: str, anew: bool) -> Begun:
    known = request.COOKIES.get(COOKIE, "")
    sure = set(row.levels.values()) & set(at_least("substantieel"))
    return begin_login(
        door("IDENTITY"),
        row,
        redirect=_back_url(request, row),
        wanted=wanted,
        level="substantieel" if sure else "",
        browser=known if len(known) == 43 else "",
        anew=anew,
        now=timezone.now(),
    )


def _remember(request: HttpRequest, response: HttpResponse, begun: Begun) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    response.set_cookie(
        COOKIE,
        begun.browser,
        max_age=int(WITHIN.total_seconds()),
        path=at_desk(request, "inloggen"),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def _directory(key: str) -> IdentityProvider:
    row = providers.directory_named(key)
    if row is None:
        raise Http404
    return row


def _back_url(request: HttpRequest, row: IdentityProvider) -> str:
    return public_url(place_of(request).organisation, f"balie/inloggen/terug/{row.key}")


def _hashed(state: str) -> str:
    return hashlib.sha256(state.encode("utf-8", "replace")).hexdigest()
