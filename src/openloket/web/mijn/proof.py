"""What was received, sent and read in one zaak, on a page and as a file that can be checked (Awb 2:25)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.flows.prove_course import Course, arrived, course_of, prove_course
from openloket.intake.models import Receipt
from openloket.post.kinds import kind_of
from openloket.post.models import Message, Way
from openloket.tenancy.local_time import in_words
from openloket.web.mijn.frame import at_mine, for_viewers, mine, viewing
from openloket.web.place import place_of
from openloket.web.portal.guards import moment
from openloket.web.portal.receipt_file import download
from openloket.zaken.mine import zaak_of

_WAYS = {Way.EMAIL: "per e-mail", Way.LETTER: "per brief"}


@require_safe
@for_viewers
def proof(request: HttpRequest, organisation: str, reference: str) -> HttpResponse:
    """The page."""
    course = _course(request, reference)
    here = at_mine(request, f"zaken/{reference}")
    context = {
        "reference": reference,
        "title": course.zaak.title,
        "received": [_received(one) for one in course.received],
        "sent": [_sent(course, one) for one in course.sent],
        "facts": len(course.facts),
        "file_url": f"{here}/afschrift.json",
        "zaak_url": here,
        "check_url": "/controleren",
    }
    return mine(request, "proof", f"Afschrift van zaak {reference}", context)


@require_safe
@for_viewers
def proof_file(request: HttpRequest, organisation: str, reference: str) -> HttpResponse:
    """The file."""
    content = prove_course(place_of(request).organisation, _course(request, reference), moment())
    return download(content, "application/json", f"afschrift-{reference}.json")


def _course(request: HttpRequest, reference: str) -> Course:
    viewer = viewing(request)
    found = zaak_of(viewer, reference)
    if found is None:
        raise Http404
    return course_of(viewer, found)


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
