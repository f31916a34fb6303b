"""The code of an invitation: who is logged in says yes or no."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from openloket.flows.mandates.answer_mandate import accept_mandate, invited_by, refuse_mandate
from openloket.flows.mandates.mandating import UnableToMandate
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.mandates import State
from openloket.people.models import Mandate
from openloket.web import directory
from openloket.web.mijn.frame import at_mine, for_oneself, me, mine, see_other
from openloket.web.mijn.shown import shown_mandate
from openloket.web.pages import notice
from openloket.web.place import place_of
from openloket.web.portal.guards import moment


@require_http_methods(["GET", "HEAD", "POST"])
@for_oneself
def invited(request: HttpRequest, organisation: str, key: str) -> HttpResponse:
    """What is asked, or the answer. Only looking changes nothing."""
    found, now = invited_by(key, moment()), moment()
    if found is None:
        return _gone(request)
    if request.method != "POST":
        return _page(request, found)
    who, town = me(request), place_of(request).organisation
    try:
        if request.POST.get("antwoord") == "nee":
            done = refuse_mandate(key, who.person_id, now)
        else:
            done = accept_mandate(town, key, who.person_id, now)
    except UnableToMandate as refusal:
        return _page(request, found, str(refusal))
    said = {State.ACTIVE: "ja", State.REFUSED: "nee"}.get(State(done.state), "kijken")
    return see_other(at_mine(request, "machtigingen", gedaan=said))


def _page(request: HttpRequest, mandate: Mandate, refusal: str = "") -> HttpResponse:
    today = dag_in_amsterdam(moment())
    titles = {one.slug: one.title for one in directory.services(today).listed}
    context = {
        "mandate": shown_mandate(mandate, titles, today),
        "as_holder": mandate.holder_id is None,
        "holds_already": mandate.state == State.ACTIVE,
        "own_name": me(request).name,
        "refusal": refusal,
    }
    return mine(request, "invited", "Een vraag om te machtigen", context, 409 if refusal else 200)


def _gone(request: HttpRequest) -> HttpResponse:
    text = "Er is al een antwoord gegeven, de vraag is ingetrokken, of de link is te oud."
    return notice(
        request,
        "Deze link werkt niet meer",
        text,
        kind="warning",
        status=410,
        Naar_uw_machtigingen=at_mine(request, "machtigingen"),
    )
