"""Mail that came back: the number on the letter, why, and on which day."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.letters.return_letter import REASONS, UnableToReturn, return_letter
from openloket.law.kalender import dag_in_amsterdam
from openloket.post.letter_numbers import message_of
from openloket.post.letter_numbers import number_of as written
from openloket.tenancy.rights import Right, may
from openloket.web.desk.days import TypedDay, read_day, shown_day
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other

_DAY = "teruggekomen-op"
_DAY_LABEL = "Op welke dag kwam de brief terug?"


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def returned(request: HttpRequest, **place: str) -> HttpResponse:
    """The questions; after each letter the page is ready for the next one."""
    employee, now = employee_of(request), timezone.now()
    if not may(employee, Right.HANDLE):
        raise Http404
    today = dag_in_amsterdam(now)
    if request.method != "POST":
        return _page(request, {}, shown_day(_DAY, today))
    day = read_day(request.POST, _DAY, _DAY_LABEL, today)
    if day.day is None:
        return _page(request, {_DAY: day.problem}, day)
    try:
        number, reason = request.POST.get("nummer", ""), request.POST.get("reden", "")
        letter = return_letter(employee, number, reason, day.day, now)
    except UnableToReturn as refusal:
        return _page(request, {refusal.field: str(refusal)}, day)
    return see_other(at_desk(request, "post/terug", gedaan=written(letter.pk)))


def _page(request: HttpRequest, problems: Mapping[str, str], day: TypedDay) -> HttpResponse:
    number = {
        "key": "nummer", "type": "text", "label": "Briefnummer", "required": True, "max_length": 30,
        "hint": "Het staat klein boven het adres, bijvoorbeeld 1042‑78. U kunt het ook scannen.",
    }  # fmt: skip
    reason = {
        "key": "reden", "type": "choice", "label": "Waarom kwam de brief terug?", "required": True,
        "options": [{"value": key, "label": label} for key, label in REASONS.items()],
    }  # fmt: skip
    fields: list[dict[str, Any]] = [
        {**one, "value": request.POST.get(str(one["key"]), "")[:60], "error": problems.get(str(one["key"]))}
        for one in (number, reason)
    ]
    done = request.GET.get("gedaan", "")
    known = message_of(done) is not None
    context = {
        "fields": [*fields, day.as_field(_DAY_LABEL, "", problems.get(_DAY, ""))],
        "errors": [{"href": f"#{key}", "message": text} for key, text in problems.items()],
        "notice": f"Vastgelegd: brief {done} kwam terug." if known else "",
        "list_url": at_desk(request, "niet-bezorgd"),
        "here": at_desk(request, "post/terug"),
        "back_url": at_desk(request, "post"),
    }
    return desk_page(request, "desk/returned.html", "Brief kwam terug", context, 422 if problems else 200)
