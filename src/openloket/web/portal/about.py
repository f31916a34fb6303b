"""From a receipt to a next message about its zaak: to add something, to write that we are too late."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from openloket.law.kanalen import Berichtsoort
from openloket.law.rechtsmiddel import Rechtsmiddel
from openloket.web.place import place_of
from openloket.web.portal.guards import own_forms_only
from openloket.web.portal.next_message import WHAT, objecting_to, to_form
from openloket.web.portal.receipts import find, locked
from openloket.zaken.access import zaak_behind
from openloket.zaken.decisions import decisions_made_known, remedy_of
from openloket.zaken.models import Zaak


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
    more = _decision(behind.zaak) if kind is Berichtsoort.BEZWAAR else {}
    return to_form(request, behind.zaak, kind, own=found.submission, more=more)


def _decision(zaak: Zaak) -> dict[str, Any]:
    """The last decision that one can object to, as the form asks for it."""
    known = decisions_made_known(zaak.pk)
    open_to_it = [one for one in known if remedy_of(one) is Rechtsmiddel.BEZWAAR]
    return objecting_to(open_to_it[-1]) if open_to_it else {}
