"""The list of messages that did not arrive."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.oversight.undelivered import Undelivered
from openloket.oversight.undelivered import undelivered as find
from openloket.people.reading import Reading, log_reading
from openloket.post.kinds import kind_of
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees
from openloket.web.desk.wording import short_moment


@require_safe
@for_employees
def undelivered(request: HttpRequest, **place: str) -> HttpResponse:
    """Who did not get a message. Addresses are masked; the zaak tells how to reach somebody."""
    employee, now = employee_of(request), timezone.now()
    if not may(employee, Right.SEE_POST):
        raise Http404
    found = find(now)
    reason = f"niet bezorgd, berichten op de pagina: {len(found)}"
    log_reading(employee, Reading.MESSAGE_LIST, ("message_list", 0), reason, now)
    linked, handles = may(employee, Right.READ), may(employee, Right.HANDLE)
    rows = [{**_row(request, item, linked), "letter_url": _letter(request, item, handles)} for item in found]
    context = {"rows": rows}
    return desk_page(request, "desk/undelivered.html", "Niet bezorgd", context)


def _row(request: HttpRequest, item: Undelivered, linked: bool) -> dict[str, object]:
    message = item.message
    return {
        "reference": item.reference,
        "url": at_desk(request, f"zaak/{item.reference}") if linked and item.reference else None,
        "product": item.title,
        "kind": kind_of(message.kind).title,
        "address": message.address,
        "state": message.state.label,
        "failed": message.state == "failed",
        "attempts": message.attempts,
        "created": short_moment(message.created_at),
    }


def _letter(request: HttpRequest, item: Undelivered, handles: bool) -> str | None:
    """Where the same words can be sent as a letter: a message about a zaak that failed."""
    message = item.message
    if not handles or message.state != "failed" or message.subject[0] != "zaak":
        return None
    return at_desk(request, f"niet-bezorgd/{message.message_id}/brief")
