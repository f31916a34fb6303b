"""The public page of the designation decision, of today or of any day; and the same as PDF, XML and JSON."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.offer.designation import keeping
from openloket.offer.designation.document import Document
from openloket.offer.designation.xml import as_xml
from openloket.offer.models import DesignationDecision
from openloket.web.asked_day import day_asked
from openloket.web.designation.pdf import as_pdf
from openloket.web.designation.shown import as_context, state_in_words
from openloket.web.pages import page
from openloket.web.place import place_of

NAME = "aanwijzingsbesluit"
_PLAIN = "#1d4f73"


@require_safe
def decision(request: HttpRequest, organisation: str) -> HttpResponse:
    """The decision in force on the day that `?op=` names (today without it)."""
    version = keeping.in_force(day_asked(request))
    root = place_of(request).url(NAME)
    context = {
        "found": version is not None,
        **(as_context(keeping.document_of(version), version) if version else {}),
        "versions": [
            {"number": one.number, "state": state_in_words(one), "day": one.in_force_from}
            for one in keeping.published()
        ],
        "root": root,
        "day": day_asked(request).isoformat(),
    }
    return page(request, "public/designation.html", "Aanwijzingsbesluit", context)


@require_safe
def file(request: HttpRequest, organisation: str, form: str) -> HttpResponse:
    """The same as a file; 404 where nothing is in force on that day."""
    version = keeping.in_force(day_asked(request))
    if version is None:
        raise Http404
    content, media_type = rendered(
        keeping.document_of(version), version, form, place_of(request).organisation.name
    )
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{NAME}-{version.number}.{form}"'
    return response


def rendered(
    document: Document, version: DesignationDecision | None, form: str, organisation: str
) -> tuple[bytes, str]:
    """The document as pdf, xml or json, with its media type. Http404 for any other form."""
    if form == "pdf":
        made_at = version.drafted_at if version else timezone.now()
        return as_pdf(document, state_in_words(version), _PLAIN, made_at), "application/pdf"
    if form == "xml":
        return as_xml(document, organisation), "application/xml; charset=utf-8"
    if form == "json":
        kept = {"state": state_in_words(version), **document.as_json()}
        return json.dumps(kept, ensure_ascii=False, indent=1).encode(), "application/json"
    raise Http404
