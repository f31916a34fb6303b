"""Rehearsing with messages: beginning and ending it, and the list of guests."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.correspondence.rehearse_messages import (
    UnableToRehearse,
    add_guest,
    begin_rehearsal,
    end_rehearsal,
    remove_guest,
)
from openloket.post.models import Rehearsal
from openloket.post.rehearsal import guests, running
from openloket.tenancy.models import Employee
from openloket.web.desk.badges import forget_badges
from openloket.web.desk.frame import at_desk, desk_page, for_employees, see_other
from openloket.web.desk.sending.texts import writer_of
from openloket.web.desk.wording import short_moment

_DONE = {
    "begonnen": "Vanaf nu gaan berichten alleen naar de gasten.",
    "gestopt": "Het oefenen is gestopt. Berichten gaan weer naar iedereen.",
    "erbij": "Het adres staat op de lijst.",
    "eraf": "Het adres staat niet meer op de lijst.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def rehearsing(request: HttpRequest, **place: str) -> HttpResponse:
    """The page, or one of its four buttons."""
    employee = writer_of(request)
    if request.method != "POST":
        return _page(request)
    try:
        done = _STEPS[request.POST.get("stap", "")](employee, request.POST, timezone.now())
    except KeyError:
        return _page(request)
    except UnableToRehearse as refusal:
        return _page(request, refusal)
    forget_badges()
    return see_other(at_desk(request, "oefenen", gedaan=done))


def _begin(employee: Employee, posted: Mapping[str, str], now: datetime) -> str:
    begin_rehearsal(employee, now)
    return "begonnen"


def _end(employee: Employee, posted: Mapping[str, str], now: datetime) -> str:
    end_rehearsal(employee, now)
    return "gestopt"


def _add(employee: Employee, posted: Mapping[str, str], now: datetime) -> str:
    add_guest(employee, posted.get("gast", ""), now)
    return "erbij"


def _remove(employee: Employee, posted: Mapping[str, str], now: datetime) -> str:
    number = posted.get("wie", "")
    remove_guest(employee, int(number) if number.isascii() and number.isdigit() else 0, now)
    return "eraf"


_STEPS: Mapping[str, Callable[[Employee, Mapping[str, str], datetime], str]] = {
    "beginnen": _begin,
    "stoppen": _end,
    "toevoegen": _add,
    "weghalen": _remove,
}


def _page(request: HttpRequest, refusal: UnableToRehearse | None = None) -> HttpResponse:
    going_on = running()
    field: dict[str, Any] = {
        "key": "gast",
        "type": "email",
        "label": "E-mailadres van een gast",
        "required": True,
        "value": request.POST.get("gast", "") if refusal else "",
        "error": str(refusal) if refusal and refusal.field else None,
    }
    context = {
        "going_on": _shown(going_on) if going_on else None,
        "guests": guests(),
        "guest_field": field,
        "errors": [{"href": "#gast", "message": str(refusal)}] if refusal and refusal.field else [],
        "refusal": str(refusal) if refusal and not refusal.field else None,
        "notice": None if refusal else _DONE.get(request.GET.get("gedaan", "")),
        "here": at_desk(request, "oefenen"),
    }
    status = 200 if refusal is None else 422 if refusal.field else 409
    return desk_page(request, "desk/rehearsing.html", "Oefenen met berichten", context, status)


def _shown(going_on: Rehearsal) -> dict[str, str]:
    return {"who": going_on.begun_by.name, "at": short_moment(going_on.begun_at)}
