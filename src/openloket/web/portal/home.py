"""The counter of an organisation: what people may come for, and the page of each product."""

from django.http import HttpRequest, HttpResponse

from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.catalogue import GENERAL
from openloket.offer.forms import compiled
from openloket.web import directory
from openloket.web.notices import notices
from openloket.web.pages import page
from openloket.web.place import place_of
from openloket.web.portal.draft_key import kept_key
from openloket.web.portal.guards import moment, offering_of
from openloket.web.portal.listing import listed, themes_shown, with_letter
from openloket.web.portal.ways import elsewhere, way_shown

_MOST_LETTERS = 100


def home(request: HttpRequest, organisation: str) -> HttpResponse:
    """All products by theme, or those that a search finds."""
    catalogue = directory.services(dag_in_amsterdam(moment()))
    place = place_of(request)
    query = request.GET.get("zoek", "").strip()[:_MOST_LETTERS]
    letter = request.GET.get("letter", "")[:3]
    context = {
        "notices": notices(moment()),
        "themes": with_letter(catalogue, letter, place) or themes_shown(catalogue, place),
        "query": query,
        "results": [listed(offering, place) for offering in catalogue.search(query)] if query else None,
        "popular": [listed(offering, place) for offering in catalogue.listed if offering.popular],
    }
    title = f"Zoeken naar ‘{query}’" if query else "Waarmee kunnen wij u helpen?"
    return page(request, "portal/home.html", title, context, keep=not query)


def product(request: HttpRequest, organisation: str, slug: str) -> HttpResponse:
    """What a product is, what it takes, and every way to get it."""
    offering, place = offering_of(slug), place_of(request)
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
        "login_level": offering.login_level if start else "",
        "elsewhere": None if start else elsewhere(offering.ways),
        "rest_url": place.url(f"{GENERAL}/") if _general() else None,
        "draft_url": place.url(f"{slug}/controle?verder=ja") if kept_key(request) else None,
        "notices": notices(moment()),
    }
    return page(request, "portal/product.html", offering.title, context)


def _general() -> bool:
    """Whether there is a form here for a message about anything."""
    found = directory.services(dag_in_amsterdam(moment())).find(GENERAL)
    return found is not None and found.form_version_id is not None
