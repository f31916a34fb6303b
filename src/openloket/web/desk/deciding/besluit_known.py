"""A recorded decision at the desk: as PDF, noted as made known by hand, or withdrawn before that."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openloket.flows.decisions.make_known import UnableToMakeKnown, make_known_by_hand
from openloket.flows.decisions.withdraw_besluit import UnableToWithdraw, withdraw_besluit
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.reading import Reading, log_reading
from openloket.web.besluit_view import pdf_of
from openloket.web.desk.deciding import besluit_form as forms
from openloket.web.desk.deciding.besluit import list_page, page_of, zaak_to_decide
from openloket.web.desk.frame import at_desk, employee_of, for_employees, see_other
from openloket.web.place import place_of
from openloket.web.portal.receipt_file import download
from openloket.zaken.decisions import besluit_for
from openloket.zaken.models import Besluit


@require_safe
@for_employees
def pdf(request: HttpRequest, reference: str, besluit_id: int, **place: str) -> HttpResponse:
    """The decision as PDF, to print and hand over; that it was read is written down."""
    found = _find(request, reference, besluit_id)
    reason = f"besluit van {reference} als PDF"
    log_reading(employee_of(request), Reading.ZAAK, ("zaak", found.zaak_id), reason, timezone.now())
    return download(pdf_of(place_of(request).organisation, found), "application/pdf", f"{reference}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def known(request: HttpRequest, reference: str, besluit_id: int, **place: str) -> HttpResponse:
    """Note how and when it was handed over or posted; on a mistake the page again, with what was typed."""
    found, now = _find(request, reference, besluit_id), timezone.now()
    if request.method != "POST":
        return _ask(request, found, forms.untyped(forms.KNOWN_FORM, {}))
    typed = forms.typed(forms.KNOWN_FORM, request, dag_in_amsterdam(now))
    if not typed.sound:
        return _ask(request, found, typed, status=422)
    try:
        on = date.fromisoformat(typed.answers["dag"])
        make_known_by_hand(employee_of(request), found, typed.answers["hoe"], on, now)
    except UnableToMakeKnown as refusal:
        return _ask(request, found, typed, refusal=str(refusal), status=409)
    return see_other(at_desk(request, f"zaak/{reference}/besluit", gedaan="bekendgemaakt"))


@require_POST
@for_employees
def withdraw(request: HttpRequest, reference: str, besluit_id: int, **place: str) -> HttpResponse:
    """Withdraw a decision that nobody got yet."""
    found, now = _find(request, reference, besluit_id), timezone.now()
    try:
        withdraw_besluit(employee_of(request), found, now)
    except UnableToWithdraw as refusal:
        zaak, now = zaak_to_decide(request, reference)
        return list_page(request, zaak, now, refusal=str(refusal))
    return see_other(at_desk(request, f"zaak/{reference}/besluit", gedaan="ingetrokken"))


def _ask(
    request: HttpRequest,
    found: Besluit,
    typed: forms.Typed,
    *,
    refusal: str | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {**forms.as_context(typed), "title": found.subject_line, "refusal": refusal}
    return page_of(request, found.zaak, context, "desk/besluit_known.html", status)


def _find(request: HttpRequest, reference: str, besluit_id: int) -> Besluit:
    found = besluit_for(employee_of(request), reference, besluit_id)
    if found is None:
        raise Http404
    return found
