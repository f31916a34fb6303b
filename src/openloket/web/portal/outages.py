"""The public register of outages (Awb 2:21(2)): what works now, what did not, and who got more time."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from openloket.law.kalender import AMSTERDAM
from openloket.outages.models import Channel
from openloket.outages.reading import Down
from openloket.tenancy.addresses import public_url
from openloket.tenancy.local_time import in_words
from openloket.tenancy.models import Organisation
from openloket.web import outage_register, outage_words
from openloket.web.notices import announced_work
from openloket.web.pages import page
from openloket.web.place import place_of
from openloket.web.portal.guards import moment

_IN_FEED = 50
_TWELVE_MONTHS = timedelta(days=366)


@require_safe
def outages(request: HttpRequest, organisation: str) -> HttpResponse:
    """The last twelve months, or a whole year: in January people look for what happened in December."""
    now, place = moment(), place_of(request)
    this_year = now.astimezone(AMSTERDAM).year
    first = outage_register.oldest_year() or this_year
    year = _year(request.GET.get("jaar", ""), first, this_year)
    past = outage_register.of_year(year) if year else _last_months(this_year, now)
    lasting = [down for down in outage_register.recent() if down.ended_at is None]
    context = {
        "channels": _channels(lasting),
        "lasting": [_shown(down, now) for down in lasting],
        "notices": announced_work(now),
        "year": year,
        "latest_url": place.url("storingen"),
        "past": [_shown(down, now) for down in past if down.ended_at],
        "years": [
            {"label": str(one), "url": place.url(f"storingen?jaar={one}"), "current": one == year}
            for one in range(this_year, first - 1, -1)
        ],
        "feed_url": place.url("storingen.atom"),
    }
    return page(request, "portal/outages.html", "Storingen en onderhoud", context, keep=True)


@require_safe
def feed(request: HttpRequest, organisation: str) -> HttpResponse:
    """The same as Atom, for who wants to be told: of this year and the last."""
    now, place = moment(), place_of(request)
    year = now.astimezone(AMSTERDAM).year
    found = [*outage_register.of_year(year), *outage_register.of_year(year - 1)]
    response = HttpResponse(
        _feed(place.organisation, found[:_IN_FEED]).writeString("utf-8"),
        content_type="application/atom+xml; charset=utf-8",
    )
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


def _feed(organisation: Organisation, found: list[Down]) -> Atom1Feed:
    page_url = public_url(organisation, "storingen")
    made = Atom1Feed(
        title=f"Storingen bij {organisation.name}",
        link=page_url,
        description="",
        language="nl",
        author_name=organisation.name,
        feed_url=public_url(organisation, "storingen.atom"),
        feed_guid=page_url,
    )
    for down in found:
        made.add_item(
            title=outage_words.title(down),
            link=f"{page_url}?jaar={down.began_at.astimezone(AMSTERDAM).year}#storing-{down.id}",
            description=" ".join([outage_words.period(down), *_announcement(down)]),
            unique_id=f"{page_url}#storing-{down.id}",
            pubdate=down.began_at,
            updateddate=down.changed_at,
        )
    return made


def _channels(lasting: list[Down]) -> list[dict[str, Any]]:
    """What works now. A channel that is not measured and of which nothing is known is left out."""
    down, measured = {one.channel for one in lasting}, outage_register.good_at()
    return [
        {
            "text": outage_words.STATE[channel][channel in down],
            "works": channel not in down,
            "measured": in_words(good_at) if (good_at := measured.get(channel)) else None,
        }
        for channel in Channel
        if channel in down or channel in measured
    ]


def _shown(down: Down, now: datetime) -> dict[str, Any]:
    given = down.more_time
    return {
        "anchor": f"storing-{down.id}",
        "title": outage_words.title(down),
        "period": outage_words.period(down),
        "length": outage_words.length(down.lasted(now)),
        "found": outage_words.found(down.how),
        "more_time": outage_words.more_time(down, given) if given else None,
        "explanation": given.explanation if given else None,
        "announced": outage_words.announced(given.decided_at) if given else None,
    }


def _announcement(down: Down) -> list[str]:
    given = down.more_time
    return [outage_words.more_time(down, given), given.explanation] if given else []


def _last_months(this_year: int, now: datetime) -> list[Down]:
    """What ended in the last twelve months, or lasts."""
    found = [*outage_register.of_year(this_year), *outage_register.of_year(this_year - 1)]
    return [down for down in found if down.ended_at is None or now - down.ended_at <= _TWELVE_MONTHS]


def _year(asked: str, first: int, last: int) -> int | None:
    """The year that was asked for; None for none, or one that is not in the register."""
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    return year if first <= year <= last else None
