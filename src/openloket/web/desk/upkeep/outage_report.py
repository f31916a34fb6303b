"""Telling of an outage by hand, and of its end when that is known later."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.outages.report_outage import (
    LONGEST,
    UnableToReportOutage,
    end_reported_outage,
    report_outage,
)
from openloket.law.kalender import dag_in_amsterdam
from openloket.outages.models import Channel, How, Outage
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import at_desk, employee_of, for_employees, see_other
from openloket.web.desk.moments import Ask, form_page, read_moment
from openloket.web.desk.upkeep.channel_field import channel_field
from openloket.web.desk.wording import short_moment

_INTRO = (
    "Merkte u of een inwoner iets dat onze meting niet zag? Meld het hier."
    " Weet u het einde nog niet? Laat dat dan leeg."
)
_WITHOUT_NAMES = "Noem geen namen: dit kan niet meer worden veranderd."


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def report(request: HttpRequest, **place: str) -> HttpResponse:
    """The form; or the outage in the register."""
    employee, now, posted = employee_of(request), timezone.now(), request.POST
    if not may(employee, Right.REPORT_OUTAGE):
        raise Http404
    if request.method != "POST":
        return _report_page(request, now, {})
    today = dag_in_amsterdam(now)
    began, ended = read_moment(posted, "begin", today), read_moment(posted, "einde", today, required=False)
    problems = {**began.problems, **ended.problems}
    if problems or began.moment is None:
        return _report_page(request, now, problems)
    what, channel = posted.get("wat", ""), posted.get("kanaal", "")
    try:
        report_outage(employee, channel, began.moment, ended.moment, what, now)
    except UnableToReportOutage as refusal:
        return _report_page(request, now, {refusal.field: str(refusal)})
    return see_other(at_desk(request, "storingen", gedaan="gemeld"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def end(request: HttpRequest, outage_id: int, **place: str) -> HttpResponse:
    """Tell when an outage ended that an employee told of."""
    employee, now = employee_of(request), timezone.now()
    outage = Outage.objects.filter(pk=outage_id, how=How.REPORTED).first()
    if outage is None or not may(employee, Right.REPORT_OUTAGE):
        raise Http404
    if request.method != "POST":
        return _end_page(request, outage, now, {})
    typed = read_moment(request.POST, "einde", dag_in_amsterdam(now))
    if typed.moment is None:
        return _end_page(request, outage, now, typed.problems)
    try:
        end_reported_outage(employee, outage_id, typed.moment, now)
    except UnableToReportOutage as refusal:
        return _end_page(request, outage, now, {refusal.field: str(refusal)})
    return see_other(at_desk(request, "storingen", gedaan="einde"))


def _report_page(request: HttpRequest, now: datetime, problems: Mapping[str, str]) -> HttpResponse:
    fields = _fields(request.POST, now, problems)
    back = at_desk(request, "storingen")
    return form_page(
        request, Ask("Storing melden", _INTRO, "Storing melden", back, "Storingen"), fields, problems
    )


def _end_page(
    request: HttpRequest, outage: Outage, now: datetime, problems: Mapping[str, str]
) -> HttpResponse:
    typed = read_moment(request.POST, "einde", dag_in_amsterdam(now))
    intro = f"{Channel(outage.channel).label}, sinds {short_moment(outage.began_at)}"
    ask = Ask("Einde van de storing", intro, "Einde melden", at_desk(request, "storingen"), "Storingen")
    return form_page(request, ask, typed.fields("Einde", problems), problems)


def _fields(posted: Mapping[str, str], now: datetime, problems: Mapping[str, str]) -> list[dict[str, Any]]:
    today = dag_in_amsterdam(now)
    what = {
        "key": "wat",
        "type": "text",
        "label": "Wat was er aan de hand?",
        "hint": _WITHOUT_NAMES,
        "max_length": LONGEST,
        "required": True,
        "value": posted.get("wat", ""),
        "error": problems.get("wat"),
    }
    return [
        channel_field("Wat werkte niet?", posted, problems),
        *read_moment(posted, "begin", today).fields("Begin", problems),
        *read_moment(posted, "einde", today).fields("Einde", problems, required=False),
        what,
    ]
