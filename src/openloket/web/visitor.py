"""Who is at the other end of the connection, as far as a network knows."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The visitor's network address; behind our own proxy the last one that it wrote down.

    Earlier entries of X-Forwarded-For come from the visitor and prove nothing.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    direct: str = request.META.get("REMOTE_ADDR", "")
    return forwarded.rpartition(",")[2].strip() or direct
