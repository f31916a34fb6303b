"""The page of a decision, for who holds its key: the text, the last day to object, and the way to do that."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from openloket.intake.models import Receipt
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.rechtsmiddel import Rechtsmiddel
from openloket.tenancy.contact import contact_sentence
from openloket.web.besluit_view import pdf_of, shown
from openloket.web.pages import page
from openloket.web.place import place_of
from openloket.web.portal.guards import moment, own_forms_only
from openloket.web.portal.next_message import objecting_to, offered, to_form
from openloket.web.portal.receipt_file import download
from openloket.web.portal.receipts import locked
from openloket.web.portal.unlocking import ask_first
from openloket.zaken.decisions import find_besluit, remedy_of
from openloket.zaken.models import Besluit


def besluit(request: HttpRequest, organisation: str, reference: str, key: str) -> HttpResponse:
    """The decision in full, with the term to object as it stands today."""
    found, own = _find(reference, key), _own(request, reference, key)
    if locked(request, _receipt(found)):
        return HttpResponseRedirect(f"{own}/openen")
    place = place_of(request)
    context = {
        "besluit": shown(found, dag_in_amsterdam(moment())),
        "pdf_url": f"{own}/besluit.pdf",
        "object_url": f"{own}/bezwaar" if _may_object(found) else None,
        "contact": contact_sentence(place.organisation.phone, place.organisation.email),
    }
    return page(request, "portal/besluit.html", found.subject_line, context)


@own_forms_only
def unlock(request: HttpRequest, organisation: str, reference: str, key: str) -> HttpResponse:
    """The control question, which opens the receipt too; tries count for both together."""
    return ask_first(request, _receipt(_find(reference, key)), _own(request, reference, key), "besluit")


def pdf(request: HttpRequest, organisation: str, reference: str, key: str) -> HttpResponse:
    """The decision as PDF/UA."""
    found = _find(reference, key)
    if locked(request, _receipt(found)):
        return HttpResponseRedirect(f"{_own(request, reference, key)}/openen")
    name = f"besluit-{reference}.pdf"
    return download(pdf_of(place_of(request).organisation, found), "application/pdf", name)


@own_forms_only
def object_to(request: HttpRequest, organisation: str, reference: str, key: str) -> HttpResponse:
    """Begin an objection about this decision; nothing of its addressee is filled in for who holds its key."""
    found, own = _find(reference, key), _own(request, reference, key)
    if request.method != "POST":
        return HttpResponseRedirect(own)
    if locked(request, _receipt(found)):
        return HttpResponseRedirect(f"{own}/openen")
    if not _may_object(found):
        raise Http404
    return to_form(request, found.zaak, Berichtsoort.BEZWAAR, more=objecting_to(found))


def _find(reference: str, key: str) -> Besluit:
    found = find_besluit(reference, key)
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, reference: str, key: str) -> str:
    return place_of(request).url(f"besluit/{reference}/{key}")


def _receipt(found: Besluit) -> Receipt:
    receipt: Receipt = found.zaak.submission.receipt
    return receipt


def _may_object(found: Besluit) -> bool:
    return remedy_of(found) is Rechtsmiddel.BEZWAAR and offered(Berichtsoort.BEZWAAR) is not None
