"""Who is at the portal: the session in a cookie of the organisation."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from openloket.people import sessions
from openloket.people.sessions import Who
from openloket.web.place import Place, place_of

COOKIE = "openloket_mijn"
_UNKNOWN: Any = object()


def who_of(request: HttpRequest) -> Who | None:
    """Who is logged in at this organisation; None: nobody. One statement per request, or none."""
    found = getattr(request, "openloket_who", _UNKNOWN)
    if found is _UNKNOWN:
        key = session_key(request)
        found = sessions.find(key, datetime.now(UTC)) if key else None
        request.openloket_who = found  # type: ignore[attr-defined] # ours
    who: Who | None = found
    return who


def session_key(request: HttpRequest) -> str:
    """The key that this browser brings along; empty: none. It proves nothing until it is looked up."""
    return request.COOKIES.get(COOKIE, "")


def remember(request: HttpRequest, response: HttpResponse, key: str) -> HttpResponse:
    """Keep the key of a session in this browser, until it closes, for the pages of this organisation only."""
    response.headers["Cache-Control"] = "no-store"
    response.set_cookie(
        COOKIE,
        key,
        path=place_of(request).url(),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def forget(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Take the key out of this browser."""
    response.delete_cookie(COOKIE, path=place_of(request).url(), samesite="Lax")
    return response


def login_url(place: Place, further: str, level: str = "", why: str = "") -> str:
    """Where to log in, and go on to `further`, a path of this organisation; `why` it is asked now."""
    return with_values(place.url("inloggen"), {"verder": further, "niveau": level, "reden": why})


def with_values(address: str, values: Mapping[str, str]) -> str:
    """The address with those values that are not empty."""
    asked = urlencode({name: value for name, value in values.items() if value})
    return f"{address}?{asked}" if asked else address
