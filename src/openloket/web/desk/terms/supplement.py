"""Asking the sender for what is missing: what the term would become, then the question; and its answers."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.terms.ask_supplement import UnableToAskSupplement, Wish, ask_supplement, checked
from openloket.flows.terms.call_complete import UnableToCallComplete, call_complete
from openloket.flows.terms.withdraw_request import UnableToWithdraw, withdraw_request
from openloket.law.kalender import dag_in_amsterdam
from openloket.post.models import Way
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.terms import supplement_parts as parts
from openloket.web.desk.zaken.door import read_zaak
from openloket.web.place import place_of
from openloket.zaken.models import OPEN, Zaak

_DONE = {"compleet": "Vastgelegd: de aanvraag is compleet.", "intrekken": "Het verzoek is ingetrokken."}
_REFUSALS = (UnableToAskSupplement, UnableToCallComplete, UnableToWithdraw)
_KINDS = ("aanvraag", "bezwaar")


def offer_supplement(employee: Employee, zaak: Zaak) -> tuple[str, str] | None:
    """The link on the page of an application or objection that still runs."""
    asked = zaak.status in OPEN and zaak.kind in _KINDS
    return ("Om aanvulling vragen", "aanvulling") if asked else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def supplement(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """The requests of one zaak, and the form for the next one. Reading is written down first."""
    now = timezone.now()
    zaak = read_zaak(request, reference, f"aanvulling van {reference}", now, Right.HANDLE)
    if request.method != "POST":
        return _page(request, zaak, parts.proposed(now, zaak), now)
    typed = parts.read(request.POST, now)
    act = _STEPS.get(request.POST.get("stap", ""), _look)
    try:
        return act(request, zaak, typed, now)
    except _REFUSALS as refusal:
        problems = getattr(refusal, "problems", {})
        return _page(request, zaak, typed, now, problems, None if problems else str(refusal))


def _look(request: HttpRequest, zaak: Zaak, typed: parts.Typed, now: datetime) -> HttpResponse:
    """What would come of it; nothing is sent."""
    checked(_wish(typed), dag_in_amsterdam(now))
    return _page(request, zaak, typed, now)


def _send(request: HttpRequest, zaak: Zaak, typed: parts.Typed, now: datetime) -> HttpResponse:
    """Send what was looked at; with another day than the page showed, look first."""
    wish = _wish(typed)
    if typed.seen != wish.last_day.isoformat():
        return _look(request, zaak, typed, now)
    request_made = ask_supplement(employee_of(request), place_of(request).organisation, zaak, wish, now)
    letter = request_made.message.way == Way.LETTER
    done = "aanvulling-brief" if letter else "aanvulling"
    return see_other(at_desk(request, f"zaak/{zaak.reference}", gedaan=done))


def _complete(request: HttpRequest, zaak: Zaak, typed: parts.Typed, now: datetime) -> HttpResponse:
    call_complete(employee_of(request), zaak, now)
    return see_other(at_desk(request, f"zaak/{zaak.reference}/aanvulling", gedaan="compleet"))


def _withdraw(request: HttpRequest, zaak: Zaak, typed: parts.Typed, now: datetime) -> HttpResponse:
    number = request.POST.get("verzoek", "")
    request_id = int(number) if number.isascii() and number.isdigit() and len(number) <= 18 else 0
    withdraw_request(employee_of(request), zaak, request_id, now)
    return see_other(at_desk(request, f"zaak/{zaak.reference}/aanvulling", gedaan="intrekken"))


_STEPS: Mapping[str, Callable[[HttpRequest, Zaak, parts.Typed, datetime], HttpResponse]] = {
    "versturen": _send,
    "compleet": _complete,
    "intrekken": _withdraw,
}


def _wish(typed: parts.Typed) -> Wish:
    """What was typed, as the flow takes it. Raises UnableToAskSupplement when the day can't be read."""
    if typed.day.day is None:
        empty = {} if typed.asked.strip() else {"ontbreekt": "Schrijf op wat er ontbreekt."}
        raise UnableToAskSupplement("Verbeter de dag.", {**empty, "uiterste-dag": typed.day.problem})
    return Wish(typed.asked, typed.day.day)


def _page(
    request: HttpRequest,
    zaak: Zaak,
    typed: parts.Typed,
    now: datetime,
    problems: Mapping[str, str] | None = None,
    refusal: str | None = None,
) -> HttpResponse:
    wrong = problems or {}
    context = {
        "zaak": {"reference": zaak.reference, "product": zaak.title, "sender": zaak.sender},
        "back_url": at_desk(request, f"zaak/{zaak.reference}"),
        "here": at_desk(request, f"zaak/{zaak.reference}/aanvulling"),
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "refusal": refusal,
        "errors": [{"href": f"#{field}", "message": text} for field, text in wrong.items()],
        **parts.standing(zaak, typed, wrong, now),
    }
    status = 422 if wrong else 409 if refusal else 200
    return desk_page(request, "desk/supplement.html", f"Aanvulling {zaak.reference}", context, status)
