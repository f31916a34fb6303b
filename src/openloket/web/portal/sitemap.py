"""The pages of an organisation that everybody may read, for search engines."""

from xml.etree import ElementTree

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.tenancy.addresses import public_url
from openloket.web import directory
from openloket.web.place import place_of
from openloket.web.portal.guards import moment

_ABOUT = ("", "onderwerpen", "hoe-bereikt-u-ons", "aanwijzingsbesluit", "storingen", "klachten")
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_SECONDS = 3600


@require_safe
def sitemap(request: HttpRequest, organisation: str) -> HttpResponse:
    """Every product that is listed, after the pages about all of them; anybody may keep it for an hour."""
    listed = directory.services(dag_in_amsterdam(moment())).listed
    root = ElementTree.Element("urlset", xmlns=_SPACE)
    for path in (*_ABOUT, *(f"{one.slug}/" for one in listed)):
        url = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(url, "loc").text = public_url(place_of(request).organisation, path)
    content = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    response = HttpResponse(content, content_type="application/xml; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={_SECONDS}"
    return response
