"""A file that came with a zaak: streamed, never opened in the page, and its reading written down."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.people.reading import Reading, log_reading
from openloket.web.desk.frame import employee_of, for_employees
from openloket.web.download import stored_file
from openloket.zaken.access import attachment_for


@require_safe
@for_employees
def attachment(request: HttpRequest, reference: str, attachment_id: int, **place: str) -> HttpResponseBase:
    """The file as a download."""
    employee = employee_of(request)
    file = attachment_for(employee, reference, attachment_id)
    if file is None:
        raise Http404
    reason = f"bijlage van {reference}"
    log_reading(employee, Reading.ATTACHMENT, ("attachment", file.pk), reason, timezone.now())
    return stored_file(file)
