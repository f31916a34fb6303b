"""My messages: everything we sent about my zaken, with its exact words; that one was opened is kept."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.flows.correspondence.read_message import read_message
from openloket.flows.letters.printed import printed
from openloket.flows.proving.of_person import messages_about
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.people.mandates import Viewer
from openloket.post.kinds import kind_of
from openloket.post.models import Message, MessageState, Way
from openloket.post.sent import sent_about, sent_to, spoken_of
from openloket.tenancy.addresses import public_url
from openloket.tenancy.local_time import in_words
from openloket.web.message_pdf import view_of
from openloket.web.message_words import shown
from openloket.web.mijn.frame import at_mine, for_viewers, mine, viewing
from openloket.web.place import place_of
from openloket.web.portal.guards import moment
from openloket.web.portal.receipt_file import download
from openloket.zaken.mine import zaken_of
from openloket.zaken.models import Besluit, Filing, Zaak
from openloket.zaken.places import Place, Sort, read_place

PAGE = 20
_WAYS = {
    Way.EMAIL: "per e-mail",
    Way.LETTER: "per brief",
    Way.PORTAL: "hier in Mijn omgeving",
    Way.SMS: "per sms",
    Way.BOX: "in uw Berichtenbox van MijnOverheid",
}


_LOST = "De e-mail over dit bericht kwam niet aan."
_TEXTED = "Daarom stuurden wij u een sms."
_NO_LETTER = "U opende het bericht, dus er komt geen brief."
_CHECK = "Klopt uw e-mailadres nog? Kijk bij"
_TO_BOX = "onderweg naar uw Berichtenbox van MijnOverheid"
_LATER = {
    "message_corrected": "Dit bericht klopte niet helemaal. Lees het nieuwe bericht:",
    "message_withdrawn": "Dit bericht geldt niet meer. Lees waarom:",
    "notice_letter": "De e-mail over dit bericht kwam niet aan. Daarom stuurden wij het ook per brief:",
}
_TELLING = ("notice_sms", "notice_letter")
_EARLIER = {
    "message_corrected": "Dit bericht komt in de plaats van:",
    "message_withdrawn": "Dit gaat over dit eerdere bericht:",
}


@require_safe
@for_viewers
def messages(request: HttpRequest, organisation: str) -> HttpResponse:
    """A page of what we sent, newest first."""
    viewer, place = viewing(request), read_place(request.GET.get("na", ""), Sort.NEWEST)
    after = (place.key, place.row_id) if place else None
    found = sent_about(messages_about(viewer), viewer.person_id, PAGE + 1, after)  # type: ignore[arg-type] # by this sort the key is a moment
    last = found[PAGE - 1] if len(found) > PAGE else None
    next_place = Place(last.created_at, last.pk).text() if last else ""
    context = {
        "messages": [_row(request, one) for one in found[:PAGE]],
        "first_url": at_mine(request, "berichten") if place else None,
        "next_url": at_mine(request, "berichten", na=next_place) if last else None,
    }
    return mine(request, "messages", "Berichten", context)


@require_safe
@for_viewers
def message(request: HttpRequest, organisation: str, message_id: int) -> HttpResponse:
    """One message as it was sent; opening it is kept, with the moment (Awb 2:25)."""
    viewer = viewing(request)
    found = _message(viewer, message_id)
    if request.method == "GET":
        read_message(viewer, found, moment())
    zaak = _zaak(viewer, found)
    known = Besluit.objects.filter(message=found).exclude(made_known_on=None).values_list("pk", flat=True)
    besluit_id = known.first()
    context = {
        "message": _row(request, found),
        "parts": shown(found.text, public_url(place_of(request).organisation, "")),
        "subject_line": found.subject_line,
        "zaak": {"title": zaak.title, "url": at_mine(request, f"zaken/{zaak.reference}")} if zaak else None,
        "besluit_url": at_mine(request, f"besluit/{besluit_id}") if besluit_id else None,
        "again": _again(found),
        "about": _about(request, found),
        "pdf_url": at_mine(request, f"berichten/{found.pk}/bericht.pdf"),
        "messages_url": at_mine(request, "berichten"),
    }
    return mine(request, "message", f"Bericht: {found.subject_line}", context)


@require_safe
@for_viewers
def message_pdf(request: HttpRequest, organisation: str, message_id: int) -> HttpResponse:
    """The message as PDF/UA, always in the same bytes; whoever keeps it has read it."""
    viewer, now = viewing(request), moment()
    found = _message(viewer, message_id)
    if request.method == "GET":
        read_message(viewer, found, now)
    zaak = _zaak(viewer, found)
    view = view_of(place_of(request).organisation, found, zaak.reference if zaak else "")
    return download(printed(found, view, now), "application/pdf", f"bericht-{found.pk}.pdf")


def _message(viewer: Viewer, message_id: int) -> Message:
    found = sent_to(messages_about(viewer), message_id)
    if found is None:
        raise Http404
    return found


def _again(found: Message) -> str:
    """That it did not arrive at first, and when it counts as sent (2:11(3)); empty for what was sent once."""
    first = found.step == 1 and found.instead_of_id is None
    if first or found.kind in ("notice_letter", "notice_sms"):
        return ""
    if found.sent_at is None:
        return "Dit bericht kwam niet aan. Wij sturen het opnieuw. Dan begint ook uw tijd om iets te doen."
    day = datum_in_woorden(dag_in_amsterdam(found.sent_at))
    return (
        f"Dit bericht kwam eerst niet aan. Wij stuurden het opnieuw op {day}. Die dag telt (Awb 2:11 lid 3)."
    )


def _about(request: HttpRequest, found: Message) -> list[dict[str, str]]:
    """Which message this one corrects or withdraws, and which one did that to this (Awb 2:12)."""
    later = spoken_of(found)
    lines = [(_LATER[one.kind], one) for one in later if one.kind in _LATER]
    if found.about is not None:
        lines.append((_EARLIER.get(found.kind, "Dit gaat over een eerder bericht."), found.about))
    about = [
        {"text": text, "label": one.subject_line, "url": at_mine(request, f"berichten/{one.pk}")}
        for text, one in lines
    ]
    return [*_texted(request, found), *about]


def _texted(request: HttpRequest, found: Message) -> list[dict[str, str]]:
    """That the notice did not arrive, that a text message went, and what to do about it (Awb 2:11(2))."""
    told = {one.kind: one for one in Message.objects.filter(about=found, kind__in=_TELLING).defer("text")}
    text, letter = told.get("notice_sms"), told.get("notice_letter")
    if text is None or (letter is not None and letter.state == MessageState.POSTED):
        return []
    said = [_LOST]
    if text.state == MessageState.HANDED_OVER:
        said.append(_TEXTED)
    if text.act_at is None and letter is None:
        said.append(_NO_LETTER)
    words = " ".join([*said, _CHECK])
    return [{"text": words, "label": "Mijn gegevens", "url": at_mine(request, "gegevens")}]


def _zaak(viewer: Viewer, found: Message) -> Zaak | None:
    by = "pk" if found.subject_kind == "zaak" else "submission_id"
    zaak: Zaak | None = zaken_of(viewer).filter(**{by: found.subject_id}).first()
    if zaak is None:
        joined = Filing.objects.filter(submission_id=found.subject_id).values("zaak_id")
        zaak = zaken_of(viewer).filter(pk__in=joined).first()
    return zaak


def _row(request: HttpRequest, one: Message) -> dict[str, Any]:
    return {
        "title": kind_of(one.kind).told,
        "subject": one.subject_line,
        "at": in_words(one.settled_at or one.created_at),
        "way": _TO_BOX if one.way == Way.BOX and one.sent_at is None else _WAYS[Way(one.way)],
        "failed": one.state == MessageState.FAILED,
        "is_read": getattr(one, "is_read", True),
        "url": at_mine(request, f"berichten/{one.pk}"),
    }
