"""The start of Mijn omgeving: what runs, what is not sent yet, and the way to the rest."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.intake.mine import drafts_of
from openloket.people.mandates import Viewer
from openloket.tenancy.local_time import in_words
from openloket.web.mijn.frame import at_mine, for_viewers, me, mine, viewing
from openloket.web.place import place_of
from openloket.zaken.mine import zaken_of
from openloket.zaken.models import Status

MOST = 20


@require_safe
@for_viewers
def home(request: HttpRequest, organisation: str) -> HttpResponse:
    """The zaken and drafts of this person, or of the one for whom they act."""
    viewer = viewing(request)
    acting = me(request).acting
    context = {
        "zaken": _zaken(request, viewer),
        "drafts": _drafts(viewer),
        "acting": acting,
        "choose_url": at_mine(request, "voor-wie"),
        "mandates_url": at_mine(request, "machtigingen"),
        "begin_url": place_of(request).url(),
    }
    title = f"Omgeving van {acting.name}" if acting else "Mijn omgeving"
    return mine(request, "home", title, context)


def _zaken(request: HttpRequest, viewer: Viewer) -> list[dict[str, Any]]:
    found = zaken_of(viewer).select_related("service", "submission__receipt")
    place = place_of(request)
    return [
        {
            "title": one.title,
            "reference": one.reference,
            "status": Status(one.status).label,
            "received": in_words(one.received_at),
            "url": place.url(f"ontvangst/{one.reference}/{one.submission.receipt.access_key}"),
        }
        for one in found.defer("search", "submission__answers", "submission__copy")[:MOST]
    ]


def _drafts(viewer: Viewer) -> list[dict[str, Any]]:
    return [
        {"title": one.service.title, "changed": in_words(one.updated_at)} for one in drafts_of(viewer)[:MOST]
    ]
