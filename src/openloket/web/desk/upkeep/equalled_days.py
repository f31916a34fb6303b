"""The days that are equated with holidays (Algemene termijnenwet 3(3)), kept by an administrator."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.terms.keep_equalled_days import (
    LONGEST_SOURCE,
    UnableToKeepDay,
    add_equalled_day,
    may_keep_days,
    remove_equalled_day,
)
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.offer.models import EqualledDay
from openloket.oversight.free_days import year_without_days
from openloket.tenancy.rights import Right, may
from openloket.web.desk.days import read_day
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other

_DAY = "Welke dag?"
_DONE = "De lijst is veranderd. Termijnen die op deze dag eindigen, worden nu opnieuw geteld."


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def equalled_days(request: HttpRequest, **place: str) -> HttpResponse:
    """The list; adding and removing only where it is of one organisation."""
    employee, now = employee_of(request), timezone.now()
    if not may(employee, Right.KEEP_DAYS):
        raise Http404
    if request.method != "POST":
        return _page(request, now, {})
    try:
        if "weg" in request.POST:
            remove_equalled_day(_listed(request.POST["weg"]), employee, now)
        else:
            _add(request, now)
    except UnableToKeepDay as refusal:
        name = {"day": "dag", "source": "bron"}.get(refusal.field, "")
        typed = "weg" not in request.POST
        return _page(request, now, {name: str(refusal)} if name and typed else {}, str(refusal))
    return see_other(at_desk(request, "vrije-dagen", gedaan="ja"))


def _add(request: HttpRequest, now: datetime) -> None:
    typed = read_day(request.POST, "dag", _DAY, dag_in_amsterdam(now))
    if typed.day is None:
        raise UnableToKeepDay(typed.problem, "day")
    add_equalled_day(typed.day, request.POST.get("bron", ""), employee_of(request), now)


def _listed(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnableToKeepDay("Kies een dag uit de lijst.") from None


def _page(
    request: HttpRequest, now: datetime, errors: Mapping[str, str], refusal: str | None = None
) -> HttpResponse:
    context = {
        "days": [
            {"day": one.day.isoformat(), "words": datum_in_woorden(one.day), "source": one.source}
            for one in EqualledDay.objects.order_by("-day")
        ],
        "missing": year_without_days(now),
        "may_change": may_keep_days(employee_of(request)),
        "notice": _DONE if request.GET.get("gedaan") else None,
        "refusal": None if errors else refusal,
        "fields": _fields(request, now, errors),
        "errors": [{"href": f"#{name}", "message": text} for name, text in errors.items()],
    }
    status = 422 if errors else 409 if refusal else 200
    return desk_page(request, "desk/equalled_days.html", "Vrije dagen", context, status)


def _fields(request: HttpRequest, now: datetime, errors: Mapping[str, str]) -> Mapping[str, Any]:
    typed = read_day(request.POST, "dag", _DAY, dag_in_amsterdam(now))
    source = {
        "key": "bron",
        "label": "Welk koninklijk besluit?",
        "hint": "Bijvoorbeeld: Besluit gelijkstelling van 7 mei 2027.",
        "required": True,
        "value": request.POST.get("bron", ""),
        "error": errors.get("bron"),
    }
    day = {**typed.as_field(_DAY), "error": errors.get("dag")}
    return {"day": day, "source": source, "longest": LONGEST_SOURCE}
