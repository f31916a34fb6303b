"""From a receipt to a next message about its zaak: to add something, to write that we are too late."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from openloket.law.kanalen import Berichtsoort
from openloket.web.place import place_of
from openloket.web.portal.guards import own_forms_only
from openloket.web.portal.next_message import WHAT, latest_objectable, to_form
from openloket.web.portal.receipts import find, locked
from openloket.zaken.access import zaak_behind


@own_forms_only
def begin(request: HttpRequest, organisation: str, reference: str, key: str, what: str) -> HttpResponse:
    """Begin a message about the zaak of this receipt, for who may see the receipt."""
    found, kind = find(reference, key), WHAT.get(what)
    if kind is None:
        raise Http404
    receipt = place_of(request).url(f"ontvangst/{reference}/{key}")
    if request.method != "POST":
        return HttpResponseRedirect(receipt)
    if locked(request, found):
        return HttpResponseRedirect(f"{receipt}/openen")
    behind = zaak_behind(found.submission_id, found.submission.about)
    if not behind.own:
        raise Http404
    more = latest_objectable(behind.zaak) if kind is Berichtsoort.BEZWAAR else {}
    return to_form(request, behind.zaak, kind, own=found.submission, more=more)
