"""My drafts: begun and not sent yet; to go on with, or to throw away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openloket.flows.drafts.own_draft import UnableToGoOn, go_on, throw_away
from openloket.intake.drafts import KEPT
from openloket.intake.mine import draft_of, drafts_of
from openloket.intake.models import Draft
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.tenancy.local_time import in_words
from openloket.web.mijn.frame import at_mine, for_viewers, mine, see_other, viewing
from openloket.web.place import place_of
from openloket.web.portal import draft_key
from openloket.web.portal.guards import moment

MOST = 50


@require_safe
@for_viewers
def drafts(request: HttpRequest, organisation: str) -> HttpResponse:
    """All that waits to be sent, changed last first."""
    return _page(request)


@require_POST
@for_viewers
def resume(request: HttpRequest, organisation: str, slug: str, draft_id: int) -> HttpResponse:
    """Go on with a draft where it was left; the address is of the form, where the browser keeps its key."""
    draft = _mine(request, draft_id)
    if draft.service.slug != slug:
        raise Http404
    try:
        key = go_on(draft, draft_key.kept_key(request))
    except UnableToGoOn as gone:
        return _page(request, str(gone))
    response = see_other(place_of(request).url(f"{slug}/controle?verder=ja"))
    return draft_key.remember(request, response, slug, key)


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def discard(request: HttpRequest, organisation: str, draft_id: int) -> HttpResponse:
    """Ask whether it may go, or let it go."""
    draft = _mine(request, draft_id)
    if request.method != "POST":
        context = {"draft": _row(request, draft), "drafts_url": at_mine(request, "concepten")}
        return mine(request, "discard", f"{draft.service.title} weggooien?", context)
    try:
        throw_away(draft, moment())
    except UnableToGoOn as gone:
        return _page(request, str(gone))
    return see_other(at_mine(request, "concepten", gedaan="weg"))


def _mine(request: HttpRequest, draft_id: int) -> Draft:
    found = draft_of(viewing(request), draft_id)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, refusal: str = "") -> HttpResponse:
    context = {
        "drafts": [_row(request, one) for one in drafts_of(viewing(request))[:MOST]],
        "notice": "Het formulier is weggegooid." if request.GET.get("gedaan") == "weg" else "",
        "refusal": refusal,
        "begin_url": place_of(request).url(),
    }
    return mine(request, "drafts", "Nog niet verstuurd", context, 409 if refusal else 200)


def _row(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    return {
        "title": draft.service.title,
        "about": draft.about,
        "changed": in_words(draft.updated_at),
        "until": datum_in_woorden(dag_in_amsterdam(draft.updated_at + KEPT)),
        "resume_url": place_of(request).url(f"{draft.service.slug}/concept/{draft.pk}"),
        "discard_url": at_mine(request, f"concepten/{draft.pk}/weggooien"),
    }
