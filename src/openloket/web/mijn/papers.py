"""The papers behind a zaak for who is logged in: receipt, decision and files, without key or question."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from openloket.flows.correspondence.read_message import read_message
from openloket.intake import receipts
from openloket.intake.models import Attachment, Receipt
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.rechtsmiddel import Rechtsmiddel
from openloket.tenancy.contact import contact_sentence
from openloket.web.besluit_view import pdf_of, shown
from openloket.web.mijn.frame import at_mine, for_viewers, mine, viewing
from openloket.web.place import place_of
from openloket.web.portal.guards import moment
from openloket.web.portal.next_message import objecting_to, offered, to_form
from openloket.web.portal.receipt_file import download, receipt_file
from openloket.web.portal.receipt_screen import screen
from openloket.zaken.access import zaak_behind
from openloket.zaken.decisions import remedy_of
from openloket.zaken.mine import besluit_of, receipt_of, zaak_of
from openloket.zaken.models import Besluit


@require_safe
@for_viewers
def receipt(request: HttpRequest, organisation: str, reference: str) -> HttpResponse:
    """The receipt of a message that began a zaak or joined one; how it stands is on the page of the zaak."""
    found = _receipt(request, reference)
    here = at_mine(request, f"ontvangst/{reference}")
    told = {
        **screen(place_of(request), found, moment()),
        "now": None,
        "pdf_url": f"{here}/ontvangstbewijs.pdf",
        "proof_url": f"{here}/bewijs.json",
    }
    zaak = zaak_behind(found.submission_id, found.submission.about).zaak
    context = {"receipt": told, "zaak_url": at_mine(request, f"zaken/{zaak.reference}")}
    return mine(request, "receipt", f"Ontvangstbewijs {reference}", context)


@require_safe
@for_viewers
def receipt_pdf(request: HttpRequest, organisation: str, reference: str) -> HttpResponse:
    """The same as PDF/UA with the proof inside."""
    return receipt_file(place_of(request), _receipt(request, reference))


@require_safe
@for_viewers
def proof_file(request: HttpRequest, organisation: str, reference: str) -> HttpResponse:
    """The proof as JSON."""
    content = receipts.proof_of(_receipt(request, reference)).content
    return download(content, "application/json", f"{reference}.json")


@require_safe
@for_viewers
def besluit(request: HttpRequest, organisation: str, besluit_id: int) -> HttpResponse:
    """The decision in full; that it was opened is proof that it could be read (Awb 2:25)."""
    found, place = _besluit(request, besluit_id), place_of(request)
    if request.method == "GET" and found.message is not None:
        first = read_message(viewing(request), found.message, moment())
        found = _besluit(request, besluit_id) if first else found  # its day may count from now (Awb 2:22)
    here = at_mine(request, f"besluit/{besluit_id}")
    context = {
        "besluit": shown(found, dag_in_amsterdam(moment())),
        "pdf_url": f"{here}/besluit.pdf",
        "object_url": f"{here}/bezwaar" if _may_object(found) else None,
        "contact": contact_sentence(place.organisation.phone, place.organisation.email),
        "zaak_url": at_mine(request, f"zaken/{found.zaak.reference}"),
    }
    return mine(request, "besluit", f"Uw besluit: {found.subject_line}", context)


@require_safe
@for_viewers
def besluit_pdf(request: HttpRequest, organisation: str, besluit_id: int) -> HttpResponse:
    """The decision as PDF/UA."""
    found = _besluit(request, besluit_id)
    content = pdf_of(place_of(request).organisation, found)
    return download(content, "application/pdf", f"besluit-{found.zaak.reference}.pdf")


@require_POST
@for_viewers
def object_to(request: HttpRequest, organisation: str, besluit_id: int) -> HttpResponse:
    """Begin an objection about this decision, with what is known filled in."""
    found = _besluit(request, besluit_id)
    if not _may_object(found):
        raise Http404
    more = objecting_to(found)
    return to_form(request, found.zaak, Berichtsoort.BEZWAAR, own=found.zaak.submission, more=more)


@require_safe
@for_viewers
def attachment(
    request: HttpRequest, organisation: str, reference: str, attachment_id: int
) -> HttpResponseBase:
    """A file that was sent with the zaak, as a download; the browser must not guess, run or show it."""
    zaak = zaak_of(viewing(request), reference)
    files = Attachment.objects.filter(pk=attachment_id, submission_id=zaak.submission_id if zaak else None)
    file = files.first() if zaak else None
    if file is None:
        raise Http404
    response = FileResponse(
        default_storage.open(file.storage_name), as_attachment=True, filename=file.name,
        content_type=file.media_type,
    )  # fmt: skip
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response


def _receipt(request: HttpRequest, reference: str) -> Receipt:
    found: Receipt | None = receipt_of(viewing(request), reference)
    if found is None:
        raise Http404
    return found


def _besluit(request: HttpRequest, besluit_id: int) -> Besluit:
    found = besluit_of(viewing(request), besluit_id)
    if found is None:
        raise Http404
    return found


def _may_object(found: Besluit) -> bool:
    return remedy_of(found) is Rechtsmiddel.BEZWAAR and offered(Berichtsoort.BEZWAAR) is not None
