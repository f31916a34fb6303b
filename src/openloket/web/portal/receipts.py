"""The receipt: on screen, as PDF and as proof file; behind a control question where the form is sensitive."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from openloket.evidence.pdfseal import seal_pdf
from openloket.evidence.signing import signing_key
from openloket.intake import receipts
from openloket.intake.models import Receipt
from openloket.post.receipt_pdf.render import render_receipt_pdf
from openloket.web.pages import page
from openloket.web.place import place_of
from openloket.web.portal import receipt_pass
from openloket.web.portal.guards import moment
from openloket.web.portal.receipt_screen import screen
from openloket.web.portal.receipt_view import pdf_view


def receipt(request: HttpRequest, organisation: str, reference: str, key: str) -> HttpResponse:
    """The receipt on screen."""
    found = find(reference, key)
    if locked(request, found):
        return HttpResponseRedirect(place_of(request).url(f"ontvangst/{reference}/{key}/openen"))
    context = {"receipt": screen(place_of(request), found, moment())}
    return page(request, "portal/receipt.html", "Wij hebben uw bericht ontvangen", context)


def proof_file(request: HttpRequest, organisation: str, reference: str, key: str) -> HttpResponse:
    """The proof as JSON, to keep and to verify anywhere."""
    found = find(reference, key)
    if locked(request, found):
        return HttpResponseRedirect(place_of(request).url(f"ontvangst/{reference}/{key}/openen"))
    return _file(receipts.proof_of(found).content, "application/json", f"{reference}.json")


def pdf(request: HttpRequest, organisation: str, reference: str, key: str) -> HttpResponse:
    """The receipt as PDF/UA with the proof inside, sealed as a whole."""
    found = find(reference, key)
    if locked(request, found):
        return HttpResponseRedirect(place_of(request).url(f"ontvangst/{reference}/{key}/openen"))
    proof = receipts.proof_of(found)
    view = pdf_view(place_of(request).organisation, found, receipts.copy_of(found), proof)
    document = seal_pdf(render_receipt_pdf(view, proof.content), signing_key())
    return _file(document, "application/pdf", f"{reference}.pdf")


def find(reference: str, key: str) -> Receipt:
    """The receipt, for who holds its key; 404 without."""
    found = receipts.find(reference, key)
    if found is None:
        raise Http404
    return found


def locked(request: HttpRequest, found: Receipt) -> bool:
    """Whether this browser must answer the control question first."""
    return bool(found.consequences["protected"]) and not receipt_pass.has(request, found.access_key)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
