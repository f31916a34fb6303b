"""Addresses to which nothing goes: the list, and one address with why, and the way out."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from openloket.flows.delivery.lift_suppression import UnableToLift, lift_suppression
from openloket.people.reading import Reading, log_reading
from openloket.post.confirmations import masked
from openloket.post.kinds import kind_of
from openloket.post.models import Message, Suppression, SuppressionReason, Way
from openloket.post.suppression import address_of, addresses_of, suppressed
from openloket.post.suppression_list import found_with, listed
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.wording import short_moment

MOST = 100
_WHY = {
    SuppressionReason.NO_ADDRESS: "Dit adres werkt niet: het bestaat niet meer, of het staat uit.",
    SuppressionReason.REFUSED: "De mailserver van de ontvanger weigerde voorgoed, en zei niet waarom.",
    SuppressionReason.COMPLAINT: "De ontvanger noemde een bericht van ons ongewenst.",
}


@require_safe
@for_employees
def suppressed_list(request: HttpRequest, **place: str) -> HttpResponse:
    """The newest first; addresses are masked, and that they were read is written down before."""
    employee, now = employee_of(request), timezone.now()
    if not may(employee, Right.SEE_POST):
        raise Http404
    rows = listed(MOST + 1)
    reason = f"adressen waar niets heen gaat: {min(len(rows), MOST)}"
    log_reading(employee, Reading.MESSAGE_LIST, ("message_list", 0), reason, now)
    shown = rows[:MOST]
    addresses = addresses_of(shown)
    context = {
        "rows": [_row(request, row, addresses.get(row.pk, "")) for row in shown],
        "more": len(rows) > MOST,
        "notice": "Naar dit adres gaan weer berichten." if "gedaan" in request.GET else "",
        "back_url": at_desk(request, "niet-bezorgd"),
    }
    return desk_page(request, "desk/suppressed.html", "Adressen die niet werken", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def suppressed_one(request: HttpRequest, suppression_id: int, **place: str) -> HttpResponse:
    """Why nothing goes to one address; who knows that it works, says how."""
    employee, now = employee_of(request), timezone.now()
    row = found_with(suppression_id) if may(employee, Right.HANDLE) else None
    if row is None:
        raise Http404
    log_reading(employee, Reading.LETTER, ("message", row.message_id), "adres dat niet werkt", now)
    if request.method != "POST":
        return _page(request, row)
    try:
        lift_suppression(employee, row.pk, request.POST.get("waarom", ""), now)
    except UnableToLift as refusal:
        return _page(request, row, refusal)
    return see_other(at_desk(request, "niet-bezorgd/adressen", gedaan="aan"))


def _page(request: HttpRequest, row: Suppression, refusal: UnableToLift | None = None) -> HttpResponse:
    problems = {refusal.field or "melding": str(refusal)} if refusal else {}
    context: dict[str, Any] = {
        **_words(row),
        "address": address_of(row),
        "kind": kind_of(row.message.kind).title,
        "message_url": at_desk(request, f"niet-bezorgd/{row.message_id}"),
        "refusal": problems.get("melding", ""),
        "field": {
            "key": "waarom", "type": "text", "label": "Hoe weet u dat dit adres werkt?", "required": True,
            "hint": "Bijvoorbeeld: de inwoner belde en las het adres voor.",
            "value": request.POST.get("waarom", ""), "error": problems.get("waarom"),
        },
        "errors": [{"href": f"#{key}", "message": text} for key, text in problems.items()],
        "back_url": at_desk(request, "niet-bezorgd/adressen"),
    }  # fmt: skip
    return desk_page(
        request, "desk/suppressed_one.html", "Adres dat niet werkt", context, 422 if problems else 200
    )


def note_of(request: HttpRequest, message: Message) -> dict[str, Any] | None:
    """For the page of a message: that nothing goes to its address now, why, and where to end that."""
    way = Way.SMS if message.way == Way.SMS else Way.EMAIL
    row = suppressed(way, message.to_address) if message.to_address else None
    if row is None:
        return None
    linked = may(employee_of(request), Right.HANDLE)
    address = masked(message.to_address)
    return {**_words(row), "address": address, "url": _url(request, row) if linked else None}


def _row(request: HttpRequest, row: Suppression, address: str) -> dict[str, Any]:
    linked = may(employee_of(request), Right.HANDLE)
    return {**_words(row), "address": masked(address), "url": _url(request, row) if linked else None}


def _words(row: Suppression) -> dict[str, Any]:
    since: datetime = row.since
    return {"why": _WHY[SuppressionReason(row.reason)], "code": row.code, "since": short_moment(since)}


def _url(request: HttpRequest, row: Suppression) -> str:
    return at_desk(request, f"niet-bezorgd/adressen/{row.pk}")
