"""Announcing work on the counter ahead, and calling it off."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openloket.flows.outages.announce_maintenance import (
    LONGEST_TEXT,
    UnableToPlan,
    announce_maintenance,
    cancel_maintenance,
)
from openloket.law.kalender import dag_in_amsterdam
from openloket.outages.models import Channel, Maintenance
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.moments import Ask, form_page, read_moment
from openloket.web.desk.upkeep.channel_field import channel_field
from openloket.web.desk.wording import short_moment

_DONE = {
    "aangekondigd": "Het onderhoud is aangekondigd. Bezoekers zien het vanaf 48 uur van tevoren.",
    "afgezegd": "Het onderhoud is afgezegd.",
}
_INTRO = "Bezoekers zien het vanaf 48 uur van tevoren. Tijdens het onderhoud begint er geen nieuw formulier."
_MOST = 20


@require_safe
@for_employees
def maintenance(request: HttpRequest, **place: str) -> HttpResponse:
    """What is announced, and what was."""
    return _page(request)


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def announce(request: HttpRequest, **place: str) -> HttpResponse:
    """The form; or the announcement."""
    employee, now, posted = employee_of(request), timezone.now(), request.POST
    if not may(employee, Right.OUTAGES):
        raise Http404
    if request.method != "POST":
        return _form(request, now, {})
    today = dag_in_amsterdam(now)
    starts, ends = read_moment(posted, "begin", today), read_moment(posted, "einde", today)
    if starts.moment is None or ends.moment is None:
        return _form(request, now, {**starts.problems, **ends.problems})
    channel, text = posted.get("kanaal", ""), posted.get("tekst", "")
    try:
        announce_maintenance(employee, channel, starts.moment, ends.moment, text, now)
    except UnableToPlan as refusal:
        return _form(request, now, {refusal.field: str(refusal)})
    return see_other(at_desk(request, "onderhoud", gedaan="aangekondigd"))


@require_POST
@for_employees
def cancel(request: HttpRequest, maintenance_id: int, **place: str) -> HttpResponse:
    """Call one off."""
    try:
        cancel_maintenance(employee_of(request), maintenance_id, timezone.now())
    except UnableToPlan as refusal:
        return _page(request, str(refusal))
    return see_other(at_desk(request, "onderhoud", gedaan="afgezegd"))


def _page(request: HttpRequest, refusal: str | None = None) -> HttpResponse:
    if not may(employee_of(request), Right.OUTAGES):
        raise Http404
    now = timezone.now()
    rows = Maintenance.objects.select_related("announced_by").order_by("-starts_at", "-pk")[:_MOST]
    context = {
        "rows": [_row(request, one, now) for one in rows],
        "announce_url": at_desk(request, "onderhoud/nieuw"),
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "refusal": refusal,
    }
    return desk_page(request, "desk/maintenance.html", "Onderhoud", context, 409 if refusal else 200)


def _form(request: HttpRequest, now: datetime, problems: Mapping[str, str]) -> HttpResponse:
    fields = _fields(request.POST, now, problems)
    ask = Ask("Onderhoud aankondigen", _INTRO, "Aankondigen", at_desk(request, "onderhoud"), "Onderhoud")
    return form_page(request, ask, fields, problems)


def _row(request: HttpRequest, one: Maintenance, now: datetime) -> dict[str, Any]:
    state, kind = _state(one, now)
    return {
        "channel": Channel(one.channel).label,
        "starts": short_moment(one.starts_at),
        "ends": short_moment(one.ends_at),
        "text": one.text,
        "by": one.announced_by.name,
        "state": state,
        "kind": kind,
        "cancel_url": at_desk(request, f"onderhoud/{one.pk}/afzeggen")
        if one.cancelled_at is None and one.ends_at > now
        else None,
        "begun": one.starts_at <= now,
    }


def _state(one: Maintenance, now: datetime) -> tuple[str, str]:
    if one.cancelled_at is not None:
        return ("eerder klaar" if one.cancelled_at > one.starts_at else "afgezegd"), "neutral"
    if one.ends_at <= now:
        return "voorbij", "neutral"
    return ("bezig", "warning") if one.starts_at <= now else ("aangekondigd", "active")


def _fields(posted: Mapping[str, str], now: datetime, problems: Mapping[str, str]) -> list[dict[str, Any]]:
    today = dag_in_amsterdam(now)
    text = {
        "key": "tekst",
        "type": "longtext",
        "label": "Wat lezen bezoekers?",
        "hint": f"Schrijf het kort en begrijpelijk op, in hooguit {LONGEST_TEXT} tekens.",
        "required": True,
        "value": posted.get("tekst", ""),
        "error": problems.get("tekst"),
    }
    return [
        channel_field("Waaraan gaat u werken?", posted, problems),
        *read_moment(posted, "begin", today).fields("Begin", problems),
        *read_moment(posted, "einde", today).fields("Einde", problems),
        text,
    ]
