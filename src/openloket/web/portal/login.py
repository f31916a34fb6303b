"""Logging in to the portal: choosing where, going there, and coming back."""

import logging

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET

from openloket.conf.doors import door
from openloket.flows.identity.begin_login import Begun, UnableToBegin, begin_login
from openloket.flows.identity.finish_login import WITHIN, Answer, UnableToLogin, Why, finish_login
from openloket.people import providers
from openloket.people.levels import LEVELS, enough
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import IdentityProvider
from openloket.web.pages import page
from openloket.web.place import Place, place_of
from openloket.web.portal import who
from openloket.web.portal.guards import moment
from openloket.web.portal.own_path import own_path

logger = logging.getLogger("openloket.login")

COOKIE = "openloket_inlog"
"""What only the browser has that asked to log in; without it an answer of a provider counts for nothing."""

# People stop, or come back too late, every day; the rest is for who keeps the installation running.
_GRAVITY = {Why.CANCELLED: logging.INFO, Why.STALE: logging.INFO}
_REASONS = {
    "verlopen": (
        "U bent uitgelogd",
        "Dat doen wij voor uw veiligheid, na 15 minuten. Log opnieuw in: u komt terug waar u was.",
    ),
    "bewaard": (
        "U bent uitgelogd",
        "Wij hebben bewaard wat u invulde. Er is nog niets verstuurd. Log opnieuw in om verder te gaan.",
    ),
    "kopie": (
        "Nog een keer inloggen",
        "In dit bestand staat alles van u. Wij willen zeker weten dat u het bent.",
    ),
    "niveau": (
        "Nog een keer inloggen",
        "Dit onderwerp vraagt om een veiligere manier van inloggen. Log nog een keer in.",
    ),
}
_FOR = {
    IdentityProvider.Audience.CITIZEN: "Voor uzelf",
    IdentityProvider.Audience.COMPANY: "Voor uw bedrijf of organisatie",
    IdentityProvider.Audience.EUROPEAN: "Met een inlogmiddel uit een ander land van de EU",
}
_LONGEST_ANSWER = 4096


def choose(request: HttpRequest, organisation: str) -> HttpResponse:
    """Where do you want to log in? With one place and nothing to explain: straight on."""
    place, further, level = place_of(request), _further(request), _level(request)
    now_in = who.who_of(request)
    if now_in and enough(now_in.level, level) and not _anew(request):
        return HttpResponseRedirect(further)
    rows = [row for row in providers.offered() if _reaches(row, level)]
    reason = _REASONS.get(request.GET.get("reden", ""))
    if len(rows) == 1 and reason is None:
        return HttpResponseRedirect(_begin_url(place, rows[0].key, request))
    context = {
        "ways": [_way(place, row, request) for row in rows],
        "reason": {"title": reason[0], "text": reason[1]} if reason else None,
        "level": level,
        "without_url": place.url(),
    }
    return page(request, "portal/login.html", "Inloggen", context)


@require_GET  # not HEAD: who only looks at an address is not on the way to a provider
def begin(request: HttpRequest, organisation: str, provider: str) -> HttpResponse:
    """On to the provider."""
    row = _provider(provider)
    known = request.COOKIES.get(COOKIE, "")
    try:
        begun = begin_login(
            door("IDENTITY"),
            row,
            redirect=_back_url(place_of(request), row),
            wanted=_further(request),
            level=_level(request),
            browser=known if len(known) == 43 else "",
            anew=_anew(request),
            now=moment(),
        )
    except UnableToBegin as problem:
        return _failed(request, str(problem), _further(request), _level(request), 503)
    return _to_provider(request, begun)


def _to_provider(request: HttpRequest, begun: Begun) -> HttpResponse:
    response = HttpResponseRedirect(begun.address)
    response.headers["Cache-Control"] = "no-store"
    response.set_cookie(
        COOKIE,
        begun.browser,
        max_age=int(WITHIN.total_seconds()),
        path=place_of(request).url("inloggen"),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


@require_GET  # the answer counts once, so a HEAD must not use it up
def back(request: HttpRequest, organisation: str, provider: str) -> HttpResponse:
    """Back from the provider, with its answer in the address."""
    row, place = _provider(provider), place_of(request)
    said = {name: request.GET.get(name, "")[:_LONGEST_ANSWER] for name in ("state", "code", "error", "iss")}
    try:
        done = finish_login(
            door("IDENTITY"),
            row,
            Answer(said["state"], said["code"], said["error"], said["iss"]),
            redirect=_back_url(place, row),
            browser=request.COOKIES.get(COOKIE, ""),
            before=who.session_key(request),
            now=moment(),
        )
    except UnableToLogin as problem:
        logger.log(
            _GRAVITY.get(problem.why, logging.WARNING), "%s: %s", row.key, problem.__cause__ or problem.why
        )
        if problem.why is Why.STALE and who.who_of(request):
            return HttpResponseRedirect(home_of(place))  # back to the answer that logged them in
        status = 503 if problem.why is Why.AWAY else 403
        return _failed(request, str(problem), problem.wanted, problem.level, status)
    # Looked at once more: what was kept ten minutes ago is not believed blindly either.
    response = HttpResponseRedirect(own_path(place, done.wanted) or home_of(place))
    return who.remember(request, response, done.key)


def home_of(place: Place) -> str:
    """Where somebody comes who logs in to nothing in particular."""
    return place.url("mijn/")


def _failed(request: HttpRequest, told: str, wanted: str, level: str, status: int) -> HttpResponse:
    place = place_of(request)
    further = own_path(place, wanted)
    context = {
        "told": told,
        "again_url": who.login_url(place, further, level),
        "without_url": place.url(),
    }
    return page(request, "portal/login_failed.html", "Het inloggen is niet gelukt", context, status)


def _provider(key: str) -> IdentityProvider:
    row = providers.named(key)
    if row is None:
        raise Http404
    return row


def _back_url(place: Place, row: IdentityProvider) -> str:
    """One address for each provider: an answer of one can't be taken for that of another (RFC 9700 4.4)."""
    return public_url(place.organisation, f"inloggen/terug/{row.key}")


def _further(request: HttpRequest) -> str:
    place = place_of(request)
    return own_path(place, request.GET.get("verder", "")) or home_of(place)


def _level(request: HttpRequest) -> str:
    level = request.GET.get("niveau", "")
    return level if level in LEVELS else ""


def _anew(request: HttpRequest) -> bool:
    """Whether the provider must ask again who this is, as somebody else may be logged in there."""
    return request.GET.get("opnieuw") == "ja"


def _reaches(row: IdentityProvider, level: str) -> bool:
    return any(enough(one, level) for one in row.levels.values())


def _begin_url(place: Place, key: str, request: HttpRequest) -> str:
    asked = {name: request.GET[name] for name in ("verder", "niveau", "opnieuw") if name in request.GET}
    return who.with_values(place.url(f"inloggen/{key}"), asked)


def _way(place: Place, row: IdentityProvider, request: HttpRequest) -> dict[str, str]:
    return {
        "label": row.label,
        "for": _FOR[IdentityProvider.Audience(row.audience)],
        "url": _begin_url(place, row.key, request),
    }
