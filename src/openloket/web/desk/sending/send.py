"""Writing to the sender of a zaak: the form, the message in its exact words, and what was sent before."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.correspondence.send_message import (
    CORRECTED,
    WITHDRAWN,
    Looked,
    UnableToSend,
    correctable,
    look,
    send_message,
)
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.sending import send_parts as parts
from openloket.web.desk.zaken.door import read_zaak
from openloket.web.place import place_of
from openloket.zaken.models import Zaak


def offer_message(employee: Employee, zaak: Zaak) -> tuple[str, str] | None:
    """The link on the page of every zaak."""
    return ("Bericht sturen", "bericht")


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def send(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """The form; with a preview once it was looked at. Reading is written down first."""
    zaak, now = readable(request, reference, f"bericht over {reference}"), timezone.now()
    asked = request.POST if request.method == "POST" else request.GET
    kind, about = parts.kind_in(asked.get("soort", "")), _number(asked.get("over", ""))
    if kind in (CORRECTED, WITHDRAWN) and (about is None or correctable(zaak, about) is None):
        raise Http404
    typed = parts.read(request.POST, kind, about, now)
    if request.method != "POST":
        return _page(request, zaak, typed)
    return _act(request, zaak, typed, now)


def readable(request: HttpRequest, reference: str, reason: str) -> Zaak:
    """The zaak, for who handles zaken; that it is read is written down. Raises Http404."""
    return read_zaak(request, reference, reason, timezone.now(), Right.HANDLE)


def _act(request: HttpRequest, zaak: Zaak, typed: parts.Typed, now: datetime) -> HttpResponse:
    organisation = place_of(request).organisation
    try:
        letter = parts.letter_of(typed)
        looked = look(organisation, zaak, letter, now)
        if request.POST.get("stap") != "versturen":
            return _page(request, zaak, typed, looked)
        if typed.seen != looked.mark:
            raise UnableToSend("Het bericht is anders dan u zag. Kijk het hieronder na.")
        message = send_message(organisation, employee_of(request), zaak, letter, typed.seen, now)
    except UnableToSend as refusal:
        return _page(request, zaak, typed, refusal=refusal)
    return see_other(at_desk(request, f"zaak/{zaak.reference}/verstuurd/{message.pk}", gedaan="verstuurd"))


def _page(
    request: HttpRequest,
    zaak: Zaak,
    typed: parts.Typed,
    looked: Looked | None = None,
    refusal: UnableToSend | None = None,
) -> HttpResponse:
    wrong = refusal.problems if refusal else {}
    here = at_desk(request, f"zaak/{zaak.reference}/bericht")
    context: dict[str, Any] = {
        **parts.form(zaak, typed, wrong, here),
        "preview": parts.preview(place_of(request).organisation, looked) if looked else None,
        "earlier": parts.earlier(place_of(request).organisation, zaak, typed.about),
        "refusal": str(refusal) if refusal and not wrong else None,
        "back_url": at_desk(request, f"zaak/{zaak.reference}"),
    }
    title = f"{parts.HEADINGS[typed.kind]} {zaak.reference}"
    status = 422 if wrong else 409 if refusal else 200
    return desk_page(request, "desk/send.html", title, context, status)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
