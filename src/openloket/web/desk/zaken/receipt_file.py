"""The receipt as PDF for an employee, to print for somebody without e-mail; its reading written down."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.web.desk.frame import for_employees
from openloket.web.desk.zaken.door import read_zaak
from openloket.web.place import place_of
from openloket.web.portal.receipt_file import receipt_file
from openloket.zaken.access import zaak_with_papers_for


@require_safe
@for_employees
def receipt(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """The same file that the sender may download."""
    reason = f"ontvangstbewijs van {reference}"
    zaak = read_zaak(request, reference, reason, timezone.now(), find=zaak_with_papers_for)
    return receipt_file(place_of(request), zaak.submission.receipt)
