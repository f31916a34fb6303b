"""The receipt as a file to keep: PDF/UA with the proof inside, sealed as a whole."""

from django.http import HttpResponse

from openloket.evidence.pdfseal import seal_pdf
from openloket.evidence.signing import signing_key
from openloket.intake.models import Receipt
from openloket.intake.receipts import copy_of, proof_of
from openloket.post.receipt_pdf.render import render_receipt_pdf
from openloket.web.place import Place
from openloket.web.portal.receipt_view import pdf_view


def receipt_file(place: Place, found: Receipt) -> HttpResponse:
    """The PDF, made anew: its proof goes as far as the log goes now."""
    copy, proof = copy_of(found), proof_of(found)
    view = pdf_view(place.organisation, found, copy, proof)
    document = seal_pdf(render_receipt_pdf(view, proof.content), signing_key())
    return download(document, "application/pdf", f"{copy.reference}.pdf")


def download(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to keep, that nobody else keeps."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
