"""Taking the case file of a zaak or of one message along: in one press for a judge, or for something else."""

from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.ask_case_file import ask_case_file, fetch_case_file
from openloket.flows.export_case_file import (
    PURPOSES,
    Purpose,
    TooLargeToWaitFor,
    UnableToExport,
    export_case_file,
)
from openloket.people.reading import Reading, log_reading
from openloket.post.models import Message
from openloket.tenancy.local_time import in_words
from openloket.tenancy.rights import Right, may
from openloket.web.casefile.download import case_file_response
from openloket.web.casefile.pages import pages_of
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.place import place_of
from openloket.zaken.access import zaak_for
from openloket.zaken.kept_case_file import is_ready, last_of
from openloket.zaken.models import Zaak


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def case_file(request: HttpRequest, reference: str, **place: str) -> HttpResponseBase:
    """What is in it and for what it is; with POST the file of the whole zaak."""
    return _act(request, reference, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def of_message(request: HttpRequest, reference: str, message_id: int, **place: str) -> HttpResponseBase:
    """The same of one message that was sent."""
    return _act(request, reference, message_id)


def case_file_url(request: HttpRequest, zaak: Zaak, message_id: int | None = None) -> str | None:
    """Where the case file is made; None for who may not."""
    if not may(employee_of(request), Right.EXPORT):
        return None
    about = f"/verstuurd/{message_id}" if message_id is not None else ""
    return at_desk(request, f"zaak/{zaak.reference}{about}/dossier")


def _act(request: HttpRequest, reference: str, message_id: int | None) -> HttpResponseBase:
    employee, organisation, now = employee_of(request), place_of(request).organisation, timezone.now()
    zaak = zaak_for(employee, reference)
    if zaak is None or not may(employee, Right.EXPORT):
        raise Http404
    if message_id is not None and not _is_about(zaak, message_id):
        raise Http404
    if request.method != "POST":
        return _page(request, zaak, message_id)
    if request.POST.get("stap") == "ophalen":
        return _fetch(request, zaak, message_id)
    purpose = request.POST.get("doel", "")
    try:
        made = export_case_file(
            organisation, employee, zaak, purpose, pages_of(organisation, now), now, message_id
        )
    except TooLargeToWaitFor:
        return _asked(request, zaak, purpose, message_id, now)
    except UnableToExport as refusal:
        return _page(request, zaak, message_id, purpose, str(refusal))
    return case_file_response(made, reference)


def _asked(
    request: HttpRequest, zaak: Zaak, purpose: str, message_id: int | None, now: datetime
) -> HttpResponse:
    """Too large to wait for: the worker makes it, and the page says when it is there."""
    try:
        ask_case_file(employee_of(request), zaak, purpose, message_id, now)
    except UnableToExport as refusal:
        return _page(request, zaak, message_id, purpose, str(refusal))
    return see_other(case_file_url(request, zaak, message_id) or at_desk(request))


def _fetch(request: HttpRequest, zaak: Zaak, message_id: int | None) -> HttpResponseBase:
    """What the worker made."""
    employee, now = employee_of(request), timezone.now()
    log_reading(employee, Reading.ZAAK, ("zaak", zaak.pk), f"dossier van {zaak.reference}: ophalen", now)
    try:
        kept = fetch_case_file(employee, last_of(zaak.pk, message_id), now)
    except UnableToExport as refusal:
        return _page(request, zaak, message_id, refusal=str(refusal))
    return case_file_response(default_storage.open(kept.storage_name), zaak.reference)


def _page(
    request: HttpRequest, zaak: Zaak, message_id: int | None, chosen: str = Purpose.COURT, refusal: str = ""
) -> HttpResponse:
    here = case_file_url(request, zaak, message_id)
    context = {
        **_kept(zaak, message_id),
        "reference": zaak.reference,
        "product": zaak.title,
        "one": message_id is not None,
        "purposes": [
            {"value": purpose.value, "label": label, "checked": purpose == chosen}
            for purpose, label in PURPOSES.items()
        ],
        "here": here,
        "refusal": refusal,
        "check_url": "/controleren",
        "back_url": (here or "").removesuffix("/dossier"),
    }
    status = 409 if refusal else 200
    return desk_page(request, "desk/case_file.html", f"Dossier {zaak.reference}", context, status)


def _kept(zaak: Zaak, message_id: int | None) -> dict[str, Any]:
    """How it stands with one that the worker makes."""
    kept = last_of(zaak.pk, message_id)
    ready = kept is not None and is_ready(kept, timezone.now())
    return {
        "making": in_words(kept.asked_at) if kept and kept.made_at is None else "",
        "ready_until": in_words(kept.until) if kept and kept.until and ready else "",
        "size": kept.size if kept else 0,
    }


def _is_about(zaak: Zaak, message_id: int) -> bool:
    about = Q(subject_kind="zaak", subject_id=zaak.pk)
    about |= Q(subject_kind="submission", subject_id=zaak.submission_id)
    return Message.objects.filter(about, pk=message_id).exists()
