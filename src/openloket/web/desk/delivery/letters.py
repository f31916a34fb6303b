"""Post: the letters that wait to be posted, and one letter with its address, its PDF and its day."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openloket.flows.letters.post_letter import UnableToPost, address_letter, letter_instead, post_letter
from openloket.flows.letters.printed import printed
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.reading import Reading, log_reading
from openloket.post.access import letter_for, letters_to_post
from openloket.post.models import Message
from openloket.tenancy.rights import Right, may
from openloket.web.desk.days import TypedDay, read_day, shown_day
from openloket.web.desk.delivery import letter_parts as parts
from openloket.web.desk.delivery.letter_enclosed import enclosed
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.referring.referral_standing import incomplete_rows
from openloket.web.place import place_of
from openloket.web.portal.receipt_file import download

_DONE = {
    "verstuurd": "Vastgelegd: de brief is verstuurd.",
    "adres": "Het adres is bewaard.",
    "brief": "Dit bericht gaat nu per brief. Print en verstuur het hier.",
}
_DAY_LABEL = "Op welke dag is de brief op de post gedaan?"


@require_safe
@for_employees
def letters(request: HttpRequest, **place: str) -> HttpResponse:
    """The letters that wait, the oldest first. That they were read is written down before they are shown."""
    employee, now = employee_of(request), timezone.now()
    if not may(employee, Right.HANDLE):
        raise Http404
    found = letters_to_post(employee, parts.MOST + 1)
    shown = found[: parts.MOST]
    log_reading(employee, Reading.MESSAGE_LIST, ("message_list", 0), f"post, brieven: {len(shown)}", now)
    context = {
        "rows": parts.rows(shown, at_desk(request, "post")),
        "more": len(found) > len(shown),
        "referrals": incomplete_rows(at_desk(request)),
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "printer_url": at_desk(request, "post/drukker"),
        "returned_url": at_desk(request, "post/terug"),
    }
    return desk_page(request, "desk/letters.html", "Post", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def letter(request: HttpRequest, message_id: int, **place: str) -> HttpResponse:
    """One letter: its words, its address, and the question when it was posted."""
    found, now = _read(request, message_id), timezone.now()
    step = _STEPS.get(request.POST.get("stap", "")) if request.method == "POST" else None
    return _page(request, found, now) if step is None else step(request, found, now)


@require_safe
@for_employees
def letter_file(request: HttpRequest, message_id: int, **place: str) -> HttpResponse:
    """The letter as PDF, to print."""
    found = _read(request, message_id)
    view = parts.pdf_view(place_of(request).organisation, found)
    return download(printed(found, view, timezone.now()), "application/pdf", f"brief-{found.pk}.pdf")


@require_POST
@for_employees
def instead(request: HttpRequest, message_id: int, **place: str) -> HttpResponse:
    """Send an e-mail that did not arrive as a letter."""
    try:
        letter_id = letter_instead(employee_of(request), message_id, timezone.now())
    except UnableToPost:
        return see_other(at_desk(request, "niet-bezorgd"))
    return see_other(at_desk(request, f"post/{letter_id}", gedaan="brief"))


def _read(request: HttpRequest, message_id: int) -> Message:
    employee = employee_of(request)
    found = letter_for(employee, message_id)
    if found is None:
        raise Http404
    log_reading(employee, Reading.LETTER, ("message", found.pk), "brief versturen", timezone.now())
    return found


def _address(request: HttpRequest, found: Message, now: datetime) -> HttpResponse:
    """Keep the address that was typed; when that can't be done it stays in the page."""
    typed = request.POST.get("adres", "")
    try:
        seen = request.POST.get("gezien", "").replace("\r\n", "\n")
        address_letter(employee_of(request), found.pk, typed.splitlines(), seen, now)
    except UnableToPost as refusal:
        return _page(request, _read(request, found.pk), now, {"adres": str(refusal)}, typed=typed)
    return see_other(at_desk(request, f"post/{found.pk}", gedaan="adres"))


def _posted(request: HttpRequest, found: Message, now: datetime) -> HttpResponse:
    """Note the day on which it was posted, or say beside the field why not."""
    day = read_day(request.POST, "verstuurd-op", _DAY_LABEL, dag_in_amsterdam(now))
    if day.day is None:
        return _page(request, found, now, {"verstuurd-op": day.problem})
    try:
        post_letter(employee_of(request), found.pk, day.day, now)
    except UnableToPost as refusal:
        return _page(request, _read(request, found.pk), now, {"verstuurd-op": str(refusal)})
    return see_other(at_desk(request, "post", gedaan="verstuurd"))


_STEPS: Mapping[str, Callable[[HttpRequest, Message, datetime], HttpResponse]] = {
    "adres": _address,
    "verstuurd": _posted,
}


def _day(request: HttpRequest, today: date) -> TypedDay:
    """The day that was typed, or today before anything was."""
    if "verstuurd-op.dag" in request.POST:
        return read_day(request.POST, "verstuurd-op", _DAY_LABEL, today)
    return shown_day("verstuurd-op", today)


def _page(
    request: HttpRequest,
    found: Message,
    now: datetime,
    wrong: Mapping[str, str] | None = None,
    typed: str | None = None,
) -> HttpResponse:
    problems, day = wrong or {}, _day(request, dag_in_amsterdam(now))
    context: dict[str, Any] = {
        **parts.letter(found, at_desk(request)),
        "here": at_desk(request, f"post/{found.pk}"),
        "back_url": at_desk(request, "post"),
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "errors": [{"href": f"#{field}", "message": text} for field, text in problems.items()],
        "address_field": parts.address_field(found, typed, problems.get("adres")),
        "enclosed": enclosed(found, at_desk(request)),
        "day_field": day.as_field(_DAY_LABEL, "", problems.get("verstuurd-op", "")),
    }
    return desk_page(request, "desk/letter.html", f"Brief {found.pk}", context, 422 if problems else 200)
