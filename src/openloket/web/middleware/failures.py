"""Turns a bug into a page with a reference, and into a log line without anybody's data."""

import logging
import secrets
import traceback
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from openloket.web.pages import notice, page

logger = logging.getLogger("openloket.failures")


class FailurePages:
    """500 with a reference for bugs, 413 for too much, 400 for what no browser sends."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django calls this for every exception that a view lets through."""
        match error:
            case Http404():
                return None
            case RequestDataTooBig() | TooManyFieldsSent() | TooManyFilesSent():
                return page(request, "portal/too_large.html", "Te veel in één keer", status=413)
            case MultiPartParserError() | SuspiciousOperation():
                return unreadable(request)
            case _:
                return failure(request, error)


def unreadable(request: HttpRequest) -> HttpResponse:
    """A request that no browser sends."""
    text = "Uw browser stuurde iets wat wij niet kunnen lezen. Ga terug en probeer het nog eens."
    return notice(request, "Wij kunnen dit niet lezen", text, kind="error", status=400)


def failure(request: HttpRequest, error: BaseException) -> HttpResponse:
    """A bug: nothing is half kept (the transaction is rolled back); the person gets a reference to mention.

    The log gets the frames, not the message of the error: a database error repeats what somebody typed.
    """
    reference = secrets.token_hex(4)
    frames = "".join(traceback.format_tb(error.__traceback__))
    logger.error("failure %s: %s in %s\n%s", reference, type(error).__name__, _route(request), frames)
    return page(request, "500.html", "Er ging iets mis", {"error_reference": reference}, status=500)


def _route(request: HttpRequest) -> str:
    """Which page, without what stands in its address."""
    match = getattr(request, "resolver_match", None)
    return str(match.route) if match else "an unknown page"
