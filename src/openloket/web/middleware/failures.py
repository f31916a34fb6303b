"""Turns whatever a view lets through into a page, and a bug into a log line without anybody's data."""

import logging
import secrets
import traceback
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from openloket.web.look.wording import file_size
from openloket.web.middleware.reading import TooLarge
from openloket.web.pages import notice, page

logger = logging.getLogger("openloket.failures")

_RETRY_AFTER = "10"  # seconds


class FailurePages:
    """503 while the database is away, 500 with a reference for bugs, 413 and 400 for what can't be read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django calls this for every exception that a view lets through."""
        return None if isinstance(error, Http404) else explain(request, error)


def explain(request: HttpRequest, error: BaseException) -> HttpResponse:
    """The page for an exception, wherever it was raised."""
    match error:
        case TooLarge():
            limit = file_size(settings.MAX_REQUEST_BYTES)
            return page(request, "portal/too_large.html", "Dit is te groot", {"limit": limit}, status=413)
        case RequestDataTooBig() | TooManyFieldsSent() | TooManyFilesSent():
            text = "U stuurde meer dan wij in één keer kunnen aannemen. Ga terug en stuur minder tegelijk."
            return notice(request, "Te veel in één keer", text, kind="warning", status=413)
        case MultiPartParserError() | SuspiciousOperation() | BadRequest():
            return unreadable(request)
        case OperationalError() | InterfaceError():
            return unavailable(request, error)
        case _:
            return failure(request, error)


def unreadable(request: HttpRequest) -> HttpResponse:
    """A request that no browser sends."""
    text = "Uw browser stuurde iets wat wij niet kunnen lezen. Ga terug en probeer het nog eens."
    return notice(request, "Wij kunnen dit niet lezen", text, kind="error", status=400)


def unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    """The database is away for a moment; what was committed is safe, and sending again can't do it twice."""
    logger.error("no database: %s in %s", type(error).__name__, _route(request))
    response = notice(
        request,
        "Even geduld",
        "Dit ligt niet aan u. Wij kunnen nu even niet bij onze gegevens.",
        "Wacht een minuut en laad deze pagina dan opnieuw. De antwoorden die u al had bewaard, zijn er nog.",
        "Was u aan het versturen? Verstuur dan gerust nog eens: uw bericht komt toch maar één keer aan.",
        kind="warning",
        status=503,
    )
    response.headers["Retry-After"] = _RETRY_AFTER
    return response


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
