"""The register of outages at the desk: how each channel is, and what was found."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.outages.models import Channel, How
from openloket.outages.reading import Down, down_in, down_since, first_year
from openloket.outages.register import channel_states, prober_seen_at
from openloket.tenancy.rights import Right, may
from openloket.web import outage_words
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees
from openloket.web.desk.wording import short_moment
from openloket.web.place import place_of

_DONE = {"gemeld": "De storing staat in het register.", "einde": "Het einde staat in het register."}


@require_safe
@for_employees
def outages(request: HttpRequest, **place: str) -> HttpResponse:
    """How each channel is, and the register of a year."""
    employee, now = employee_of(request), timezone.now()
    if not may(employee, Right.REPORT_OUTAGE):
        raise Http404
    years = range(first_year() or now.year, dag_in_amsterdam(now).year + 1)
    year = _year(request.GET.get("jaar", ""), years)
    context = {
        "channels": _channels(),
        "rows": [_row(request, one, now) for one in down_in(year)],
        "year": year,
        "years": [{"year": one, "url": at_desk(request, "storingen", jaar=str(one))} for one in years],
        "lasting": [_lasting(request, one) for one in down_since(now) if _is_ours_to_end(one)],
        "report_url": at_desk(request, "storingen/melden"),
        "public_url": place_of(request).url("storingen"),
        "notice": _DONE.get(request.GET.get("gedaan", "")),
    }
    return desk_page(request, "desk/outages.html", "Storingen", context)


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


def _is_ours_to_end(one: Down) -> bool:
    return one.ended_at is None and one.how is How.REPORTED


def _lasting(request: HttpRequest, one: Down) -> dict[str, str]:
    return {
        "title": f"{one.channel.label}, sinds {short_moment(one.began_at)}",
        "url": at_desk(request, f"storingen/{one.id}/einde"),
    }


def _year(text: str, years: range) -> int:
    asked = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return asked if asked in years else years[-1]
