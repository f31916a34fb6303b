"""What every view of the portal needs first: the service of the address, and a form of our own."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.catalogue import GENERAL, Offering
from openloket.web import directory
from openloket.web.pages import notice
from openloket.web.place import Place

View = Callable[..., HttpResponse]


def offering_of(slug: str) -> Offering:
    """The service with this address in the organisation in scope; 404 without."""
    found = directory.services(dag_in_amsterdam(timezone.now())).find(slug)
    if found is None:
        raise Http404
    return found


def form_of(offering: Offering) -> int:
    """The version of its form that is in use; 404 where it has none of ours."""
    if offering.form_version_id is None:
        raise Http404
    return offering.form_version_id


def rest_url(place: Place) -> str | None:
    """The page of the form for a message about anything; None where there is none."""
    found = directory.services(dag_in_amsterdam(timezone.now())).find(GENERAL)
    return place.url(f"{GENERAL}/") if found is not None and found.form_version_id is not None else None


def moment() -> datetime:
    """The clock, read once per request by the view and passed on as an argument."""
    return datetime.now(UTC)


def own_forms_only(view: View) -> View:
    """Takes posts from our own pages only.

    These forms carry the secret key of the draft, which a page of somebody else can't know, so they need no
    CSRF cookie. The origin is checked all the same: a strange page must not slip its own draft to a visitor.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        origin = request.headers.get("Origin")
        if request.method == "POST" and origin and origin.partition("://")[2] != request.get_host():
            text = "Dit formulier kwam van een andere website. Er is niets verstuurd."
            return notice(request, "Dit kan niet", text, kind="error", status=403)
        return view(request, *args, **kwargs)

    return guarded
