"""Rendering a page: the template, its title, and the organisation it belongs to."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

from openloket.web import directory
from openloket.web.portal import who


def page(
    request: HttpRequest,
    template: str,
    title: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
    *,
    keep: bool = False,
) -> HttpResponse:
    """A page; with `keep` a browser may keep it for a minute, without it nobody keeps it.

    Who is logged in at the portal stands above it, or that one may, except when something is broken.
    """
    place = getattr(request, "place", None)
    ours = bool(place and status < 500 and not template.startswith("desk/"))
    values = {
        "page_title": title,
        "org": place.as_context() if place else None,
        "who": who.who_of(request) if ours else None,
        "may_log_in": ours and bool(directory.logins()),
        "errors": [],
        **(context or {}),
    }
    response = HttpResponse(get_template(template).render(values), status=status)
    return _cached(response, keep and not who.session_key(request))


def _cached(response: HttpResponse, keep: bool) -> HttpResponse:
    response.headers["Cache-Control"] = "public, max-age=60" if keep else "no-store"
    return response


def notice(
    request: HttpRequest, title: str, *paragraphs: str, kind: str = "info", status: int = 200, **links: str
) -> HttpResponse:
    """A page with one notice; `links` are words with their address, the words with underscores."""
    context = {
        "title": title,
        "kind": kind,
        "paragraphs": paragraphs,
        "links": [{"text": text.replace("_", " "), "url": url} for text, url in links.items()],
    }
    return page(request, "portal/message.html", title, context, status)
