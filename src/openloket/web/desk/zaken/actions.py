"""What an employee does with a zaak: one POST, one flow; then the page again, or why it could not be done."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from openloket.flows.correspondence.send_status import UnableToSendStatus, send_status
from openloket.flows.letters.confirm_by_letter import UnableToConfirm, confirm_by_letter
from openloket.flows.zaken.add_note import UnableToAddNote, add_note
from openloket.flows.zaken.assign_zaak import UnableToAssign, assign_zaak
from openloket.flows.zaken.set_status import UnableToSetStatus, set_status
from openloket.flows.zaken.take_zaak import UnableToTake, take_zaak
from openloket.web.desk.frame import at_desk, employee_of, for_employees, see_other
from openloket.web.desk.zaken.zaak import zaak_page
from openloket.web.place import place_of
from openloket.zaken.access import zaak_for
from openloket.zaken.models import Zaak

Act = Callable[[Zaak, datetime], object]
_REFUSALS = (
    UnableToTake,
    UnableToAssign,
    UnableToSetStatus,
    UnableToAddNote,
    UnableToConfirm,
    UnableToSendStatus,
)


@require_POST
@for_employees
def take(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """Take a zaak that nobody handles."""
    employee = employee_of(request)
    return _do(request, reference, "pakken", lambda zaak, now: take_zaak(employee, zaak, now))


@require_POST
@for_employees
def assign(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """Give a zaak to a colleague, or back to the team."""
    employee, posted = employee_of(request), request.POST
    seen, wanted = _number(posted.get("gezien", "")), _number(posted.get("behandelaar", ""))
    return _do(
        request, reference, "toewijzen", lambda zaak, now: assign_zaak(employee, zaak, seen, wanted, now)
    )


@require_POST
@for_employees
def status(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """Give a zaak another status."""
    employee, posted = employee_of(request), request.POST
    seen, wanted = posted.get("gezien", ""), posted.get("nieuwe-status", "")
    return _do(request, reference, "status", lambda zaak, now: set_status(employee, zaak, seen, wanted, now))


@require_POST
@for_employees
def note(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """Write a note; when it can't be kept, what was typed stays in the page."""
    employee, text = employee_of(request), request.POST.get("tekst", "")
    act = lambda zaak, now: add_note(employee, zaak, text, now)  # noqa: E731 (one expression, used once)
    return _do(request, reference, "notitie", act, typed_note=text)


@require_POST
@for_employees
def letter(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """Note that the confirmation went by letter."""
    employee = employee_of(request)
    return _do(request, reference, "brief", lambda zaak, now: confirm_by_letter(employee, zaak, now))


@require_POST
@for_employees
def tell(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """Send how the zaak stands, in the words of the telephone."""
    employee, organisation = employee_of(request), place_of(request).organisation
    act = lambda zaak, now: send_status(organisation, employee, zaak, now)  # noqa: E731 (one expression, used once)
    return _do(request, reference, "stand", act)


def _do(request: HttpRequest, reference: str, name: str, act: Act, typed_note: str = "") -> HttpResponse:
    zaak = zaak_for(employee_of(request), reference)
    if zaak is None:
        raise Http404
    try:
        act(zaak, timezone.now())
    except _REFUSALS as refusal:
        return zaak_page(request, reference, refusal=str(refusal), typed_note=typed_note)
    return see_other(at_desk(request, f"zaak/{zaak.reference}", gedaan=name))


def _number(text: str) -> int | None:
    """An id from a form; None for nobody, and 0 (which is nobody's id) for what is no id."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0
