"""The receipt: on screen, as PDF and as proof file; behind a control question where the form is sensitive."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from openloket.intake import receipts
from openloket.intake.models import Receipt
from openloket.web.pages import page
from openloket.web.place import place_of
from openloket.web.portal import receipt_pass
from openloket.web.portal.guards import moment
from openloket.web.portal.mandate_lock import theirs
from openloket.web.portal.receipt_file import download, receipt_file
from openloket.web.portal.receipt_screen import screen


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
    return download(receipts.proof_of(found).content, "application/json", f"{reference}.json")


def pdf(request: HttpRequest, organisation: str, reference: str, key: str) -> HttpResponse:
    """The receipt as PDF/UA with the proof inside, sealed as a whole."""
    found = find(reference, key)
    if locked(request, found):
        return HttpResponseRedirect(place_of(request).url(f"ontvangst/{reference}/{key}/openen"))
    return receipt_file(place_of(request), found)


def find(reference: str, key: str) -> Receipt:
    """The receipt, for who holds its key; 404 without."""
    found = receipts.find(reference, key)
    if found is None:
        raise Http404
    return found


def locked(request: HttpRequest, found: Receipt) -> bool:
    """Whether this browser must log in or answer the control question first."""
    if not theirs(request, found):
        return True
    return bool(found.consequences["protected"]) and not receipt_pass.has(request, found.access_key)
