"""What the pages of the keeper of the monitor share: choose an outcome, say why, and hear what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from openloket.flows.measuring.hear_municipalities import UnableToHear
from openloket.flows.measuring.observe import UnableToObserve
from openloket.flows.measuring.own_case import Judge, own_case
from openloket.flows.measuring.settle_page import UnableToSettle
from openloket.monitor.models import Municipality
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import at_desk, desk_page, employee_of, see_other
from openloket.web.place import place_of

WHY = "waarom"
_UNABLE = (UnableToHear, UnableToObserve, UnableToSettle)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the keeper: one of some outcomes (label and hint by value), and the reason."""

    key: str
    label: str
    outcomes: Mapping[str, tuple[str, str]]
    unchosen: str
    about_why: str
    done: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The page that asks it: what it shows beside the question, and how the answer is kept."""

    template: str
    title: str
    town: Municipality
    shown: Mapping[str, Any]
    settle: Callable[[str, str, Judge], object]


def keeper_only(request: HttpRequest) -> None:
    """Raises Http404 for everybody else."""
    if not may(employee_of(request), Right.KEEP_MONITOR):
        raise Http404


def decide(request: HttpRequest, asked: Question, about: Subject) -> HttpResponse:
    """Ask, or keep the answer; what was typed stays when it can't be kept."""
    if request.method != "POST":
        return _page(request, asked, about)
    outcome, because = request.POST.get(asked.key, ""), request.POST.get(WHY, "").strip()
    problems = {} if outcome in asked.outcomes else {asked.key: asked.unchosen}
    if not because:
        problems[WHY] = "Vul in waarom dit de uitkomst is."
    if problems:
        return _page(request, asked, about, problems)
    try:
        about.settle(outcome, because, _judge(request))
    except _UNABLE as refusal:
        return _page(request, asked, about, refusal=str(refusal))
    return see_other(at_desk(request, "monitor", gedaan=asked.done))


def _judge(request: HttpRequest) -> Judge:
    keeper = place_of(request).organisation
    return Judge(keeper.name, keeper.cbs_code)


def _page(
    request: HttpRequest,
    asked: Question,
    about: Subject,
    problems: Mapping[str, str] | None = None,
    refusal: str = "",
) -> HttpResponse:
    wrong = problems or {}
    context = {
        **about.shown,
        "own_case": own_case(_judge(request), about.town),
        "fields": _fields(request, asked, wrong),
        "refusal": refusal,
        "errors": [{"href": f"#{key}", "message": text} for key, text in wrong.items()],
        "back_url": at_desk(request, "monitor"),
    }
    return desk_page(request, about.template, about.title, context, 422 if wrong else 409 if refusal else 200)


def _fields(request: HttpRequest, asked: Question, problems: Mapping[str, str]) -> list[dict[str, Any]]:
    options = [{"value": key, "label": label, "hint": hint} for key, (label, hint) in asked.outcomes.items()]
    return [
        {
            "key": asked.key, "type": "choice", "label": asked.label, "required": True, "options": options,
            "value": request.POST.get(asked.key, ""), "error": problems.get(asked.key),
        },
        {
            "key": WHY, "type": "longtext", "label": "Waarom?", "required": True, "hint": asked.about_why,
            "value": request.POST.get(WHY, ""), "error": problems.get(WHY),
        },
    ]  # fmt: skip
