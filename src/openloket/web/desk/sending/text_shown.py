"""Texts of messages with the data of a chosen zaak: on the page, as an e-mail page, and as a letter."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.people.reading import Reading, log_reading
from openloket.post import templates
from openloket.post.kinds import Kind
from openloket.post.letter_pdf.render import render_letter_pdf
from openloket.post.models import Template, Way
from openloket.post.templates import Texts
from openloket.tenancy.addresses import public_url
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import at_desk, desk_page, for_employees
from openloket.web.desk.sending.text_preview import letter, rendered
from openloket.web.desk.sending.texts import writable, writer_of
from openloket.web.desk.wording import short_day
from openloket.web.desk.zaken.door import read_zaak
from openloket.web.message_words import shown_at_desk
from openloket.web.place import place_of
from openloket.web.portal.receipt_file import download
from openloket.zaken.models import Zaak
from openloket.zaken.queries import ALL, InboxQuery, inbox

MOST_RECENT = 8


@require_safe
@for_employees
def shown(request: HttpRequest, kind: str, **place: str) -> HttpResponse:
    """The words as in Mijn omgeving, and the way to the two other forms. Reading is written down first."""
    about, now = writable(kind), timezone.now()
    reference = request.GET.get("kenmerk", "").strip().upper()
    context = {
        "title": about.title,
        "reference": reference,
        "back_url": at_desk(request, f"teksten/{about.name}"),
        "here": at_desk(request, f"teksten/{about.name}/voorbeeld"),
        "recent": _recent(request, about, now),
    }
    zaak = _zaak(request, about, reference, now) if reference else None
    if zaak is not None:
        made = rendered(place_of(request).organisation, zaak, about, _written(about), Way.PORTAL)
        here = at_desk(request, f"teksten/{about.name}/voorbeeld")
        context |= {
            "subject_line": made.subject_line,
            "parts": shown_at_desk(made.text, public_url(place_of(request).organisation, "")),
            "email_url": f"{here}/{zaak.reference}.html",
            "letter_url": f"{here}/{zaak.reference}.pdf",
        }
    lost = bool(reference) and zaak is None
    context |= {"refusal": "Dit kenmerk vinden wij niet." if lost else None}
    title = f"Voorbeeld: {about.title}"
    return desk_page(request, "desk/text_shown.html", title, context, 404 if lost else 200)


@require_safe
@for_employees
def as_email(request: HttpRequest, kind: str, reference: str, **place: str) -> HttpResponse:
    """The e-mail as it would be seen; a page of its own, in which nothing runs and nothing is loaded."""
    about, now = writable(kind), timezone.now()
    zaak = _must(request, about, reference, now)
    made = rendered(place_of(request).organisation, zaak, about, _written(about), Way.EMAIL)
    response = HttpResponse(made.html)
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
@for_employees
def as_letter(request: HttpRequest, kind: str, reference: str, **place: str) -> HttpResponse:
    """The letter, as PDF/UA."""
    about, now = writable(kind), timezone.now()
    zaak = _must(request, about, reference, now)
    organisation = place_of(request).organisation
    made = rendered(organisation, zaak, about, _written(about), Way.LETTER)
    content = render_letter_pdf(letter(organisation, zaak, made, now))
    return download(content, "application/pdf", f"voorbeeld-{about.name}.pdf")


def _recent(request: HttpRequest, kind: Kind, now: datetime) -> list[dict[str, str]]:
    """The newest zaken to choose from, without names; that they were read is written down first."""
    employee = writer_of(request)
    if not may(employee, Right.READ):
        return []
    query, prefix = InboxQuery(status=ALL), place_of(request).organisation.reference_prefix
    rows = inbox(query, employee, prefix, dag_in_amsterdam(now)).rows[:MOST_RECENT]
    reason = f"voorbeeld van een tekst, zaken om uit te kiezen: {len(rows)}"
    log_reading(employee, Reading.ZAAK_LIST, ("zaak_list", 0), reason, now)
    return [
        {
            "reference": row.reference,
            "title": row.title,
            "received": short_day(dag_in_amsterdam(row.received_at)),
            "url": at_desk(request, f"teksten/{kind.name}/voorbeeld", kenmerk=row.reference),
        }
        for row in rows
    ]


def _written(kind: Kind) -> Texts:
    """The draft, else what is in use, else nothing but the shared texts."""
    live = Template.objects.filter(kind=kind.name).exclude(state=Template.State.REPLACED)
    found = live.order_by("-number").first()
    return templates.written_in(found) if found else templates.SHARED


def _must(request: HttpRequest, kind: Kind, reference: str, now: datetime) -> Zaak:
    writer_of(request)
    return read_zaak(request, reference, f"voorbeeld van een tekst: {kind.name}", now)


def _zaak(request: HttpRequest, kind: Kind, reference: str, now: datetime) -> Zaak | None:
    writer_of(request)
    try:
        return _must(request, kind, reference, now)
    except Http404:
        return None
