"""A copy of everything we have of me: asked for, made by the worker, and fetched after logging in again."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from openloket.flows.proving.ask_own_copy import UnableToCopy, ask_own_copy, fetch_own_copy, level_for
from openloket.flows.proving.own_copy_person import NOT_IN_IT
from openloket.people.levels import enough
from openloket.people.own_copies import KEPT, is_ready, last_of
from openloket.people.preferences import confirmed_address
from openloket.tenancy.local_time import in_words
from openloket.web.mijn.correcting import correctable
from openloket.web.mijn.frame import at_mine, for_oneself, me, mine, see_other
from openloket.web.place import place_of
from openloket.web.portal.guards import moment
from openloket.web.portal.who import with_values

FRESH = timedelta(minutes=10)
"""So short ago somebody must have logged in, to take everything along."""


@require_safe
@for_oneself
def own_copy(request: HttpRequest, organisation: str) -> HttpResponse:
    """How it stands: nothing asked, being made, or ready."""
    return _page(request)


@require_POST
@for_oneself
def ask(request: HttpRequest, organisation: str) -> HttpResponse:
    """Let it be made."""
    try:
        ask_own_copy(me(request).person_id, moment())
    except UnableToCopy as refusal:
        return _page(request, str(refusal))
    return see_other(at_mine(request, "kopie"))


@require_POST
@for_oneself
def fetch(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """The file, for who logged in surely enough a moment ago; others log in once more."""
    who, now = me(request), moment()
    copy, level = last_of(who.person_id), level_for(who.person_id, now)
    if now - who.begun_at > FRESH or not enough(who.level, level):
        again = {"verder": at_mine(request, "kopie"), "niveau": level, "reden": "kopie", "opnieuw": "ja"}
        return see_other(with_values(place_of(request).url("inloggen"), again))
    if copy is None:
        return see_other(at_mine(request, "kopie"))
    try:
        mine_ = fetch_own_copy(copy, now)
    except UnableToCopy as refusal:
        return _page(request, str(refusal))
    name = f"mijn-gegevens-{organisation}-{now:%Y-%m-%d}.zip"
    file = default_storage.open(mine_.storage_name)
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, refusal: str = "") -> HttpResponse:
    now, copy = moment(), last_of(me(request).person_id)
    ready = is_ready(copy, now)
    context = {
        "making": copy is not None and copy.made_at is None,
        "asked": in_words(copy.asked_at) if copy else "",
        "ready": ready,
        "until": in_words(copy.until) if copy and copy.until and ready else "",
        "size": copy.size if copy else 0,
        "sha256": copy.sha256 if copy else "",
        "hours": int(KEPT.total_seconds() // 3600),
        "ask_url": at_mine(request, "kopie/vragen"),
        "fetch_url": at_mine(request, "kopie/bestand"),
        "here": at_mine(request, "kopie"),
        "told_at": confirmed_address(me(request).person_id),
        "details_url": at_mine(request, "gegevens"),
        "not_in_it": NOT_IN_IT,
        "more_url": at_mine(request, "correctie") if correctable() else "",
        "refusal": refusal,
    }
    return mine(request, "own_copy", "Een kopie van al mijn gegevens", context, 409 if refusal else 200)
