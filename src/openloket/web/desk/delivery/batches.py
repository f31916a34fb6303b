"""Letters at a printer: the batches, one batch, and what the printer did with it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.letters.batch_letters import UnableToBatch, batch_now, print_again, ready
from openloket.flows.letters.printer_told import UnableToSettle, all_posted, printer_told, take_back
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.reading import Reading, log_reading
from openloket.post.access import batch_for, batches_at_printers
from openloket.post.accounts import kept_account
from openloket.post.manifests import UnreadableAnswer, read_answer
from openloket.post.models import LetterBatch, Way
from openloket.tenancy.rights import Right, may
from openloket.web.desk.days import TypedDay, read_day, shown_day
from openloket.web.desk.delivery import batch_parts as parts
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.place import place_of

_MOST = 30
_MOST_BYTES = 200_000
_DAY = "verstuurd-op"
_DAY_LABEL = "Op welke dag deed de drukker de brieven op de post?"
_DONE = {
    "gemaakt": "De brieven gaan naar de drukker.",
    "verstuurd": "Vastgelegd. Wat in de brieven staat, geldt vanaf die dag.",
    "terug": "De brieven staan weer bij Post. Print en verstuur ze zelf.",
    "opnieuw": "Het wordt opnieuw geprobeerd.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def batches(request: HttpRequest, **place: str) -> HttpResponse:
    """The newest batches, and a button to send at once what is ready."""
    employee, now = employee_of(request), timezone.now()
    if not may(employee, Right.HANDLE):
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            made = batch_now(place_of(request).organisation, employee, now)
            return see_other(at_desk(request, f"post/drukker/{made.number}", gedaan="gemaakt"))
        except UnableToBatch as refusal:
            problem = str(refusal)
    context = {
        "rows": parts.rows(batches_at_printers(employee, _MOST), at_desk(request, "post/drukker"), now),
        "ready": ready().count() if kept_account(Way.LETTER) else None,
        "problem": problem,
        "back_url": at_desk(request, "post"),
        "here": at_desk(request, "post/drukker"),
        "set_up_url": at_desk(request, "bezorging/brief") if may(employee, Right.CARRIERS) else "",
    }
    return desk_page(request, "desk/batches.html", "Bij de drukker", context, 409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def batch(request: HttpRequest, number: int, **place: str) -> HttpResponse:
    """One batch: its letters, and what the printer did with them."""
    step = _STEPS.get(request.POST.get("stap", "")) if request.method == "POST" else None
    if step is None:
        return _page(request, number)
    found = batch_for(employee_of(request), number)
    if found is None:
        raise Http404
    return step(request, found[0], timezone.now())


def _posted(request: HttpRequest, found: LetterBatch, now: datetime) -> HttpResponse:
    """All that is still there was posted on one day."""
    day = read_day(request.POST, _DAY, _DAY_LABEL, dag_in_amsterdam(now))
    if day.day is None:
        return _page(request, found.number, {_DAY: day.problem})
    try:
        all_posted(employee_of(request), found.pk, day.day, now)
    except UnableToSettle as refusal:
        return _page(request, found.number, {_DAY: str(refusal)})
    return _done(request, found, "verstuurd")


def _listed(request: HttpRequest, found: LetterBatch, now: datetime) -> HttpResponse:
    """What stands on the list of the printer; a line without a day was posted today at the latest."""
    file = request.FILES.get("lijst")
    if file is None:
        return _page(request, found.number, {"lijst": "Kies het bestand van de drukker."})
    if (file.size or 0) > _MOST_BYTES:
        return _page(request, found.number, {"lijst": "Dit bestand is te groot."})
    try:
        told = read_answer(file.read(), most=1000)
        printer_told(employee_of(request), found.pk, told, dag_in_amsterdam(now), now)
    except (UnreadableAnswer, UnableToSettle) as refusal:
        return _page(request, found.number, {"lijst": str(refusal)})
    return _done(request, found, "verstuurd")


def _again(request: HttpRequest, found: LetterBatch, now: datetime) -> HttpResponse:
    try:
        print_again(employee_of(request), found.pk, now)
    except UnableToBatch as refusal:
        return _page(request, found.number, {"": str(refusal)})
    return _done(request, found, "opnieuw")


def _back(request: HttpRequest, found: LetterBatch, now: datetime) -> HttpResponse:
    try:
        take_back(employee_of(request), found.pk, now)
    except UnableToSettle as refusal:
        return _page(request, found.number, {"": str(refusal)})
    return _done(request, found, "terug")


_STEPS: Mapping[str, Callable[[HttpRequest, LetterBatch, datetime], HttpResponse]] = {
    "verstuurd": _posted,
    "lijst": _listed,
    "opnieuw": _again,
    "terug": _back,
}


def _done(request: HttpRequest, found: LetterBatch, what: str) -> HttpResponse:
    return see_other(at_desk(request, f"post/drukker/{found.number}", gedaan=what))


def _page(request: HttpRequest, number: int, wrong: Mapping[str, str] | None = None) -> HttpResponse:
    """The batch as it is now; that it was read is written down before it is shown."""
    employee, now, problems = employee_of(request), timezone.now(), wrong or {}
    found = batch_for(employee, number)
    if found is None:
        raise Http404
    log_reading(employee, Reading.LETTER, ("letter_batch", found[0].pk), "brieven bij de drukker", now)
    day = _day(request, dag_in_amsterdam(now))
    context: dict[str, Any] = {
        **parts.batch(*found, at_desk(request)),
        "here": at_desk(request, f"post/drukker/{number}"),
        "back_url": at_desk(request, "post/drukker"),
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "problem": problems.get("", ""),
        "errors": [{"href": f"#{field}", "message": text} for field, text in problems.items() if field],
        "day_field": day.as_field(_DAY_LABEL, "", problems.get(_DAY, "")),
        "list_error": problems.get("lijst", ""),
    }
    status = 422 if problems else 200
    return desk_page(request, "desk/batch.html", f"Partij {number}", context, status)


def _day(request: HttpRequest, today: date) -> TypedDay:
    if f"{_DAY}.dag" in request.POST:
        return read_day(request.POST, _DAY, _DAY_LABEL, today)
    return shown_day(_DAY, today)
