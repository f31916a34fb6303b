"""Noting that the sender withdrew: the message in full, what then ends, and one button."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.zaken.withdrawal import UnableToNoteWithdrawal, note_withdrawal, withdrawn_by
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.wording import short_moment
from openloket.web.desk.zaken.door import read_zaak
from openloket.web.desk.zaken.zaak_parts import copied
from openloket.web.place import place_of
from openloket.zaken.models import OPEN, Zaak


def offer_withdrawal(employee: Employee, zaak: Zaak) -> tuple[str, str] | None:
    """The link on the page of a zaak that runs and that its sender withdrew."""
    if not getattr(zaak, "later", False) or zaak.status not in OPEN or withdrawn_by(zaak.pk) is None:
        return None
    return "De afzender trekt dit in", "ingetrokken"


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def withdrawal(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """What was sent, or the note. Reading is written down first."""
    employee = employee_of(request)
    reason, now = f"intrekking van {reference}", timezone.now()
    withdrawn = lambda zaak: withdrawn_by(zaak.pk) is not None  # noqa: E731 (one expression, used once)
    zaak = read_zaak(request, reference, reason, now, Right.HANDLE, only=withdrawn)
    refusal = None
    if request.method == "POST":
        try:
            note_withdrawal(place_of(request).organisation, employee, zaak, now)
            return see_other(at_desk(request, f"zaak/{reference}", gedaan="ingetrokken"))
        except UnableToNoteWithdrawal as unable:
            refusal = str(unable)
    return _page(request, zaak, refusal)


def _page(request: HttpRequest, zaak: Zaak, refusal: str | None) -> HttpResponse:
    filing = withdrawn_by(zaak.pk)
    if filing is None:
        raise Http404
    context = {
        "zaak": {"reference": zaak.reference, "product": zaak.title},
        "back_url": at_desk(request, f"zaak/{zaak.reference}"),
        "received": short_moment(filing.at),
        "steps": copied(json.loads(filing.submission.copy)),
        "runs": zaak.status in OPEN,
        "refusal": refusal,
    }
    return desk_page(
        request, "desk/withdrawal.html", f"Ingetrokken {zaak.reference}", context, 409 if refusal else 200
    )
