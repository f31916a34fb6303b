"""Around every page of Mijn omgeving: who it is, for whom they act, and what they may see."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.backends.utils import csrf_input

from openloket.law.kalender import dag_in_amsterdam
from openloket.people.mandates import RepresentativeRefused, Viewer, viewer
from openloket.people.sessions import Who
from openloket.web.mijn.lock import for_persons
from openloket.web.pages import page
from openloket.web.place import place_of
from openloket.web.portal.guards import moment
from openloket.web.portal.who import who_of, with_values

View = Callable[..., HttpResponse]


def at_mine(request: HttpRequest, path: str = "", **query: str) -> str:
    """The address of a page of Mijn omgeving on which this request came in."""
    return with_values(place_of(request).url(f"mijn/{path}"), query)


def me(request: HttpRequest) -> Who:
    """Who is logged in; only for views that are marked with a lock of this module."""
    who = who_of(request)
    assert who is not None
    return who


def for_choosers(view: View) -> View:
    """Lets in who is logged in, also who must still choose for whom they act."""
    return for_persons(view)


def for_viewers(view: View) -> View:
    """Lets in who is logged in; who acted on a mandate that ended must first choose for whom they act now."""

    @for_persons
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if me(request).acting_ended:
            return see_other(at_mine(request, "voor-wie"))
        return view(request, *args, **kwargs)

    return guarded


def for_oneself(view: View) -> View:
    """Lets in who acts for themselves: what concerns one's own mandates is never done in another's name."""

    @for_viewers
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if me(request).acting:
            return see_other(at_mine(request, "voor-wie", reden="zelf"))
        return view(request, *args, **kwargs)

    return guarded


def viewing(request: HttpRequest) -> Viewer:
    """What this person may see now. A mandate that ended since the page was asked for shows nothing."""
    who = me(request)
    try:
        return viewer(who.person_id, who.mandate_id, dag_in_amsterdam(moment()))
    except RepresentativeRefused:
        return Viewer(who.person_id, mandate_id=0)


def see_other(address: str) -> HttpResponse:
    """Send the browser to another page, also after a POST (303)."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    response.headers["Cache-Control"] = "no-store"
    return response


def mine(
    request: HttpRequest, template: str, title: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page of Mijn omgeving."""
    frame = {"csrf_input": csrf_input(request), "mine_url": at_mine(request)}
    return page(request, f"mijn/{template}.html", title, {**frame, **context}, status)
