"""The counter of an organisation: what people may come for, and the page of each product."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.catalogue import GENERAL
from openloket.offer.forms import compiled
from openloket.web import directory
from openloket.web.notices import notices
from openloket.web.pages import page
from openloket.web.place import Place, place_of
from openloket.web.portal import listing
from openloket.web.portal.draft_key import kept_key
from openloket.web.portal.guards import moment, offering_of
from openloket.web.portal.ways import elsewhere, way_shown

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
        "popular": [listing.listed(one, place) for one in offered if one.popular],
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


def product(request: HttpRequest, organisation: str, slug: str) -> HttpResponse:
    """What a product is, what it takes, and every way to get it."""
    offering = offering_of(slug)
    place = place_of(request)
    texts = offering.texts
    start = place.url(f"{slug}/formulier") if offering.form_version_id else ""
    context = {
        "product": {
            "slug": slug,
            "title": offering.title,
            "minutes": compiled(offering.form_version_id).minutes if offering.form_version_id else 0,
            "page": offering.page,
            **{name: texts[name] for name in ("intro", "what", "needs", "costs", "duration", "after")},
            "legal_basis": texts["legal_basis"],
            "audience": texts["audience"],
        },
        "channels": [way_shown(way, start) for way in offering.ways],
        "offline": texts["offline"],
        "start_url": start or None,
        "elsewhere": None if start else elsewhere(offering.ways),
        "rest_url": rest_url(place),
        "draft_url": place.url(f"{slug}/controle?verder=ja") if kept_key(request) else None,
        "notices": notices(moment()),
    }
    return page(request, "portal/product.html", offering.title, context)


def rest_url(place: Place) -> str | None:
    """The page of the form for a message about anything; None where there is none."""
    found = directory.services(dag_in_amsterdam(moment())).find(GENERAL)
    return place.url(f"{GENERAL}/") if found is not None and found.form_version_id is not None else None
