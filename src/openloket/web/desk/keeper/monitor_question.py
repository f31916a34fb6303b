"""One page that the checker could not decide: a person looks, and says what it is and why."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.measuring.own_case import Judge
from openloket.flows.measuring.settle_page import settle_page
from openloket.monitor.models import Undecided
from openloket.monitor.scoring.channels import AUDIENCE_LABELS, LABELS, Audience, Channel
from openloket.monitor.waiting import undecided
from openloket.web.desk.frame import for_employees
from openloket.web.desk.keeper.deciding import Question, Subject, decide, keeper_only
from openloket.web.monitor.shown import linkable
from openloket.web.monitor.words import day_of, percent

_HINTS = {
    Channel.NOT_OFFERED: "De gemeente doet dit niet. Het telt dan niet mee.",
    Channel.UNKNOWN: "Ook u kunt het niet zien.",
}
_QUESTION = Question(
    key="weg",
    label="Wat is de verste weg die u ziet?",
    outcomes={one.value: (label, _HINTS.get(one, "")) for one, label in LABELS.items()},
    unchosen="Kies wat u op de pagina zag.",
    about_why="Iedereen kan dit lezen. Noem wat er op de pagina staat, en geen namen van mensen.",
    done="vraag",
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def question(request: HttpRequest, number: int, **place: str) -> HttpResponse:
    """What the checker read, and the question to the keeper."""
    keeper_only(request)
    asked = undecided().filter(pk=number).first()
    if asked is None:
        raise Http404

    def settle(outcome: str, because: str, judge: Judge) -> object:
        return settle_page(number, Channel(outcome), judge, because, timezone.now())

    about = Subject(
        "desk/monitor_question.html",
        "Wat is dit voor pagina?",
        asked.page.municipality,
        _shown(asked),
        settle,
    )
    return decide(request, _QUESTION, about)


def _shown(asked: Undecided) -> dict[str, Any]:
    page = asked.page
    return {
        "town": page.municipality.name,
        "product": page.product.name,
        "audience": AUDIENCE_LABELS[Audience(page.audience)],
        "address": linkable(page.address),
        "seen": day_of(asked.seen_at),
        "perhaps": LABELS[Channel(asked.channel)],
        "sure": percent(float(asked.confidence), 0),
        "reasons": asked.reason.split("; "),
        "round": asked.round.name,
        "made_up": asked.round.made_up,
    }
