"""By which way our messages come: for each sort, in the very words that are kept (Awb 2:8), and notices."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from openloket.flows.correspondence.reaching import box_open_to
from openloket.flows.correspondence.say_how_to_reach import (
    BY_ZAAK,
    NO_NOTICE,
    NOTICE_WORDINGS,
    SORTS,
    UnableToSay,
    say_how_to_reach,
    wordings,
)
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.verzending import Verzendsoort
from openloket.law.waarom import datum_in_woorden
from openloket.people.models import Reachability
from openloket.people.preferences import confirmed_address
from openloket.people.reachability import said_by
from openloket.web.mijn.frame import at_mine, for_oneself, me, mine, see_other
from openloket.web.portal.guards import moment

_LABELS = {
    Verzendsoort.BESLUIT: "Besluiten",
    Verzendsoort.VERZOEK_OM_AANVULLING: "Als wij iets van u missen",
    Verzendsoort.UITNODIGING: "Uitnodigingen",
    Verzendsoort.MEDEDELING: "Andere berichten over uw zaken",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_oneself
def reach(request: HttpRequest, organisation: str) -> HttpResponse:
    """The questions with what was said, or a choice that is kept."""
    if request.method != "POST":
        return _page(request)
    keys = [NO_NOTICE, *(sort.value for sort in SORTS)]
    chosen = {key: request.POST.get(key, "") for key in keys}
    try:
        say_how_to_reach(me(request).person_id, chosen, moment())
    except UnableToSay as refusal:
        return _page(request, refusal)
    return see_other(at_mine(request, "gegevens/berichten", gedaan="bewaard"))


def _page(request: HttpRequest, refusal: UnableToSay | None = None) -> HttpResponse:
    person_id = me(request).person_id
    said, address, box = said_by(person_id), confirmed_address(person_id), box_open_to(person_id)
    ways = [one.way for one in said.values()]
    wrong = {refusal.field: str(refusal)} if refusal else {}
    context = {
        "fields": [
            _field(request, sort, said.get(sort.value), wordings(sort, address, box), wrong) for sort in SORTS
        ],
        "box": box,
        "box_gone": not box and Reachability.Way.BOX in ways,
        "notice_field": _notice_field(request, said.get("")),
        "address": address,
        "since": [_since(one) for one in said.values()],
        "notice": "Uw keuze is bewaard. Zij geldt voor berichten die wij vanaf nu sturen."
        if request.GET.get("gedaan") and not refusal
        else None,
        "errors": [{"href": f"#{key}", "message": text} for key, text in wrong.items()],
        "here": at_mine(request, "gegevens/berichten"),
        "details_url": at_mine(request, "gegevens"),
    }
    return mine(request, "reach", "Hoe krijgt u onze berichten?", context, 422 if refusal else 200)


def _field(
    request: HttpRequest,
    sort: Verzendsoort,
    said: Reachability | None,
    words: Mapping[str, str],
    wrong: dict[str, str],
) -> dict[str, Any]:
    return {
        "key": sort.value,
        "type": "choice",
        "label": _LABELS[sort],
        "required": True,
        "options": [{"value": way, "label": text} for way, text in words.items()],
        "value": request.POST.get(sort.value) or (said.way if said else BY_ZAAK),
        "error": wrong.get(sort.value),
    }


def _notice_field(request: HttpRequest, said: Reachability | None) -> dict[str, Any]:
    return {
        "key": NO_NOTICE,
        "type": "choice",
        "label": "Wilt u een melding van wat in Mijn omgeving klaarstaat?",
        "hint": "In een bericht kan een dag staan waarop u moet antwoorden. Die geldt ook zonder melding.",
        "required": True,
        "options": [{"value": key, "label": text} for key, text in NOTICE_WORDINGS.items()],
        "value": request.POST.get(NO_NOTICE) or ("nee" if said else "ja"),
    }


def _since(said: Reachability) -> dict[str, str]:
    return {"wording": said.wording, "at": datum_in_woorden(dag_in_amsterdam(said.given_at))}
