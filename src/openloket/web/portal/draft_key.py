"""The key of a draft: in the page for who fills it in, in a cookie for who comes back to it."""

import re

from django.http import HttpRequest, HttpResponse

from openloket.intake.references import new_key
from openloket.web.place import place_of

COOKIE = "openloket_concept"
FIELD = "draft_key"
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def posted_key(request: HttpRequest) -> str | None:
    """The key that the page itself carries: it works when the cookie is gone, and nobody else can know it."""
    return _valid(request.POST.get(FIELD, ""))


def kept_key(request: HttpRequest) -> str | None:
    """The key of the draft that this browser was busy with."""
    return _valid(request.COOKIES.get(COOKIE, ""))


def fresh_key() -> str:
    """A key for a draft that does not exist yet; looking at a page keeps nothing."""
    return new_key()


def remember(request: HttpRequest, response: HttpResponse, slug: str, key: str) -> HttpResponse:
    """Keep the key in this browser, until it closes, for the pages of this service only."""
    response.set_cookie(
        COOKIE,
        key,
        path=place_of(request).url(f"{slug}/"),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def forget(request: HttpRequest, response: HttpResponse, slug: str) -> HttpResponse:
    """Forget the key: on a computer in a library the next person must not find it."""
    response.delete_cookie(COOKIE, path=place_of(request).url(f"{slug}/"), samesite="Lax")
    return response


def _valid(key: str) -> str | None:
    return key if _KEY.fullmatch(key) else None
