"""The reply of one municipality to its figures: a person judges it, with the reason."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.measuring.hear_municipalities import settle_reply
from openloket.flows.measuring.own_case import Judge
from openloket.law.kalender import dag_in_amsterdam
from openloket.monitor.models import RightOfReply
from openloket.monitor.waiting import replied
from openloket.web.desk.frame import for_employees
from openloket.web.desk.keeper.deciding import Question, Subject, decide, keeper_only
from openloket.web.monitor.replying import seen_rows
from openloket.web.monitor.words import day, day_of

_QUESTION = Question(
    key="uitkomst",
    label="Wat doet u met deze reactie?",
    outcomes={
        "agreed": ("De gemeente is het eens met de cijfers", ""),
        "corrected": ("Verbeterd", "Lees de verbetering eerst in, als tabel. Daarna kunt u dit kiezen."),
        "upheld": ("Niet verbeterd", "Wij blijven bij wat wij zagen."),
    },
    unchosen="Kies wat de uitkomst is.",
    about_why="Dit komt naast de reactie op de pagina van de gemeente te staan.",
    done="reactie",
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def reply(request: HttpRequest, number: int, **place: str) -> HttpResponse:
    """What the municipality says, what was seen there, and the judgement of the keeper."""
    keeper_only(request)
    told = replied().filter(pk=number).first()
    if told is None:
        raise Http404

    def settle(outcome: str, because: str, judge: Judge) -> object:
        return settle_reply(told.round, told.municipality_id, outcome, because, judge, timezone.now())

    title = f"Reactie van {told.municipality.name}"
    about = Subject("desk/monitor_reply.html", title, told.municipality, _shown(told), settle)
    return decide(request, _QUESTION, about)


def _shown(told: RightOfReply) -> dict[str, Any]:
    return {
        "town": told.municipality.name,
        "round": told.round.name,
        "made_up": told.round.made_up,
        "text": told.reply,
        "replied": day_of(told.replied_at) if told.replied_at else "",
        "until": day(told.until),
        "waits": told.until >= dag_in_amsterdam(timezone.now()),
        "rows": seen_rows(told),
    }
