"""The page of one outage: what it forgives, and giving everybody more time in one decision (Awb 2:21)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.outages.extend_for_outage import (
    LONGEST,
    MOST_WORKING_DAYS,
    TASK,
    Moved,
    UnableToExtend,
    extend_for_outage,
    preview,
)
from openloket.flows.outages.forgive_lateness import forgiven_by
from openloket.flows.queue import under_way
from openloket.law.kalender import Duur, Eenheid
from openloket.law.storing import voorstel_werkdagen
from openloket.outages.models import Channel, Outage, OutageEnd, OutageExtension
from openloket.outages.telling import told
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.web import outage_words
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.wording import short_day, short_moment
from openloket.web.place import place_of
from openloket.zaken.extending import mark_of, moved
from openloket.zaken.models import Term
from openloket.zaken.overlapping import Alike

_ROWS = 25
_EXPLANATION = "Ons {channel} werkte van {began} tot {ended} niet. Daarom geven wij iedereen meer tijd."


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody filled in, and what was not right about it: messages by field, "" for the whole."""

    working_days: str = ""
    explanation: str = ""
    problems: dict[str, str] | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def outage(request: HttpRequest, outage_id: int, **place: str) -> HttpResponse:
    """The page; or the decision, or what it would do before it is taken."""
    found = Outage.objects.filter(pk=outage_id).first()
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, found, Typed())
    posted = request.POST
    typed = Typed(posted.get("werkdagen", "").strip(), posted.get("uitleg", ""))
    if "bekijk" in posted:
        return _page(request, found, typed)
    try:
        number = _number(typed.working_days)
        extend_for_outage(employee_of(request), outage_id, number, typed.explanation, timezone.now())
    except UnableToExtend as refusal:
        wrong = Typed(typed.working_days, typed.explanation, {refusal.field: str(refusal)})
        return _page(request, found, wrong, 422 if refusal.field else 409)
    return see_other(at_desk(request, f"storingen/{outage_id}", gedaan="verlengd"))


def _page(request: HttpRequest, outage: Outage, typed: Typed, status: int = 200) -> HttpResponse:
    now = timezone.now()
    end = OutageEnd.objects.filter(outage_id=outage.pk).first()
    extension = OutageExtension.objects.select_related("decided_by").filter(outage_id=outage.pk).first()
    may_extend = may(employee_of(request), Right.OUTAGES) and extension is None
    problems = typed.problems or {}
    days = _days(outage, end, typed) if end and may_extend else ""
    moved_to = _moved_to(outage, end, days) if end and may_extend else {}
    touched = forgiven_by(outage, end, now)
    context = {
        "outage": _facts(outage, end, now),
        "terms": [_row(one, until, moved_to) for one, until in touched[:_ROWS]],
        "more": max(0, len(touched) - _ROWS),
        "extension": _decided(outage, extension) if extension else None,
        "form": _form(outage, end, days, typed, moved_to) if end and may_extend else None,
        "refusal": problems.get(""),
        "errors": [{"href": f"#{field}", "message": text} for field, text in problems.items() if field],
        "list_url": at_desk(request, "storingen"),
        "public_url": place_of(request).url("storingen"),
        "done": request.GET.get("gedaan") == "verlengd",
    }
    return desk_page(request, "desk/outage.html", f"Storing {outage.pk}", context, status)


def _facts(outage: Outage, end: OutageEnd | None, now: datetime) -> dict[str, Any]:
    return {
        "channel": Channel(outage.channel).label,
        "began": short_moment(outage.began_at),
        "ended": short_moment(end.ended_at) if end else None,
        "length": outage_words.length((end.ended_at if end else now) - outage.began_at),
        "found": outage_words.found(outage.how),
        "fault": outage.fault,
    }


def _row(one: Alike, until: datetime, moved_to: dict[date, Moved]) -> dict[str, Any]:
    """Terms that run alike: until when lateness is forgiven, and for an objection what more time would do."""
    move = moved_to.get(one.last_day) if one.kind == Term.Kind.OBJECTION else None
    new = move.outcome.laatste_dag if move else None
    return {
        "kind": one.kind.label,
        "last_day": short_day(one.last_day),
        "count": one.count,
        "until": short_moment(until),
        "new": short_day(new) if new else None,
    }


def _days(outage: Outage, end: OutageEnd, typed: Typed) -> str:
    """How many working days: as typed, or as the law proposes."""
    proposal = voorstel_werkdagen(end.ended_at - outage.began_at)
    return typed.working_days or str(min(proposal, MOST_WORKING_DAYS))


def _moved_to(outage: Outage, end: OutageEnd, days: str) -> dict[date, Moved]:
    number = _number(days)
    moves = preview(outage, end, number) if 1 <= number <= MOST_WORKING_DAYS else []
    return {move.last_day: move for move in moves}


def _form(
    outage: Outage, end: OutageEnd, days: str, typed: Typed, moved_to: dict[date, Moved]
) -> dict[str, Any]:
    text = _EXPLANATION.format(
        channel=Channel(outage.channel).label.removeprefix("het "),
        began=short_moment(outage.began_at),
        ended=short_moment(end.ended_at),
    )
    first = next(iter(moved_to.values()), None)
    return {
        "proposal": voorstel_werkdagen(end.ended_at - outage.began_at),
        "given": str(Duur(_number(days), Eenheid.WERKDAGEN)) if moved_to else None,
        "fields": _fields(days, typed.explanation or text, typed.problems or {}),
        "why": [
            {"text": step.tekst, "article": step.artikel} for step in (first.outcome.waarom if first else ())
        ],
    }


def _fields(days: str, explanation: str, problems: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "key": "werkdagen", "type": "text", "label": "Hoeveel werkdagen erbij?", "required": True,
            "max_length": 3, "value": days, "error": problems.get("werkdagen"),
        },
        {
            "key": "uitleg", "type": "longtext", "label": "Waarom?", "required": True, "max_length": LONGEST,
            "hint": "Iedereen kan dit lezen. Noem geen namen.", "value": explanation,
            "error": problems.get("uitleg"),
        },
    ]  # fmt: skip


def _decided(outage: Outage, extension: OutageExtension) -> dict[str, Any]:
    by: Employee = extension.decided_by
    return {
        "working_days": extension.working_days,
        "explanation": extension.explanation,
        "by": by.name,
        "at": short_moment(extension.decided_at),
        "terms": extension.terms,
        "moved": moved(mark_of(outage.pk)),
        "told": told(outage.pk),
        "busy": under_way(TASK, outage_id=outage.pk),
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 0
