"""The receipt as PDF for an employee, to print for somebody without e-mail; its reading written down."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.people.reading import Reading, log_reading
from openloket.web.desk.frame import employee_of, for_employees
from openloket.web.place import place_of
from openloket.web.portal.receipt_file import receipt_file
from openloket.zaken.access import zaak_with_papers_for


@require_safe
@for_employees
def receipt(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """The same file that the sender may download."""
    employee = employee_of(request)
    zaak = zaak_with_papers_for(employee, reference)
    if zaak is None:
        raise Http404
    log_reading(employee, Reading.ZAAK, ("zaak", zaak.pk), f"ontvangstbewijs van {reference}", timezone.now())
    return receipt_file(place_of(request), zaak.submission.receipt)
