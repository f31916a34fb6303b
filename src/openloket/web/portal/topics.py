"""All products of an organisation from A to Z, or those of one theme; as few bytes as will do."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.catalogue import Offering
from openloket.web import directory
from openloket.web.pages import page
from openloket.web.place import Place, place_of
from openloket.web.portal import listing
from openloket.web.portal.guards import moment


@require_safe
def topics(request: HttpRequest, organisation: str) -> HttpResponse:
    """The whole list; of very many products one letter at a time; or one theme (404 when there is none)."""
    place, whom = place_of(request), listing.for_whom(request.GET.get("voor", ""))
    offered = listing.offered_to(directory.services(dag_in_amsterdam(moment())), whom)
    theme = request.GET.get("thema", "")
    shown = _theme(offered, theme) if theme else _alphabet(request, offered, place, whom)
    context = {
        "audiences": listing.audience_links(place.url("onderwerpen"), whom, thema=theme),
        "root": place.url(),
        **shown,
    }
    return page(request, "portal/topics.html", shown["heading"], context, keep=True)


def _theme(offered: list[Offering], asked: str) -> dict[str, Any]:
    found = listing.in_theme(offered, asked)
    if found is None:
        raise Http404
    name, products = found
    return {"heading": name, "theme": name, "letters": [], "groups": [("", _links(products))]}


def _alphabet(request: HttpRequest, offered: list[Offering], place: Place, whom: str) -> dict[str, Any]:
    groups = listing.by_letter(offered)
    chosen = ""
    if len(offered) > listing.MOST_AT_ONCE:
        asked = request.GET.get("letter", "")
        groups = [group for group in groups if group[0] == asked] or groups[:1]
        chosen = groups[0][0]
    return {
        "heading": "Onderwerpen van A tot Z",
        "theme": "",
        "letters": listing.letter_links(offered, place, whom, chosen),
        "groups": [(letter, _links(products)) for letter, products in groups],
    }


def _links(offered: list[Offering]) -> list[tuple[str, str]]:
    return [(one.slug, one.title) for one in offered]
