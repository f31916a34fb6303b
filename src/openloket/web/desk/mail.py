"""E-mails that were not received as a message: each with its reason, and one click to receive it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from openloket.flows.receive_anyway import UnableToReceive, receive_anyway
from openloket.intake.mails import not_received
from openloket.intake.models import MailState, RawMail
from openloket.people.reading import Reading, log_reading
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.wording import short_moment
from openloket.web.place import place_of

_STATES = {
    MailState.STORED: ("Wacht nog", "warning"),
    MailState.APART: ("Apart gelegd", "neutral"),
    MailState.REFUSED: ("Niet aangenomen", "danger"),
}
_WAITS = "Het lukt nog niet om deze e-mail te behandelen. Wij proberen het steeds opnieuw."


@require_safe
@for_employees
def mail(request: HttpRequest, **place: str) -> HttpResponse:
    """The list, the newest first; that it was read is written down before it is shown."""
    return _page(request, None)


@require_POST
@for_employees
def receive_mail(request: HttpRequest, mail_id: int, **place: str) -> HttpResponseBase:
    """Receive one after all, and go to its zaak; or say why that can't be done (409)."""
    employee = employee_of(request)
    if not may(employee, Right.HANDLE):
        raise Http404
    try:
        handled = receive_anyway(employee, place_of(request).organisation, mail_id, timezone.now())
    except UnableToReceive as refusal:
        return _page(request, str(refusal))
    return see_other(at_desk(request, f"zaak/{handled.reference}" if handled.reference else "mail"))


def _page(request: HttpRequest, refusal: str | None) -> HttpResponse:
    employee, now = employee_of(request), timezone.now()
    if not may(employee, Right.READ):
        raise Http404
    rows = not_received(now)
    reason = f"niet als bericht behandeld, e-mails op de pagina: {len(rows)}"
    log_reading(employee, Reading.MESSAGE_LIST, ("mail_list", 0), reason, now)
    handles = may(employee, Right.HANDLE)
    context = {"rows": [_row(request, one, handles) for one in rows], "refusal": refusal}
    status = 409 if refusal else 200
    return desk_page(request, "desk/mail.html", "Niet als bericht behandeld", context, status)


def _row(request: HttpRequest, row: RawMail, handles: bool) -> dict[str, object]:
    label, colour = _STATES[MailState(row.state)]
    apart = row.state == MailState.APART
    return {
        "at": short_moment(row.received_at),
        "sender": row.sender or "onbekend",
        "to": row.mailbox,
        "subject": row.subject_line or "zonder onderwerp",
        "state": label,
        "colour": colour,
        "reasons": row.reasons or [_WAITS],
        "receive_url": at_desk(request, f"mail/{row.pk}/ontvang") if handles and apart else None,
    }
