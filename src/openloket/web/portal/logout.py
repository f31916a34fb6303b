"""Logging out of the portal: by the person, and by a provider that tells that it happened there."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt

from openloket.conf.doors import door
from openloket.flows.identity.end_login import UnableToEnd, end_from_provider, end_login
from openloket.people import providers
from openloket.people.ports import NotProven
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import IdentityProvider
from openloket.web.pages import page
from openloket.web.place import place_of
from openloket.web.portal import who
from openloket.web.portal.guards import moment, own_forms_only
from openloket.web.portal.login import home_of

_LONGEST_TOKEN = 64 * 1024


@own_forms_only
def log_out(request: HttpRequest, organisation: str) -> HttpResponse:
    """Log out here, and then at the provider; without a session this only says so."""
    place, now_in = place_of(request), who.who_of(request)
    if request.method != "POST":
        return HttpResponseRedirect(home_of(place)) if now_in else _told(request, "")
    row = providers.named(now_in.provider) if now_in else None
    end_login(who.session_key(request), moment())
    request.openloket_who = None  # type: ignore[attr-defined] # nobody is logged in any more
    there = _there(row, public_url(place.organisation, "uitloggen")) if row else ""
    return who.forget(request, _told(request, there, row.label if row and there else ""))


@csrf_exempt  # a provider calls this without a browser; what it sends is signed
def told_out(request: HttpRequest, organisation: str, provider: str) -> HttpResponse:
    """A provider tells that somebody logged out there (OpenID Connect Back-Channel Logout)."""
    row = providers.named(provider)
    if row is None:
        raise Http404
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    token = request.POST.get("logout_token", "")
    try:
        end_from_provider(door("IDENTITY"), row, token[:_LONGEST_TOKEN], moment())
    except UnableToEnd as problem:
        return _answer(503 if problem.again else 400)
    return _answer(200)


def _there(row: IdentityProvider, back: str) -> str:
    """Where to log out at the provider; nothing when it is away: here somebody is logged out all the same."""
    try:
        address: str = door("IDENTITY").logout_address(providers.known(row), back)
    except NotProven:
        return ""
    return address


def _told(request: HttpRequest, there: str, label: str = "") -> HttpResponse:
    """After a form browsers follow no redirect to another site (form-action), so the page leads on."""
    context = {"there_url": there, "label": label, "home_url": place_of(request).url()}
    return page(request, "portal/logged_out.html", "U bent uitgelogd", context)


def _answer(status: int) -> HttpResponse:
    return HttpResponse(status=status, headers={"Cache-Control": "no-store"})
