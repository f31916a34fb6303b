"""What search engines may look at, and where each organisation lists its pages."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.tenancy.addresses import public_url
from openloket.web import directory

# Nothing there is for everybody; what holds a secret key in its address is named nowhere.
_CLOSED = ("/*/balie/", "/balie/", "/*/mijn/", "/mijn/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The same on every host."""
    towns = directory.organisations().by_slug.values()
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _CLOSED), ""]
    lines += [f"Sitemap: {public_url(town, 'sitemap.xml')}" for town in towns]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
