"""Something about me is not right: into the form of the AVG, from where one saw it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from openloket.flows.drafts.begin_correction import PRODUCT, Wish, begin_correction
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.catalogue import Offering
from openloket.offer.forms import compiled
from openloket.web import directory
from openloket.web.mijn.frame import at_mine, for_oneself, me, mine, see_other, viewing
from openloket.web.place import place_of
from openloket.web.portal import draft_key
from openloket.web.portal.closing import closed_page
from openloket.web.portal.guards import form_of, moment
from openloket.zaken.mine import recent_of, zaak_of

_SHOWN = 50


def correctable() -> Offering | None:
    """The form of this organisation for it; None: it has none."""
    found = directory.services(dag_in_amsterdam(moment())).find(PRODUCT)
    return found if found and found.form_version_id is not None else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_oneself
def correct(request: HttpRequest, organisation: str) -> HttpResponse:
    """What is not right: choose where it stands; then the form, followed as any zaak."""
    offering = correctable()
    if offering is None:
        raise Http404
    if request.method != "POST":
        return mine(request, "correct", "Klopt er iets niet?", _context(request))
    if closed := closed_page(request, moment()):
        return closed
    who, reference = me(request), request.POST.get("zaak", "")
    if reference and zaak_of(viewing(request), reference) is None:
        raise Http404
    wish = Wish(request.POST.get("wat", ""), reference, request.POST.get("nu", ""))
    version = form_of(offering)
    key = begin_correction(wish, offering.service_id, version, who.name, who.owner, moment())
    first = compiled(version).steps[0].key
    response = see_other(place_of(request).url(f"{offering.slug}/formulier/{first}"))
    return draft_key.remember(request, response, offering.slug, key)


def _context(request: HttpRequest) -> dict[str, Any]:
    who = me(request)
    zaken = recent_of(viewing(request), moment())[:_SHOWN]
    return {
        "name": who.name,
        "zaken": [{"reference": one.reference, "title": one.title} for one in zaken],
        "here": at_mine(request, "correctie"),
        "details_url": at_mine(request, "gegevens"),
    }
