"""What was received, sent and read in one zaak, on a page and as a file that can be checked (Awb 2:25)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from openloket.flows.proving.export_case_file import UnableToExport, take_own_case_file
from openloket.flows.proving.prove_course import Course, arrived, course_of, prove_course
from openloket.intake.models import Receipt
from openloket.people.mandates import Viewer
from openloket.post.kinds import kind_of
from openloket.post.models import Message, Way
from openloket.tenancy.local_time import in_words
from openloket.web.casefile.download import case_file_response
from openloket.web.casefile.pages import pages_of
from openloket.web.mijn.frame import at_mine, for_viewers, mine, viewing
from openloket.web.place import place_of
from openloket.web.portal.guards import moment
from openloket.web.portal.receipt_file import download
from openloket.zaken.mine import zaak_of
from openloket.zaken.models import Zaak

_WAYS = {
    Way.EMAIL: "per e-mail",
    Way.LETTER: "per brief",
    Way.PORTAL: "hier in Mijn omgeving",
    Way.SMS: "per sms",
    Way.BOX: "in uw Berichtenbox van MijnOverheid",
}


@require_safe
@for_viewers
def proof(request: HttpRequest, organisation: str, reference: str) -> HttpResponse:
    """The page."""
    return _page(request, reference)


@require_safe
@for_viewers
def proof_file(request: HttpRequest, organisation: str, reference: str) -> HttpResponse:
    """Only the facts and the words, for a program."""
    course = course_of(*_mine(request, reference))
    content = prove_course(place_of(request).organisation, course, moment())
    return download(content, "application/json", f"afschrift-{reference}.json")


def _page(request: HttpRequest, reference: str, *, too_large: bool = False) -> HttpResponse:
    course = course_of(*_mine(request, reference), words=False)
    here = at_mine(request, f"zaken/{reference}")
    context = {
        "reference": reference,
        "title": course.zaak.title,
        "received": [_received(one) for one in course.received],
        "sent": [_sent(course, one) for one in course.sent],
        "facts": len(course.facts),
        "file_url": f"{here}/afschrift.json",
        "case_file_url": f"{here}/dossier",
        "too_large": too_large,
        "copy_url": at_mine(request, "kopie"),
        "zaak_url": here,
        "check_url": "/controleren",
    }
    title = f"Afschrift van zaak {reference}"
    return mine(request, "proof", title, context, 409 if too_large else 200)


@require_POST
@for_viewers
def case_file(request: HttpRequest, organisation: str, reference: str) -> HttpResponseBase:
    """All of it in one file: pages to read, the proof, what was sent and its files."""
    viewer, found = _mine(request, reference)
    here, now = place_of(request).organisation, moment()
    try:
        made = take_own_case_file(here, viewer, found, pages_of(here, now), now)
    except UnableToExport:
        return _page(request, reference, too_large=True)
    return case_file_response(made, reference)


def _mine(request: HttpRequest, reference: str) -> tuple[Viewer, Zaak]:
    viewer = viewing(request)
    found = zaak_of(viewer, reference)
    if found is None:
        raise Http404
    return viewer, found


def _received(receipt: Receipt) -> dict[str, Any]:
    return {
        "reference": receipt.submission.reference,
        "at": in_words(receipt.submission.received_at),
        "confirmed": in_words(receipt.issued_at),
    }


def _sent(course: Course, message: Message) -> dict[str, Any]:
    read = course.read_at.get(message.pk)
    return {
        "title": kind_of(message.kind).told,
        "at": in_words(message.settled_at or message.created_at),
        "way": _WAYS[Way(message.way)],
        "failed": not arrived(message),
        "read": in_words(read) if read else "",
    }
