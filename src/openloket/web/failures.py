"""The pages for what is not there, not allowed or not readable, and for what broke outside the views."""

import sys

from django.http import HttpRequest, HttpResponse

from openloket.web.middleware.failures import explain, unreadable
from openloket.web.pages import notice, page


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, in the look of the organisation where there is one."""
    return page(request, "404.html", "Deze pagina is er niet", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 for what no browser sends, 413 for too much of it."""
    return explain(request, exception) if exception else unreadable(request)


def broken(request: HttpRequest) -> HttpResponse:
    """Django calls this, inside its `except`, for what broke in a middleware: 503 or 500."""
    return explain(request, sys.exc_info()[1] or RuntimeError())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the page was open too long, or came from elsewhere."""
    text = "Ga terug, ververs de pagina en probeer het nog eens. Er is nog niets verstuurd."
    return notice(request, "De pagina was te lang open", text, kind="warning", status=403)
