"""Reads what came in before any view does: what no browser sends, or too much of it, ends here."""

import codecs
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import UnreadablePostError


class TooLarge(BadRequest):
    """The whole request, with its files, is larger than settings.MAX_REQUEST_BYTES."""


class ReadableInput:
    """Refuses what can't be read; behind it `request.GET`, `request.POST` and `request.FILES` are there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _refuse_strange(request)
        try:
            len(request.GET)
            len(request.POST)
        except (LookupError, ValueError, UnreadablePostError) as problem:
            raise BadRequest("unreadable") from problem
        return self.get_response(request)


def _refuse_strange(request: HttpRequest) -> None:
    """Browsers post in the encoding of the page; another could smuggle in halves of characters.

    PostgreSQL can't even be asked for a NUL, which a quoted cookie can hold.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isascii() and length.isdigit() and int(length[:18]) > settings.MAX_REQUEST_BYTES:
        raise TooLarge
    if "\0" in request.path_info:
        raise Http404
    if any("\0" in value for value in request.COOKIES.values()):
        raise BadRequest("NUL")
    try:
        sound = codecs.lookup((request.content_params or {}).get("charset", "utf-8")).name == "utf-8"
    except (LookupError, ValueError):
        sound = False
    if not sound:
        raise BadRequest("encoding")
    request.encoding = None
