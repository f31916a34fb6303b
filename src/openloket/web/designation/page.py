"""The public page of the designation decision, of today or of any day; and the same as PDF, XML and JSON."""

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.offer.designation import keeping
from openloket.offer.designation.document import Document
from openloket.offer.designation.xml import as_xml
from openloket.offer.models import DesignationDecision
from openloket.web.asked_day import day_asked
from openloket.web.designation.difference import part_of_page
from openloket.web.designation.pdf import as_pdf
from openloket.web.designation.shown import as_context, state_in_words
from openloket.web.pages import page
from openloket.web.place import place_of

NAME = "aanwijzingsbesluit"
_PLAIN = "#1d4f73"
_ANNEX_PAGE = 80


@require_safe
def decision(request: HttpRequest, organisation: str) -> HttpResponse:
    """The decision in force on the day that `?op=` names (today without it); `?orgaan=` of one authority."""
    day, found = day_asked(request), keeping.all_in_force(day_asked(request))
    version = keeping.in_force(day, request.GET.get("orgaan", ""))
    root = place_of(request).url(NAME)
    context = {
        "found": version is not None,
        **(_shown(request, version) if version else {}),
        "versions": _versions(root),
        "root": root,
        "asked": _query(day, version.authority_kind if version else ""),
        "others": [
            {"label": _whose(one), "url": f"{root}?{_of(one, day)}"} for one in found if one != version
        ],
    }
    return page(request, "public/designation.html", "Aanwijzingsbesluit", context)


@require_safe
def file(request: HttpRequest, organisation: str, form: str) -> HttpResponse:
    """The same as a file; 404 where nothing is in force on that day."""
    version = keeping.in_force(day_asked(request), request.GET.get("orgaan", ""))
    if version is None:
        raise Http404
    content, media_type = rendered(
        keeping.document_of(version), version, form, place_of(request).organisation.name
    )
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{NAME}-{version.number}.{form}"'
    return response


def _shown(request: HttpRequest, version: DesignationDecision) -> dict[str, Any]:
    """The words; a long annex is cut into pages, the files have it whole."""
    document = keeping.document_of(version)
    rows, pages = part_of_page(document.annex, request, _ANNEX_PAGE)
    return {**as_context(replace(document, annex=tuple(rows)), version), **pages}


def _whose(version: DesignationDecision) -> str:
    return version.get_authority_kind_display() if version.authority_kind else "alle bestuursorganen samen"


def _of(version: DesignationDecision, day: date) -> str:
    return _query(day, version.authority_kind)


def _query(day: date, authority_kind: str) -> str:
    named = {"orgaan": authority_kind} if authority_kind else {}
    return urlencode({"op": day.isoformat(), **named})


def _versions(root: str) -> list[dict[str, object]]:
    """Every version that was ever in force, each with what changed since the one before it."""
    found = keeping.published()
    before: dict[int, int] = {}
    for kind in {one.authority_kind for one in found}:
        own = [one.number for one in found if one.authority_kind == kind]
        before.update(pairwise(own))
    return [
        {
            "state": state_in_words(one),
            "url": f"{root}?{_of(one, one.in_force_from)}",
            "changed_url": f"{root}/verschil?van={before[one.number]}&naar={one.number}"
            if one.number in before
            else None,
        }
        for one in found
        if one.in_force_from
    ]


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
