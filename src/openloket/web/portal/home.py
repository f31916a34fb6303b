"""The counter of an organisation: what people may come for, and what a search finds."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.web import directory
from openloket.web.notices import notices
from openloket.web.pages import page
from openloket.web.place import place_of
from openloket.web.portal import listing
from openloket.web.portal.guards import moment, rest_url

_MOST_LETTERS = 100


@require_safe
def home(request: HttpRequest, organisation: str) -> HttpResponse:
    """What many people need and all themes; or what a search finds."""
    query = request.GET.get("zoek", "").strip()[:_MOST_LETTERS]
    shown = _found(request, query) if query else _offered(request)
    title = f"Zoeken naar ‘{query}’" if query else "Waarmee kunnen wij u helpen?"
    context = {"query": query, "results": None, "notices": notices(moment()), **shown}
    return page(request, "portal/home.html", title, context, keep=not query)


def _offered(request: HttpRequest) -> dict[str, Any]:
    place, whom = place_of(request), listing.for_whom(request.GET.get("voor", ""))
    offered = listing.offered_to(directory.services(dag_in_amsterdam(moment())), whom)
    return {
        "audiences": listing.audience_links(place.url(), whom),
        "popular": [listing.listed(one, place) for one in listing.popular(offered)],
        "themes": listing.themes_shown(offered, place, whom),
    }


def _found(request: HttpRequest, query: str) -> dict[str, Any]:
    place = place_of(request)
    found = directory.services(dag_in_amsterdam(moment())).search(query)
    meant = {"text": found.meant, "url": f"{place.url()}?{urlencode({'zoek': found.meant})}"}
    return {
        "results": [listing.listed(one, place) for one in found.offerings],
        "meant": meant if found.meant else None,
        "rest_url": rest_url(place),
    }
