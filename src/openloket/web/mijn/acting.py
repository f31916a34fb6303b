"""For whom somebody does this: themselves, somebody who gave them a mandate, or somebody beside them."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from openloket.flows.mandates.act_for import act_for, act_for_oneself
from openloket.flows.mandates.mandating import UnableToMandate
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.mandates import Basis, held
from openloket.people.models import Mandate
from openloket.web.mijn.frame import at_mine, for_choosers, me, mine, see_other
from openloket.web.mijn.shown import shown_days
from openloket.web.place import place_of
from openloket.web.portal.guards import moment, own_forms_only
from openloket.web.portal.own_path import own_path
from openloket.web.portal.who import remember, who_of

MOST = 50
_FOR_ONESELF = "Dit kunt u alleen voor uzelf doen. Kies eerst dat u voor uzelf handelt."


@require_http_methods(["GET", "HEAD", "POST"])
@for_choosers
def choose(request: HttpRequest, organisation: str) -> HttpResponse:
    """The list, with a search for who helps many; or the choice. The key of the session changes with it."""
    if request.method != "POST":
        return _page(request)
    who, now, chosen = me(request), moment(), request.POST.get("wie", "")
    try:
        key = act_for(who, int(chosen), now) if chosen.isdecimal() else act_for_oneself(who, now)
    except UnableToMandate as refusal:
        return _page(request, str(refusal))
    further = own_path(place_of(request), request.POST.get("verder", "")) or at_mine(request)
    return remember(request, see_other(further), key)


@own_forms_only
def stop(request: HttpRequest, organisation: str) -> HttpResponse:
    """The button of the bar on every page: from now on for oneself."""
    who = who_of(request)
    if request.method != "POST" or who is None:
        return see_other(at_mine(request, "voor-wie"))
    try:
        key = act_for_oneself(who, moment())
    except UnableToMandate:
        return see_other(at_mine(request, "voor-wie"))
    return remember(request, see_other(at_mine(request)), key)


def _page(request: HttpRequest, refusal: str = "") -> HttpResponse:
    who, today = me(request), dag_in_amsterdam(moment())
    words = request.GET.get("zoek", "").strip()[:100].replace("\0", "")
    clients = held(who.person_id, today)
    many = clients.count() > 8
    if words:
        clients = clients.filter(grantor_name__icontains=words)
    found = list(clients[: MOST + 1])
    context = {
        "rows": [_row(one, who.mandate_id) for one in found[:MOST]],
        "more": len(found) > MOST,
        "many": many,
        "words": words,
        "own_name": who.name,
        "acting": who.acting,
        "acting_ended": who.acting_ended,
        "bound": who.acting is not None and who.acting.basis == Basis.CHAIN,
        "further": request.GET.get("verder", ""),
        "refusal": refusal or (_FOR_ONESELF if request.GET.get("reden") == "zelf" else ""),
        "beside_url": at_mine(request, "ernaast"),
        "mandates_url": at_mine(request, "machtigingen"),
        "here": at_mine(request, "voor-wie"),
    }
    return mine(request, "acting", "Voor wie doet u dit?", context, 409 if refusal else 200)


def _row(mandate: Mandate, current: int | None) -> dict[str, object]:
    return {
        "id": mandate.pk,
        "name": mandate.grantor.name if mandate.grantor else mandate.grantor_name,
        "basis": Basis(mandate.basis).label,
        "days": shown_days(mandate),
        "current": mandate.pk == current,
    }
