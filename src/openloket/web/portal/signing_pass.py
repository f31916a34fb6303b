"""Whether this browser showed that the e-mail address of a signer is theirs: it typed the code."""

import hashlib
import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from openloket.flows.cosigning.signing import PAGE
from openloket.web.place import place_of

COOKIE = "openloket_tekenen"
SECONDS = 60 * 60


def give(request: HttpRequest, response: HttpResponse, key: str) -> None:
    """Let this browser read and sign what this link is for, for an hour."""
    response.set_cookie(
        COOKIE,
        _mark(key),
        max_age=SECONDS,
        path=place_of(request).url(f"{PAGE}/{key}"),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def has(request: HttpRequest, key: str) -> bool:
    """Whether this browser was given the pass of this link."""
    return constant_time_compare(request.COOKIES.get(COOKIE, ""), _mark(key))


def _mark(key: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"signer {key}".encode(), hashlib.sha256).hexdigest()
