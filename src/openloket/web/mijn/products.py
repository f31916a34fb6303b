"""My products and permits: what I have, until when, and asking it again with one press."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from openloket.flows.drafts.begin_again import begin_again
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.offer.catalogue import Offering
from openloket.offer.forms import compiled
from openloket.web import directory
from openloket.web.mijn.frame import at_mine, for_viewers, me, mine, see_other, viewing
from openloket.web.place import place_of
from openloket.web.portal import draft_key
from openloket.web.portal.closing import closed_page
from openloket.web.portal.guards import moment
from openloket.zaken.entitlements import AHEAD, entitlements_of
from openloket.zaken.models import Entitlement

MOST = 100


@require_safe
@for_viewers
def products(request: HttpRequest, organisation: str) -> HttpResponse:
    """What holds, what ends first in front; what is over behind it."""
    today = dag_in_amsterdam(moment())
    found = list(entitlements_of(viewing(request)).filter(ends_on__gte=today)[:MOST])
    over = list(
        entitlements_of(viewing(request)).filter(ends_on__lt=today).order_by("-ends_on", "-pk")[:MOST]
    )
    context = {
        "products": [_row(request, one, today) for one in found],
        "over": [_row(request, one, today) for one in over],
        "begin_url": place_of(request).url(),
    }
    return mine(request, "products", "Producten en vergunningen", context)


@require_POST
@for_viewers
def renew(request: HttpRequest, organisation: str, entitlement_id: int) -> HttpResponse:
    """Into the form with the answers of the last time; sending is still to be done."""
    found = entitlements_of(viewing(request)).filter(pk=entitlement_id).first()
    offering = _offering(found) if found else None
    if found is None or offering is None or offering.form_version_id is None:
        raise Http404
    if closed := closed_page(request, moment()):
        return closed
    version = offering.form_version_id
    key = begin_again(found.zaak.submission, version, me(request).owner, moment())
    first = compiled(version).steps[0].key
    response = see_other(place_of(request).url(f"{offering.slug}/formulier/{first}"))
    return draft_key.remember(request, response, offering.slug, key)


def _offering(entitlement: Entitlement) -> Offering | None:
    """The product as it is offered now; None: not any more."""
    return directory.services(dag_in_amsterdam(moment())).find(entitlement.zaak.service.slug)


def _row(request: HttpRequest, one: Entitlement, today: date) -> dict[str, Any]:
    offering = _offering(one)
    may_renew = offering is not None and offering.form_version_id is not None
    return {
        "title": one.title,
        "begins": datum_in_woorden(one.begins_on),
        "ends": datum_in_woorden(one.ends_on),
        "soon": today <= one.ends_on <= today + AHEAD,
        "later": one.begins_on > today,
        "besluit_url": at_mine(request, f"besluit/{one.besluit_id}"),
        "renew_url": at_mine(request, f"producten/{one.pk}/opnieuw") if may_renew else None,
    }
