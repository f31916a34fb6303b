"""Whether this browser may see a protected receipt: it sent the form, or answered the control question."""

import hashlib
import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from openloket.web.place import place_of

COOKIE = "openloket_ontvangst"
SECONDS = 60 * 60


def give(request: HttpRequest, response: HttpResponse, reference: str, access_key: str) -> None:
    """Let this browser see the receipt for an hour."""
    response.set_cookie(
        COOKIE,
        _mark(access_key),
        max_age=SECONDS,
        path=place_of(request).url(f"ontvangst/{reference}/"),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def has(request: HttpRequest, access_key: str) -> bool:
    """Whether this browser was given the pass of this receipt."""
    return constant_time_compare(request.COOKIES.get(COOKIE, ""), _mark(access_key))


def _mark(access_key: str) -> str:
    return hmac.new(
        settings.SECRET_KEY.encode(), f"receipt {access_key}".encode(), hashlib.sha256
    ).hexdigest()
