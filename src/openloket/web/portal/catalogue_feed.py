"""The feed of Samenwerkende Catalogi of an organisation, for the national search service and for anybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.offer import feed
from openloket.tenancy.addresses import public_url
from openloket.web.place import place_of
from openloket.web.portal.guards import moment

_SECONDS = 3600


@require_safe
def products(request: HttpRequest, organisation: str) -> HttpResponse:
    """All listed products as XML, which anybody may keep for an hour; 404 while there is none."""
    town = place_of(request).organisation
    try:
        content = feed.written(town, lambda path: public_url(town, path), dag_in_amsterdam(moment()))
    except ValueError as none:
        raise Http404 from none
    response = HttpResponse(content, content_type=feed.MEDIA_TYPE)
    response.headers["Cache-Control"] = f"public, max-age={_SECONDS}"
    return response
