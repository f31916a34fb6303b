"""The public page of what changed between two decisions that were published."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.offer.designation import keeping
from openloket.offer.designation.difference import Change, Kind, difference
from openloket.offer.models import DesignationDecision
from openloket.web.designation.shown import state_in_words
from openloket.web.pages import page
from openloket.web.place import place_of

NAME = "aanwijzingsbesluit/verschil"
_PARTS = {
    Kind.ADDED: "Nieuw",
    Kind.REMOVED: "Vervallen",
    Kind.CHANGED: "Gewijzigd",
}


@require_safe
def between(request: HttpRequest, organisation: str) -> HttpResponse:
    """What `?van=1&naar=2` differ in; versions that were never published are not there."""
    public = {one.number: one for one in keeping.published()}
    first, second = (public.get(asked_number(request, name)) for name in ("van", "naar"))
    if first is None or second is None:
        raise Http404
    context = {**compared(first, second), "back_url": place_of(request).url("aanwijzingsbesluit")}
    return page(request, "public/designation_difference.html", title(first, second), context)


def asked_number(request: HttpRequest, name: str) -> int:
    """The number of a version in the address; 0 for whatever is no number."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def title(first: DesignationDecision, second: DesignationDecision) -> str:
    """The title of the page."""
    return f"Wat is er veranderd van versie {first.number} naar versie {second.number}?"


def compared(first: DesignationDecision, second: DesignationDecision) -> dict[str, Any]:
    """The differences by what happened, first those of the annex; for designation_changes.html."""
    changes = difference(keeping.document_of(first), keeping.document_of(second))
    return {
        "title": title(first, second),
        "versions": [state_in_words(first), state_in_words(second)],
        "groups": [
            {"label": label, "kind": kind.value, "rows": [_row(one) for one in changes if one.kind is kind]}
            for kind, label in _PARTS.items()
            if any(one.kind is kind for one in changes)
        ],
    }


def _row(change: Change) -> dict[str, str]:
    return {"part": change.part, "was": change.was, "now": change.now}
