"""The reply of one municipality to its figures: a person judges it, with the reason."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.measuring.hear_municipalities import UnableToHear, settle_reply
from openloket.law.kalender import dag_in_amsterdam
from openloket.monitor.models import RightOfReply
from openloket.monitor.waiting import replied
from openloket.web.desk.frame import at_desk, desk_page, for_employees, see_other
from openloket.web.desk.keeper.monitor import keeper_only
from openloket.web.monitor.replying import seen_rows
from openloket.web.monitor.words import day, day_of

_OUTCOMES = {
    "agreed": ("De gemeente is het eens met de cijfers", ""),
    "corrected": (
        "Verbeterd",
        "De verbetering zelf leest u in als tabel. Doe dat vóór u de ronde publiceert.",
    ),
    "upheld": ("Niet verbeterd", "Wij blijven bij wat wij zagen."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def reply(request: HttpRequest, number: int, **place: str) -> HttpResponse:
    """What the municipality says, what was seen there, and the judgement of the keeper."""
    keeper_only(request)
    told = replied().filter(pk=number).first()
    if told is None:
        raise Http404
    if request.method != "POST":
        return _page(request, told, {})
    outcome, because = request.POST.get("uitkomst", ""), request.POST.get("waarom", "").strip()
    if problems := _problems(outcome, because):
        return _page(request, told, problems)
    try:
        settle_reply(told.round, told.municipality_id, outcome, because, timezone.now())
    except UnableToHear as refusal:
        return _page(request, told, {}, str(refusal))
    return see_other(at_desk(request, "monitor", gedaan="reactie"))


def _problems(outcome: str, because: str) -> dict[str, str]:
    found = {}
    if outcome not in _OUTCOMES:
        found["uitkomst"] = "Kies wat de uitkomst is."
    if not because:
        found["waarom"] = "Vul in waarom dit de uitkomst is."
    return found


def _page(
    request: HttpRequest, told: RightOfReply, problems: Mapping[str, str], refusal: str = ""
) -> HttpResponse:
    context = {
        "town": told.municipality.name,
        "round": told.round.name,
        "text": told.reply,
        "replied": day_of(told.replied_at) if told.replied_at else "",
        "until": day(told.until),
        "waits": told.until >= dag_in_amsterdam(timezone.now()),
        "rows": seen_rows(told),
        "fields": _fields(request, problems),
        "refusal": refusal,
        "errors": [{"href": f"#{key}", "message": text} for key, text in problems.items()],
        "back_url": at_desk(request, "monitor"),
    }
    status = 422 if problems else 409 if refusal else 200
    title = f"Reactie van {told.municipality.name}"
    return desk_page(request, "desk/monitor_reply.html", title, context, status)


def _fields(request: HttpRequest, problems: Mapping[str, str]) -> list[dict[str, Any]]:
    options = [{"value": key, "label": label, "hint": hint} for key, (label, hint) in _OUTCOMES.items()]
    return [
        {
            "key": "uitkomst", "type": "choice", "label": "Wat doet u met deze reactie?", "required": True,
            "options": options, "value": request.POST.get("uitkomst", ""), "error": problems.get("uitkomst"),
        },
        {
            "key": "waarom", "type": "longtext", "label": "Waarom?", "required": True,
            "hint": "Dit komt naast de reactie op de pagina van de gemeente te staan.",
            "value": request.POST.get("waarom", ""), "error": problems.get("waarom"),
        },
    ]  # fmt: skip
