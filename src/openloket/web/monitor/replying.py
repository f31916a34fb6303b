"""Where a municipality replies to its figures before they are published; the link is the key."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.backends.utils import csrf_input
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.measuring.hear_municipalities import UnableToHear, open_reply
from openloket.flows.measuring.hear_municipalities import reply as take_reply
from openloket.law.kalender import dag_in_amsterdam
from openloket.monitor import figures
from openloket.monitor.findings import findings_of
from openloket.monitor.models import RightOfReply
from openloket.monitor.scoring.channels import AUDIENCE_LABELS, Audience, Channel
from openloket.web.monitor.shown import linkable, way
from openloket.web.monitor.town_facts import beside
from openloket.web.monitor.words import day, day_of, percent
from openloket.web.pages import page

_FIELD = "reactie"


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, key: str) -> HttpResponse:
    """The figures of the municipality that holds this link, and what it says of them."""
    found = open_reply(key)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, found)
    typed = request.POST.get(_FIELD, "")
    try:
        return _page(request, take_reply(key, typed, timezone.now()), thanks=True)
    except UnableToHear as refusal:
        return _page(request, found, typed, str(refusal))


def _page(
    request: HttpRequest,
    found: RightOfReply,
    typed: str | None = None,
    error: str = "",
    *,
    thanks: bool = False,
) -> HttpResponse:
    about = _about(found)
    field = f"#{_FIELD}" if about["open"] else "#inhoud"
    context = {
        "csrf_input": csrf_input(request),
        "thanks": thanks,
        "typed": found.reply if typed is None else typed,
        "field_error": error,
        "errors": [{"href": field, "message": error}] if error else [],
        **about,
    }
    title = f"Reactie van {found.municipality.name}"
    return page(request, "monitor/reply.html", title, context, 422 if error else 200)


def _about(found: RightOfReply) -> dict[str, Any]:
    today = dag_in_amsterdam(timezone.now())
    return {
        "town": found.municipality.name,
        "round": found.round.name,
        "note": found.round.note,
        "made_up": found.round.made_up,
        "until": day(found.until),
        "open": found.outcome == "open" and found.round.published_at is None and found.until >= today,
        "reply": _said(found),
        "rows": seen_rows(found),
        "beside": beside(findings_of(found.round, found.municipality), timezone.now()),
    }


def _said(found: RightOfReply) -> dict[str, str] | None:
    if not found.replied_at:
        return None
    return {
        "text": found.reply,
        "day": day_of(found.replied_at),
        "settlement": found.settlement,
        "settled_by": found.settled_by,
    }


def seen_rows(found: RightOfReply) -> list[dict[str, Any]]:
    """What was measured there, with its proof: only who holds the link sees it before publication."""
    return [
        {
            "name": one.product.name,
            "audience": AUDIENCE_LABELS[Audience(one.audience)],
            "way": way(seen.channel if seen else Channel.UNKNOWN),
            "reason": seen.reason if seen else "Niet bekeken.",
            "address": linkable(seen.address) if seen else "",
            "day": day_of(seen.seen_at) if seen else "",
            "confidence": percent(float(seen.confidence), 0) if seen else "",
        }
        for one in figures.municipality_cells(found.round, found.municipality_id)
        for seen in [one.observation]
    ]
