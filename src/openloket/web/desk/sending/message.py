"""One message that was written about a zaak: its exact words, its way with the why, and what can be done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from openloket.flows.correspondence.send_message import (
    CORRECTED,
    WITHDRAWN,
    UnableToSend,
    correctable,
    may_stop,
    stop_message,
)
from openloket.flows.letters.printed import printed
from openloket.post.kinds import kind_of
from openloket.post.models import Message, MessageRead, MessageState, Way
from openloket.web.desk.delivery.suppressed import note_of
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.sending.send import readable
from openloket.web.desk.sending.send_parts import words_of
from openloket.web.desk.wording import short_moment
from openloket.web.desk.zaken.case_file import case_file_url
from openloket.web.message_facts import facts_of, state_words, why_of
from openloket.web.message_pdf import view_of
from openloket.web.place import place_of
from openloket.web.portal.receipt_file import download
from openloket.zaken.models import Zaak

MOST = 30
_DONE = {
    "verstuurd": "Dit bericht gaat nu weg.",
    "tegengehouden": "Tegengehouden. Dit bericht gaat niet weg.",
}
_BETWEEN = {
    CORRECTED: "Verbeterd met",
    WITHDRAWN: "Ingetrokken met",
    "notice": "Melding",
    "notice_sms": "Melding kwam niet aan",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def message(request: HttpRequest, reference: str, message_id: int, **place: str) -> HttpResponse:
    """The message; with POST it is kept back, as long as it has not left."""
    zaak, now = readable(request, reference, f"bericht van {reference}"), timezone.now()
    found = _found(zaak, message_id)
    if request.method != "POST":
        return _page(request, zaak, found)
    try:
        stop_message(employee_of(request), zaak, found.pk, now)
    except UnableToSend as refusal:
        return _page(request, zaak, _found(zaak, message_id), str(refusal))
    here = at_desk(request, f"zaak/{reference}/verstuurd/{found.pk}", gedaan="tegengehouden")
    return see_other(here)


@require_safe
@for_employees
def message_file(request: HttpRequest, reference: str, message_id: int, **place: str) -> HttpResponse:
    """The same as PDF/UA, in the bytes that its reader gets too."""
    zaak, now = readable(request, reference, f"bericht van {reference} als PDF"), timezone.now()
    found = _found(zaak, message_id)
    view = view_of(place_of(request).organisation, found, reference)
    return download(printed(found, view, now), "application/pdf", f"bericht-{found.pk}.pdf")


def written_about(zaak: Zaak) -> list[Message]:
    """All that was written about a zaak, the newest first, without the words."""
    return list(_about(zaak).defer("text", "html", "way_why").order_by("-id"))


def listed(found: Sequence[Message], root: str) -> list[dict[str, Any]]:
    """The newest of them for the page of the zaak; a notice stands with what it announces."""
    shown = [one for one in found if one.kind != "notice"]
    replaced = {one.instead_of_id: one.way for one in found}
    return [
        {
            "title": kind_of(one.kind).title,
            "at": short_moment(one.created_at),
            "state": state_words(one, replaced.get(one.pk, "")),
            "url": f"{root}/verstuurd/{one.pk}",
        }
        for one in shown[:MOST]
    ]


def _about(zaak: Zaak) -> Any:
    receipts = Q(subject_kind="submission", subject_id=zaak.submission_id)
    return Message.objects.filter(Q(subject_kind="zaak", subject_id=zaak.pk) | receipts)


def _found(zaak: Zaak, message_id: int) -> Message:
    found: Message | None = _about(zaak).filter(pk=message_id).first()
    if found is None:
        raise Http404
    return found


def _read_at(found: Message) -> datetime | None:
    return MessageRead.objects.filter(message=found).order_by("at").values_list("at", flat=True).first()


def _page(request: HttpRequest, zaak: Zaak, found: Message, refusal: str = "") -> HttpResponse:
    root = at_desk(request, f"zaak/{zaak.reference}")
    later = list(Message.objects.filter(about=found).order_by("id"))
    context = {
        "zaak": {"reference": zaak.reference, "product": zaak.title, "sender": zaak.sender},
        "title": kind_of(found.kind).title,
        "subject_line": found.subject_line,
        "parts": words_of(place_of(request).organisation, found.text, Way(found.way)),
        "facts": facts_of(found, _read_at(found)),
        "why": why_of(found),
        "others": _others(found, later, root),
        **_new(zaak, found, later, root),
        "stoppable": may_stop(found),
        "here": f"{root}/verstuurd/{found.pk}",
        "pdf_url": f"{root}/verstuurd/{found.pk}/bericht.pdf",
        "case_file_url": case_file_url(request, zaak, found.pk),
        "notice": _told(request, found) if not refusal else None,
        "suppressed": note_of(request, found),
        "refusal": refusal,
        "back_url": root,
    }
    heading = f"{kind_of(found.kind).title} {short_moment(found.created_at)}, {zaak.reference}"
    return desk_page(request, "desk/message.html", heading, context, 409 if refusal else 200)


def _told(request: HttpRequest, found: Message) -> str:
    """What was just done; a letter still has to be printed by somebody."""
    done = request.GET.get("gedaan", "")
    if done == "verstuurd" and found.state == MessageState.TO_POST:
        return "Dit is een brief. Print en verstuur hem bij ‘Post’."
    return _DONE.get(done, "")


def _new(zaak: Zaak, found: Message, later: Sequence[Message], root: str) -> dict[str, str | None]:
    """Where a new message corrects or withdraws this one (Awb 2:12): each once, nothing once withdrawn."""
    done = {one.kind for one in later if one.state != MessageState.WITHDRAWN}
    over = WITHDRAWN in done or correctable(zaak, found.pk) is None
    return {
        name: None if over or kind in done else f"{root}/bericht?over={found.pk}&soort={kind}"
        for name, kind in (("correct_url", CORRECTED), ("withdraw_url", WITHDRAWN))
    }


def _others(found: Message, later: Sequence[Message], root: str) -> list[dict[str, str]]:
    """The messages that this one is tied to: what announces, corrects or withdraws it, and the reverse."""
    tied = [(_BETWEEN.get(one.kind, "Hoort erbij"), one) for one in later]
    if found.about is not None:
        tied.insert(0, ("Gaat over", found.about))
    return [
        {"label": label, "text": one.subject_line, "at": short_moment(one.created_at),
         "url": f"{root}/verstuurd/{one.pk}"}
        for label, one in tied
    ]  # fmt: skip
