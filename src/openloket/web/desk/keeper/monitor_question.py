"""One page that the checker could not decide: a person looks, and says what it is and why."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.measuring.observe import UnableToObserve
from openloket.flows.measuring.settle_page import UnableToSettle, settle_page
from openloket.monitor.models import Undecided
from openloket.monitor.scoring.channels import AUDIENCE_LABELS, LABELS, Audience, Channel
from openloket.monitor.waiting import undecided
from openloket.web.desk.frame import at_desk, desk_page, for_employees, see_other
from openloket.web.desk.keeper.monitor import keeper_only
from openloket.web.monitor.shown import linkable
from openloket.web.monitor.words import day_of, percent
from openloket.web.place import place_of

_HINTS = {
    Channel.NOT_OFFERED: "De gemeente doet dit niet. Het telt dan niet mee.",
    Channel.UNKNOWN: "Ook u kunt het niet zien.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def question(request: HttpRequest, number: int, **place: str) -> HttpResponse:
    """What the checker read, and the question to the keeper."""
    keeper_only(request)
    asked = undecided().filter(pk=number).first()
    if asked is None:
        raise Http404
    if request.method != "POST":
        return _page(request, asked, {})
    way, because = request.POST.get("weg", ""), request.POST.get("waarom", "").strip()
    if problems := _problems(way, because):
        return _page(request, asked, problems)
    try:
        settle_page(number, Channel(way), place_of(request).organisation.name, because, timezone.now())
    except (UnableToSettle, UnableToObserve) as refusal:
        return _page(request, asked, {}, str(refusal))
    return see_other(at_desk(request, "monitor", gedaan="vraag"))


def _problems(way: str, because: str) -> dict[str, str]:
    found = {}
    if way not in set(Channel):
        found["weg"] = "Kies wat u op de pagina zag."
    if not because:
        found["waarom"] = "Vul in waarom dit de uitkomst is."
    return found


def _page(
    request: HttpRequest, asked: Undecided, problems: Mapping[str, str], refusal: str = ""
) -> HttpResponse:
    page = asked.page
    context = {
        "town": page.municipality.name,
        "product": page.product.name,
        "audience": AUDIENCE_LABELS[Audience(page.audience)],
        "address": linkable(page.address),
        "seen": day_of(asked.seen_at),
        "perhaps": LABELS[Channel(asked.channel)],
        "sure": percent(float(asked.confidence), 0),
        "reasons": asked.reason.split("; "),
        "round": asked.round.name,
        "fields": _fields(request, problems),
        "refusal": refusal,
        "errors": [{"href": f"#{key}", "message": text} for key, text in problems.items()],
        "back_url": at_desk(request, "monitor"),
    }
    status = 422 if problems else 409 if refusal else 200
    return desk_page(request, "desk/monitor_question.html", "Wat is dit voor pagina?", context, status)


def _fields(request: HttpRequest, problems: Mapping[str, str]) -> list[dict[str, Any]]:
    options = [{"value": one.value, "label": label, "hint": _HINTS.get(one)} for one, label in LABELS.items()]
    return [
        {
            "key": "weg", "type": "choice", "label": "Wat is de verste weg die u ziet?", "required": True,
            "options": options, "value": request.POST.get("weg", ""), "error": problems.get("weg"),
        },
        {
            "key": "waarom", "type": "longtext", "label": "Waarom?", "required": True,
            "hint": "Iedereen kan dit lezen. Noem wat er op de pagina staat, en geen namen van mensen.",
            "value": request.POST.get("waarom", ""), "error": problems.get("waarom"),
        },
    ]  # fmt: skip
