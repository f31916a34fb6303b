"""Whether this browser may see protected papers: it sent the form, or answered the control question."""

import hashlib
import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from openloket.web.place import place_of

COOKIES = {"openloket_ontvangst": "ontvangst", "openloket_besluit": "besluit"}
"""Each cookie and where it goes: to the addresses of the receipt, and to those of decisions on its zaak."""
SECONDS = 60 * 60


def give(request: HttpRequest, response: HttpResponse, reference: str, access_key: str) -> None:
    """Let this browser see the receipt, and what was decided, for an hour."""
    for name, below in COOKIES.items():
        response.set_cookie(
            name,
            _mark(access_key),
            max_age=SECONDS,
            path=place_of(request).url(f"{below}/{reference}/"),
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )


def has(request: HttpRequest, access_key: str) -> bool:
    """Whether this browser was given the pass of this receipt."""
    mark = _mark(access_key)
    return any(constant_time_compare(request.COOKIES.get(name, ""), mark) for name in COOKIES)


def _mark(access_key: str) -> str:
    return hmac.new(
        settings.SECRET_KEY.encode(), f"receipt {access_key}".encode(), hashlib.sha256
    ).hexdigest()
