"""A number for text messages: given with an express yes, in the very words that are kept (Awb 2:8)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from openloket.flows.correspondence.keep_number import WORDING, UnableToKeepNumber, forget_number, keep_number
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.people.reachability import number_of_reader
from openloket.post.text_messages import shown_number
from openloket.web.mijn.frame import at_mine, for_oneself, me, mine, see_other
from openloket.web.portal.guards import moment

_DONE = {
    "bewaard": "Bewaard. U krijgt alleen een sms als een melding per e-mail niet aankomt.",
    "weg": "Uw nummer is weggehaald. U krijgt geen sms meer.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_oneself
def number(request: HttpRequest, organisation: str) -> HttpResponse:
    """The number and the yes; or taking both away."""
    person_id = me(request).person_id
    if request.method != "POST":
        return _page(request)
    if "weg" in request.POST:
        forget_number(person_id, moment())
        return see_other(at_mine(request, "gegevens/sms", gedaan="weg"))
    try:
        keep_number(person_id, request.POST.get("nummer", ""), "akkoord" in request.POST, moment())
    except UnableToKeepNumber as refusal:
        return _page(request, refusal)
    return see_other(at_mine(request, "gegevens/sms", gedaan="bewaard"))


def _page(request: HttpRequest, refusal: UnableToKeepNumber | None = None) -> HttpResponse:
    said = number_of_reader(me(request).person_id)
    kept = shown_number(said.contact_point.address) if said and said.contact_point else ""
    problems = {refusal.field: str(refusal)} if refusal else {}
    context = {
        "kept": kept,
        "wording": said.wording if said else "",
        "since": datum_in_woorden(dag_in_amsterdam(said.given_at)) if said else "",
        "fields": _fields(request, kept, problems),
        "notice": _DONE.get(request.GET.get("gedaan", "")) if not refusal else None,
        "errors": [{"href": f"#{key}", "message": text} for key, text in problems.items()],
        "here": at_mine(request, "gegevens/sms"),
        "details_url": at_mine(request, "gegevens"),
    }
    return mine(request, "number", "Een sms als mail niet aankomt", context, 422 if refusal else 200)


def _fields(request: HttpRequest, kept: str, problems: dict[str, str]) -> list[dict[str, Any]]:
    number = {
        "key": "nummer",
        "type": "phone",
        "label": "Uw mobiele nummer",
        "hint": "",
        "autocomplete": "tel",
    }
    yes = {"key": "akkoord", "type": "choices", "label": "Wilt u dit?", "hint": "Zet een vinkje."}
    values = {"nummer": request.POST.get("nummer", kept)[:60], "akkoord": request.POST.getlist("akkoord")}
    options = [{"value": "ja", "label": WORDING.format(nummer="dit nummer")}]
    return [
        {
            **one,
            "required": True,
            "options": options,
            "value": values[one["key"]],
            "error": problems.get(one["key"]),
        }
        for one in (number, yes)
    ]
