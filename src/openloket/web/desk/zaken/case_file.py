"""Taking along the case file of a zaak, of one message, or of all zaken of a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.core.files.storage import default_storage
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.proving.ask_case_file import ask_case_file, fetch_case_file
from openloket.flows.proving.export_case_file import (
    PURPOSES,
    Purpose,
    TooLargeToWaitFor,
    UnableToExport,
    export_case_file,
)
from openloket.flows.proving.export_person_file import export_person_file
from openloket.flows.proving.person_file import zaken_of_person
from openloket.people.reading import Reading, log_reading
from openloket.post.models import Message
from openloket.tenancy.local_time import in_words
from openloket.tenancy.rights import Right, may
from openloket.web.casefile.download import case_file_response
from openloket.web.casefile.pages import pages_of, printers_of
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.wording import short_moment
from openloket.web.place import place_of
from openloket.zaken.access import zaak_for
from openloket.zaken.kept_case_file import is_ready, last_of
from openloket.zaken.models import Zaak


@dataclass(frozen=True, slots=True)
class _About:
    """What somebody wants the case file of: one message, all zaken of the person, or else the zaak."""

    zaak: Zaak
    message_id: int | None = None
    of_person: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def case_file(request: HttpRequest, reference: str, **place: str) -> HttpResponseBase:
    """What is in it and for what it is; with POST the file of the whole zaak."""
    return _act(request, _About(_zaak(request, reference)))


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def of_message(request: HttpRequest, reference: str, message_id: int, **place: str) -> HttpResponseBase:
    """The same of one message that was sent."""
    zaak = _zaak(request, reference)
    if not _is_about(zaak, message_id):
        raise Http404
    return _act(request, _About(zaak, message_id))


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def of_person(request: HttpRequest, reference: str, **place: str) -> HttpResponseBase:
    """The same of all zaken of the person whose zaak this is."""
    zaak = _zaak(request, reference)
    if zaak.person_id is None:
        raise Http404
    return _act(request, _About(zaak, of_person=True))


def case_file_url(request: HttpRequest, zaak: Zaak, message_id: int | None = None) -> str | None:
    """Where the case file is made; None for who may not."""
    if not may(employee_of(request), Right.EXPORT):
        return None
    return _url(request, _About(zaak, message_id))


def _url(request: HttpRequest, about: _About) -> str:
    one = f"/verstuurd/{about.message_id}" if about.message_id is not None else ""
    return at_desk(
        request, f"zaak/{about.zaak.reference}{one}/dossier{'/persoon' if about.of_person else ''}"
    )


def _zaak(request: HttpRequest, reference: str) -> Zaak:
    employee = employee_of(request)
    zaak = zaak_for(employee, reference)
    if zaak is None or not may(employee, Right.EXPORT):
        raise Http404
    return zaak


def _act(request: HttpRequest, about: _About) -> HttpResponseBase:
    if request.method != "POST":
        if about.of_person:
            _log(request, about)
        return _page(request, about)
    if request.POST.get("stap") == "ophalen":
        return _fetch(request, about)
    purpose, now = request.POST.get("doel", ""), timezone.now()
    try:
        made = _made(request, about, purpose, now)
    except TooLargeToWaitFor:
        return _asked(request, about, purpose, now)
    except UnableToExport as refusal:
        return _page(request, about, purpose, str(refusal))
    return _download(about, made)


def _made(request: HttpRequest, about: _About, purpose: str, now: datetime) -> IO[bytes]:
    here, who, zaak = place_of(request).organisation, employee_of(request), about.zaak
    if about.of_person:
        return export_person_file(here, who, zaak, purpose, printers_of(here, now), now)
    return export_case_file(here, who, zaak, purpose, pages_of(here, now), now, about.message_id)


def _download(about: _About, made: IO[bytes]) -> HttpResponseBase:
    of = "dossier-persoon" if about.of_person else "dossier"
    return case_file_response(made, about.zaak.reference, of)


def _asked(request: HttpRequest, about: _About, purpose: str, now: datetime) -> HttpResponse:
    """Too large to wait for: the worker makes it, and the page says when it is there."""
    who = employee_of(request)
    try:
        ask_case_file(who, about.zaak, purpose, about.message_id, now, of_person=about.of_person)
    except UnableToExport as refusal:
        return _page(request, about, purpose, str(refusal))
    return see_other(_url(request, about))


def _fetch(request: HttpRequest, about: _About) -> HttpResponseBase:
    """What the worker made."""
    asked = last_of(about.zaak.pk, about.message_id, of_person=about.of_person)
    try:
        kept = fetch_case_file(employee_of(request), asked, timezone.now())
    except UnableToExport as refusal:
        return _page(request, about, refusal=str(refusal))
    return _download(about, default_storage.open(kept.storage_name))


def _log(request: HttpRequest, about: _About) -> None:
    """Write down for each zaak that is on the page who looks."""
    for zaak in _of_person(about):
        log_reading(employee_of(request), Reading.ZAAK, ("zaak", zaak.pk), "dossier van", timezone.now())


def _of_person(about: _About) -> list[Zaak]:
    if not about.of_person or about.zaak.person_id is None:
        return []
    return zaken_of_person(about.zaak.person_id)


def _page(
    request: HttpRequest, about: _About, chosen: str = Purpose.COURT, refusal: str = ""
) -> HttpResponse:
    here, zaak = _url(request, about), about.zaak
    context = {
        **_kept(about),
        "reference": zaak.reference,
        "product": zaak.title,
        "one": about.message_id is not None,
        "zaken": [
            {"reference": one.reference, "title": one.title, "received": short_moment(one.received_at)}
            for one in _of_person(about)
        ],
        "purposes": [
            {"value": purpose.value, "label": label, "checked": purpose == chosen}
            for purpose, label in PURPOSES.items()
        ],
        "here": here,
        "person_url": _person_url(request, about),
        "refusal": refusal,
        "check_url": "/controleren",
        "back_url": here.removesuffix("/persoon") if about.of_person else here.removesuffix("/dossier"),
    }
    status = 409 if refusal else 200
    return desk_page(request, "desk/case_file.html", _title(about), context, status)


def _title(about: _About) -> str:
    if about.of_person:
        return f"Dossier van een persoon, vanuit {about.zaak.reference}"
    one = f", bericht {about.message_id}" if about.message_id is not None else ""
    return f"Dossier {about.zaak.reference}{one}"


def _person_url(request: HttpRequest, about: _About) -> str:
    """Where all zaken of the same person are taken along; empty where that is not to be had from here."""
    if about.of_person or about.message_id is not None or about.zaak.person_id is None:
        return ""
    return _url(request, _About(about.zaak, of_person=True))


def _kept(about: _About) -> dict[str, Any]:
    """How it stands with one that the worker makes."""
    kept = last_of(about.zaak.pk, about.message_id, of_person=about.of_person)
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
