"""Welk product is dit? An employee corrects what was recognised wrongly in a message without a form."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.zaken.reclassify import UnableToReclassify, reclassify
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.catalogue import load
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.zaken.door import read_zaak
from openloket.web.desk.zaken.meant import in_general_form
from openloket.zaken.access import zaak_with_papers_for
from openloket.zaken.models import OPEN, Zaak


def offer_product(employee: Employee, zaak: Zaak) -> tuple[str, str] | None:
    """The link on the page of a zaak that began without a form for its product."""
    free = zaak.submission.form_version_id is None or in_general_form(zaak)
    return ("Dit is een ander product", "product") if free and zaak.status in OPEN else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def product(request: HttpRequest, reference: str, **place: str) -> HttpResponseBase:
    """Ask which product it is, and correct it."""
    employee = employee_of(request)
    now = timezone.now()
    zaak = read_zaak(request, reference, "product verbeteren", now, Right.HANDLE, find=zaak_with_papers_for)
    if request.method != "POST":
        return _page(request, zaak, None)
    try:
        seen, wanted = _number(request.POST.get("gezien")), _number(request.POST.get("product"))
        reclassify(employee, zaak, seen, wanted, now)
    except UnableToReclassify as refusal:
        return _page(request, zaak, str(refusal))
    return see_other(at_desk(request, f"zaak/{zaak.reference}", gedaan="product"))


def _page(request: HttpRequest, zaak: Zaak, refusal: str | None) -> HttpResponse:
    """The question."""
    listed = load(dag_in_amsterdam(timezone.now())).listed
    typed = request.POST.get("product", "")
    context = {
        "zaak": {"reference": zaak.reference, "product": zaak.title},
        "back_url": at_desk(request, f"zaak/{zaak.reference}"),
        "seen": zaak.service_id,
        "options": [
            {"value": one.service_id, "label": one.title, "selected": str(one.service_id) == typed}
            for one in listed
            if one.service_id != zaak.service_id
        ],
        "refusal": refusal,
    }
    title = f"Ander product {zaak.reference}"
    return desk_page(request, "desk/product.html", title, context, 409 if refusal else 200)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0
