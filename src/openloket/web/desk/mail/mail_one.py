"""One e-mail as it came in: what it says, what became of it and why; one click receives it after all."""

from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from openloket.flows.mail.receive_anyway import UnableToReceive, receive_anyway
from openloket.intake.mailbox import mail_with
from openloket.intake.mails import BytesLost, bytes_of
from openloket.intake.models import MailState, RawMail
from openloket.law.kalender import dag_in_amsterdam
from openloket.mailread.mail import Mail
from openloket.mailread.reading import read
from openloket.offer.catalogue import load
from openloket.people.reading import Reading, log_reading
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.desk.mail.mail_words import KINDS, STATES, WAITS, is_doubtful, sender_checked
from openloket.web.desk.wording import short_moment
from openloket.web.desk.zaken.product import offer_product
from openloket.web.place import place_of
from openloket.zaken.access import zaak_with_papers_for
from openloket.zaken.mailed import references_of

_SHOWN = 8_000  # letters of the text; the file holds the rest
_LOST = "Wij kunnen deze e-mail niet meer lezen zoals hij binnenkwam. Vraag de beheerder om hulp."


@require_safe
@for_employees
def mail_one(request: HttpRequest, mail_id: int, **place: str) -> HttpResponse:
    """The e-mail; who reads it is written down first."""
    return _page(request, _found(request, mail_id), None)


@require_safe
@for_employees
def original(request: HttpRequest, mail_id: int, **place: str) -> HttpResponseBase:
    """The bytes as they came, as a download: the browser must not guess, run or show it."""
    row = _found(request, mail_id)
    reason = "e-mail zoals hij binnenkwam"
    log_reading(employee_of(request), Reading.ATTACHMENT, ("mail", row.pk), reason, timezone.now())
    try:
        content = bytes_of(row)
    except (BytesLost, OSError):
        return _page(request, row, _LOST)
    response = FileResponse(
        BytesIO(content), as_attachment=True, filename=f"e-mail-{row.pk}.eml", content_type="message/rfc822"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@for_employees
def receive(request: HttpRequest, mail_id: int, **place: str) -> HttpResponseBase:
    """Receive it after all, and go to its zaak; or say why that can't be done (409)."""
    employee, row = employee_of(request), _found(request, mail_id)
    if not may(employee, Right.HANDLE):
        raise Http404
    try:
        handled = receive_anyway(employee, place_of(request).organisation, row.pk, timezone.now())
    except UnableToReceive as refusal:
        return _page(request, _found(request, mail_id), str(refusal))
    return see_other(at_desk(request, f"zaak/{handled.reference}" if handled.reference else f"mail/{row.pk}"))


def _found(request: HttpRequest, mail_id: int) -> RawMail:
    row = mail_with(mail_id) if may(employee_of(request), Right.READ) and mail_id < 2**62 else None
    if row is None:
        raise Http404
    return row


def _page(request: HttpRequest, row: RawMail, refusal: str | None) -> HttpResponse:
    employee = employee_of(request)
    log_reading(employee, Reading.ATTACHMENT, ("mail", row.pk), "e-mail gelezen", timezone.now())
    label, colour = STATES[MailState(row.state)]
    receivable = may(employee, Right.HANDLE) and row.state == MailState.APART
    context = {
        "mail": {
            "subject": row.subject_line or "zonder onderwerp",
            "at": short_moment(row.received_at),
            "kind": KINDS.get(row.kind, "nog niet bekeken"),
            "state": label,
            "colour": colour,
            "reasons": row.reasons or [WAITS],
            "checks": sender_checked(row.authentication),
            "is_doubtful": is_doubtful(row.authentication),
            **_said(row),
        },
        "zaak": _zaak(request, employee, row),
        "receive_url": at_desk(request, f"mail/{row.pk}/ontvang") if receivable else None,
        "original_url": at_desk(request, f"mail/{row.pk}/origineel"),
        "back_url": at_desk(request, "mail"),
        "refusal": refusal,
    }
    return desk_page(request, "desk/mail_one.html", f"E-mail {row.pk}", context, 409 if refusal else 200)


def _said(row: RawMail) -> dict[str, Any]:
    """What it says, out of the bytes themselves."""
    try:
        mail = read(bytes_of(row))
    except (BytesLost, OSError):
        nothing = {"text": [], "is_cut": False, "files": []}
        return {"from": row.sender, "to": row.mailbox, "lost": _LOST, **nothing}
    return {
        "from": _people(mail) or row.sender or "onbekend",
        "to": ", ".join(one.address for one in mail.to[:10]) or row.mailbox,
        "text": [piece.split("\n") for piece in mail.text[:_SHOWN].split("\n\n") if piece.strip()],
        "is_cut": len(mail.text) > _SHOWN,
        "files": [{"name": file.name, "size": file.size} for file in mail.attachments[:100]],
        "lost": None,
    }


def _people(mail: Mail) -> str:
    return ", ".join(f"{one.name} <{one.address}>" if one.name else one.address for one in mail.senders[:5])


def _zaak(request: HttpRequest, employee: Employee, row: RawMail) -> dict[str, Any] | None:
    """The zaak that it belongs to; with other products to choose while that may still be corrected."""
    known = references_of(employee, [row.submission_id] if row.submission_id else [])
    reference = known.get(row.submission_id or 0)
    zaak = zaak_with_papers_for(employee, reference) if reference else None
    if zaak is None:
        return None
    began = zaak.submission_id == row.submission_id
    free = began and may(employee, Right.HANDLE) and offer_product(employee, zaak)
    listed = load(dag_in_amsterdam(timezone.now())).listed if free else ()
    return {
        "reference": zaak.reference,
        "title": zaak.title,
        "url": at_desk(request, f"zaak/{zaak.reference}"),
        "seen": zaak.service_id,
        "product_url": at_desk(request, f"zaak/{zaak.reference}/product") if free else None,
        "products": [
            {"value": one.service_id, "label": one.title}
            for one in listed
            if one.service_id != zaak.service_id
        ],
    }
