"""Before what can do much harm the second step is asked again, when it was taken too long ago."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from openloket.flows.employees.check_factor import UnableToProve, check_factor
from openloket.people import providers
from openloket.tenancy.second_factor import factor_of
from openloket.web.desk.entrance.entering import directory_of, took_two_steps, two_steps_since
from openloket.web.desk.entrance.second_step import LONGEST_CODE, code_field
from openloket.web.desk.frame import View, at_desk, desk_page, employee_of, see_other

FRESH = timedelta(hours=8)
"""One working day: who began with two steps in the morning is asked again only in the evening."""

_OURS = frozenset({"csrfmiddlewaretoken", "code", "tweede-stap"})


def in_two_steps(*methods: str) -> Callable[[View], View]:
    """Asks the second step before these methods of a view, below `for_employees`; what was typed is kept.

    Who has no second factor, and logged in with a password, is let through: whether one may be without is
    decided when logging in.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *values: Any, **named: Any) -> HttpResponseBase:
            now = timezone.now()
            answered = request.method == "POST" and "tweede-stap" in request.POST
            if answered and (problem := _answer(request, now)):
                return _ask(request, problem)
            if answered and request.POST["tweede-stap"] == "bekijken":
                return see_other(request.get_full_path())
            if request.method in methods and not _is_fresh(request, now):
                return _ask(request, None)
            return view(request, *values, **named)

        return guarded

    return mark


def _answer(request: HttpRequest, now: datetime) -> UnableToProve | None:
    """Take the code that was typed; who logs in at a directory comes back from there with nothing typed."""
    if "code" not in request.POST:
        return None
    try:
        check_factor(employee_of(request), request.POST["code"][:LONGEST_CODE], now)
    except UnableToProve as problem:
        return problem
    took_two_steps(request, now)
    return None


def _is_fresh(request: HttpRequest, now: datetime) -> bool:
    since = two_steps_since(request)
    if since is not None and now - since < FRESH:
        return True
    has_none = factor_of(employee_of(request).pk) is None
    return has_none and providers.directory_named(directory_of(request)) is None


def _ask(request: HttpRequest, problem: UnableToProve | None) -> HttpResponse:
    told = str(problem) if problem else None
    doing = str(request.POST.get("tweede-stap", "doen")) if request.method == "POST" else "bekijken"
    context = {
        "field": code_field(told, "Code", "De zes cijfers in de app op uw telefoon, of een reservecode."),
        "errors": [{"href": "#code", "message": told}] if told else [],
        "posted": _posted(request),
        "doing": doing,
        "directory": _directory(request, doing),
    }
    status = 403 if problem is None else 429 if problem.pause else 422
    return desk_page(request, "desk/ask_again.html", "Bent u het zelf?", context, status)


def _posted(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, to go on with afterwards; files must be chosen anew."""
    return [
        (name, str(value)) for name, found in request.POST.lists() if name not in _OURS for value in found
    ]


def _directory(request: HttpRequest, doing: str) -> dict[str, str] | None:
    """Where who has no second factor here logs in again; None: a code is asked."""
    row = providers.directory_named(directory_of(request))
    if row is None or factor_of(employee_of(request).pk):
        return None
    wanted = request.get_full_path() if doing == "bekijken" else at_desk(request, "inloggen/gelukt")
    url = at_desk(request, f"inloggen/bij/{row.key}", opnieuw="ja", verder=wanted)
    return {"label": row.label, "url": url}
