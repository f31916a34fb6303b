"""What waits for the keeper of the national monitor: pages to look at, and replies to judge."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.monitor.models import RightOfReply, Undecided
from openloket.monitor.scoring.channels import LABELS, Channel
from openloket.monitor.waiting import may_still_reply, replied, undecided
from openloket.web.desk.frame import at_desk, desk_page, for_employees
from openloket.web.desk.keeper.deciding import keeper_only
from openloket.web.monitor.words import day, percent

_MOST = 100
_DONE = {"vraag": "Uw antwoord telt nu mee in de ronde.", "reactie": "Het oordeel staat bij de gemeente."}


@require_safe
@for_employees
def monitor(request: HttpRequest, **place: str) -> HttpResponse:
    """Pages that the checker could not decide, and replies of municipalities."""
    keeper_only(request)
    today = dag_in_amsterdam(timezone.now())
    asked, told = undecided(), replied()
    context = {
        "questions": [_question(request, one) for one in asked[:_MOST]],
        "asked": asked.count(),
        "replies": [_reply(request, one, today) for one in told[:_MOST]],
        "told": told.count(),
        "may_still": may_still_reply(today),
        "notice": _DONE.get(request.GET.get("gedaan", "")),
    }
    return desk_page(request, "desk/monitor.html", "Landelijke monitor", context)


def _question(request: HttpRequest, one: Undecided) -> dict[str, Any]:
    return {
        "url": at_desk(request, f"monitor/vraag/{one.pk}"),
        "town": one.page.municipality.name,
        "product": one.page.product.name,
        "perhaps": LABELS[Channel(one.channel)],
        "sure": percent(float(one.confidence), 0),
        "round": one.round.name,
    }


def _reply(request: HttpRequest, one: RightOfReply, today: date) -> dict[str, Any]:
    return {
        "url": at_desk(request, f"monitor/reactie/{one.pk}"),
        "town": one.municipality.name,
        "text": one.reply if len(one.reply) <= 120 else f"{one.reply[:119]}…",
        "until": day(one.until),
        "waits": one.until >= today,
        "round": one.round.name,
    }
