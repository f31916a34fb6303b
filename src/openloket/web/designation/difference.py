"""The public page of what changed between two decisions that were published."""

from collections.abc import Sequence
from typing import Any, TypeVar

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
_ON_ONE_PAGE = 100
T = TypeVar("T")


@require_safe
def between(request: HttpRequest, organisation: str) -> HttpResponse:
    """What `?van=1&naar=2` differ in; versions that were never published are not there."""
    public = {one.number: one for one in keeping.published()}
    first, second = (public.get(asked_number(request, name)) for name in ("van", "naar"))
    if first is None or second is None:
        raise Http404
    context = {**compared(first, second, request), "back_url": place_of(request).url("aanwijzingsbesluit")}
    return page(request, "public/designation_difference.html", title(first, second), context)


def asked_number(request: HttpRequest, name: str) -> int:
    """The number of a version in the address; 0 for whatever is no number."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def title(first: DesignationDecision, second: DesignationDecision) -> str:
    """The title of the page."""
    return f"Wat is er veranderd van versie {first.number} naar versie {second.number}?"


def compared(first: DesignationDecision, second: DesignationDecision, request: HttpRequest) -> dict[str, Any]:
    """The differences by what happened, a page of them; for designation_changes.html."""
    found = difference(keeping.document_of(first), keeping.document_of(second))
    order = list(_PARTS)
    changes, pages = part_of_page(sorted(found, key=lambda one: order.index(one.kind)), request)
    return {
        **pages,
        "count": len(found),
        "title": title(first, second),
        "versions": [state_in_words(first), state_in_words(second)],
        "groups": [
            {"label": label, "kind": kind.value, "rows": [_row(one) for one in changes if one.kind is kind]}
            for kind, label in _PARTS.items()
            if any(one.kind is kind for one in changes)
        ],
    }


def part_of_page(
    items: Sequence[T], request: HttpRequest, size: int = _ON_ONE_PAGE
) -> tuple[Sequence[T], dict[str, str | None]]:
    """The items of the page that `?deel=` names (from 1), and the addresses of the pages beside it."""
    number = max(asked_number(request, "deel"), 1)

    def page(one: int) -> str:
        asked = request.GET.copy()
        asked["deel"] = str(one)
        return f"?{asked.urlencode()}"

    return items[(number - 1) * size : number * size], {
        "prev_url": page(number - 1) if number > 1 else None,
        "next_url": page(number + 1) if len(items) > number * size else None,
    }


def _row(change: Change) -> dict[str, str]:
    return {"part": change.part, "was": change.was, "now": change.now}
