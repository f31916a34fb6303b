"""The counter of an organisation: what people may come for, and the page of each product."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.catalogue import Offering, Way
from openloket.offer.forms import compiled
from openloket.web import directory
from openloket.web.notices import notices
from openloket.web.pages import page
from openloket.web.place import Place, place_of
from openloket.web.portal.draft_key import kept_key
from openloket.web.portal.guards import moment, offering_of

_MOST_LETTERS = 100


def home(request: HttpRequest, organisation: str) -> HttpResponse:
    """All products by theme, or those that a search finds."""
    catalogue = directory.services(dag_in_amsterdam(moment()))
    place = place_of(request)
    query = request.GET.get("zoek", "").strip()[:_MOST_LETTERS]
    themes = [
        {"name": name, "products": [_listed(offering, place) for offering in offerings]}
        for name, offerings in catalogue.themes().items()
    ]
    context = {
        "notices": notices(moment()),
        "themes": themes,
        "query": query,
        "results": [_listed(offering, place) for offering in catalogue.search(query)] if query else None,
        "popular": [_listed(offering, place) for offering in catalogue.listed if offering.popular],
    }
    title = f"Zoeken naar ‘{query}’" if query else "Waarmee kunnen wij u helpen?"
    return page(request, "portal/home.html", title, context, keep=not query)


def product(request: HttpRequest, organisation: str, slug: str) -> HttpResponse:
    """What a product is, what it takes, and every way to get it."""
    offering = offering_of(slug)
    place = place_of(request)
    texts = offering.texts
    context = {
        "product": {
            "slug": slug,
            "title": offering.title,
            "minutes": compiled(offering.form_version_id).minutes,
            **{name: texts[name] for name in ("intro", "what", "needs", "costs", "duration", "after")},
            "legal_basis": texts["legal_basis"],
            "audience": texts["audience"],
        },
        "channels": [_way(way, place.url(f"{slug}/formulier")) for way in offering.ways],
        "offline": texts["offline"],
        "start_url": place.url(f"{slug}/formulier"),
        "draft_url": place.url(f"{slug}/controle?verder=ja") if kept_key(request) else None,
        "notices": notices(moment()),
    }
    return page(request, "portal/product.html", offering.title, context)


def _listed(offering: Offering, place: Place) -> dict[str, str]:
    return {
        "slug": offering.slug,
        "title": offering.title,
        "intro": offering.texts["intro"],
        "url": place.url(f"{offering.slug}/"),
    }


def _way(way: Way, form_url: str) -> dict[str, Any]:
    url = {"webformulier": form_url, "e-mail": f"mailto:{way.address}", "telefoon": f"tel:{way.address}"}
    return {
        "kind": way.kind,
        "name": way.name[:1].upper() + way.name[1:],
        "text": way.text if way.kind == "webformulier" else f"{way.text} {way.address}".strip(),
        "url": url.get(way.kind) if way.kind == "webformulier" or way.address else None,
        "official": way.official,
    }
