"""Health of this process and what it leans on, for load balancers and for people who look."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.oversight.health import Examined, examine
from openloket.web import directory
from openloket.web.pages import page

_NO_DATABASE = Examined("Database", False, "De database antwoordt niet.")


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """This process answers. Asks nothing of others."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """This process and its database answer; 503 when the database does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"database": "ok"})


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Everything that must run, for people; 503 when something does not."""
    try:
        found = examine(directory.organisations().by_slug.values(), timezone.now())
    except DatabaseError:
        found = [_NO_DATABASE]
    good = all(one.good for one in found)
    context = {"good": good, "examined": found}
    return page(request, "public/health.html", "Gezondheid", context, 200 if good else 503)
