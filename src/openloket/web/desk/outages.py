"""The register of outages at the desk: how each channel is, what was found, and telling of one by hand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from openloket.flows.report_outage import LONGEST, UnableToReportOutage, end_reported_outage, report_outage
from openloket.law.kalender import dag_in_amsterdam
from openloket.outages.models import Channel, How
from openloket.outages.reading import Down, down_in, down_since, first_year
from openloket.outages.register import channel_states, prober_seen_at
from openloket.tenancy.rights import Right, may
from openloket.web import outage_words
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.moments import TypedMoment, read_moment
from openloket.web.desk.wording import short_moment

_DONE = {"gemeld": "De storing staat in het register.", "einde": "Het einde staat in het register."}
_WITHOUT_NAMES = "Noem geen namen: dit kan niet meer worden veranderd."


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def outages(request: HttpRequest, **place: str) -> HttpResponse:
    """The register of a year; a POST tells of an outage."""
    employee, now = employee_of(request), timezone.now()
    if not may(employee, Right.REPORT_OUTAGE):
        raise Http404
    if request.method != "POST":
        return _page(request, now, {})
    posted, today = request.POST, dag_in_amsterdam(now)
    began = read_moment(posted, "begin", today)
    ended = read_moment(posted, "einde", today, required=False)
    problems = {**began.problems, **ended.problems}
    try:
        if problems or began.moment is None:
            return _page(request, now, problems)
        what, channel = posted.get("wat", ""), posted.get("kanaal", "")
        report_outage(employee, channel, began.moment, ended.moment, what, now)
    except UnableToReportOutage as refusal:
        return _page(request, now, {refusal.field: str(refusal)})
    return see_other(at_desk(request, "storingen", gedaan="gemeld"))


@require_POST
@for_employees
def end(request: HttpRequest, outage_id: int, **place: str) -> HttpResponse:
    """Tell when an outage ended that an employee told of."""
    now = timezone.now()
    typed = read_moment(request.POST, _end_key(outage_id), dag_in_amsterdam(now))
    if typed.moment is None:
        return _page(request, now, typed.problems, end_of=outage_id)
    try:
        end_reported_outage(employee_of(request), outage_id, typed.moment, now)
    except UnableToReportOutage as refusal:
        where = _end_key(outage_id) if refusal.field else ""
        return _page(request, now, {where: str(refusal)}, end_of=outage_id)
    return see_other(at_desk(request, "storingen", gedaan="einde"))


def _end_key(outage_id: int) -> str:
    return f"einde-{outage_id}"


def _page(
    request: HttpRequest, now: datetime, problems: Mapping[str, str], end_of: int | None = None
) -> HttpResponse:
    if not may(employee_of(request), Right.REPORT_OUTAGE):
        raise Http404
    years = range(first_year() or now.year, dag_in_amsterdam(now).year + 1)
    year = _year(request.GET.get("jaar", ""), years)
    lasting = [one for one in down_since(now) if one.ended_at is None and one.how is How.REPORTED]
    errors = [{"href": f"#{name}", "message": text} for name, text in problems.items() if name]
    context = {
        "channels": _channels(),
        "rows": [_row(request, one, now) for one in down_in(year)],
        "year": year,
        "years": [{"year": one, "url": at_desk(request, "storingen", jaar=str(one))} for one in years],
        "fields": _fields(request.POST, now, {} if end_of else problems),
        "ends": [_end(request, one, now, problems) for one in lasting],
        "report_url": at_desk(request, "storingen"),
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "refusal": problems.get(""),
        "errors": errors,
        "end_of": end_of,
    }
    status = 422 if errors else 409 if problems else 200
    return desk_page(request, "desk/outages.html", "Storingen", context, status)


def _channels() -> list[dict[str, Any]]:
    """How each channel is, as the prober saw it last; a channel that it does not look at says so."""
    states = channel_states()
    seen_at = prober_seen_at()
    return [_channel(channel, states.get(channel), seen_at) for channel in Channel]


def _channel(channel: Channel, state: Mapping[str, Any] | None, seen_at: datetime | None) -> dict[str, Any]:
    name = channel.label[:1].upper() + channel.label[1:]
    if state is None or seen_at is None:
        return {"name": name, "state": "wordt niet gemeten", "kind": "neutral", "text": _unmeasured(channel)}
    if state["failures"]:
        since = short_moment(state["failing_since"])
        return {
            "name": name,
            "state": "werkt niet",
            "kind": "danger",
            "text": f"Sinds {since}: {state['fault']}.",
        }
    text = f"Laatste meting: {short_moment(seen_at)}."
    if channel is Channel.PORTAL:
        text += " Gemeten worden het inloggen aan de balie en de pagina met het ontvangstbewijs."
    return {"name": name, "state": "werkt", "kind": "good", "text": text}


def _unmeasured(channel: Channel) -> str:
    if channel is Channel.EMAIL and not settings.MAILBOX_HOST:
        return "De beheerder heeft niet ingesteld welke mailserver post ontvangt (OPENLOKET_MAILBOX_HOST)."
    if channel is Channel.EMAIL:
        return "E-mail is voor geen onderwerp een aangewezen weg."
    return "De meting heeft dit nog niet gezien. De beheerder start die met openloket probe."


def _row(request: HttpRequest, one: Down, now: datetime) -> dict[str, Any]:
    return {
        "url": at_desk(request, f"storingen/{one.id}"),
        "channel": one.channel.label,
        "began": short_moment(one.began_at),
        "ended": short_moment(one.ended_at) if one.ended_at else None,
        "length": outage_words.length(one.lasted(now)),
        "how": one.how.label,
        "more_time": bool(one.more_time),
    }


def _fields(posted: Mapping[str, str], now: datetime, problems: Mapping[str, str]) -> list[dict[str, Any]]:
    today = dag_in_amsterdam(now)
    channel = {
        "key": "kanaal",
        "type": "choice",
        "label": "Wat werkte niet?",
        "required": True,
        "options": [{"value": one.value, "label": one.label} for one in Channel],
        "value": posted.get("kanaal", ""),
        "error": problems.get("kanaal"),
    }
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
        channel,
        *read_moment(posted, "begin", today).fields("Begin", problems),
        *read_moment(posted, "einde", today).fields("Einde", problems, required=False),
        what,
    ]


def _end(request: HttpRequest, one: Down, now: datetime, problems: Mapping[str, str]) -> dict[str, Any]:
    typed: TypedMoment = read_moment(request.POST, _end_key(one.id), dag_in_amsterdam(now))
    return {
        "title": f"{one.channel.label}, sinds {short_moment(one.began_at)}",
        "url": at_desk(request, f"storingen/{one.id}/einde"),
        "fields": typed.fields("Einde", problems),
    }


def _year(text: str, years: range) -> int:
    asked = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return asked if asked in years else years[-1]
