"""A complaint at the desk: what it is about, what was done, whether a committee advises, and its outcome."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from openloket.flows.decisions.handle_complaint import (
    ComplaintOutcome,
    UnableToHandleComplaint,
    handle_complaint,
)
from openloket.flows.decisions.note_complaint import ComplaintNote, UnableToNoteComplaint, note_complaint
from openloket.flows.decisions.set_advice import UnableToSetAdvice, set_advice
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.procedures import klacht_niet_behandelen
from openloket.offer.calendar import law_calendar
from openloket.tenancy.models import Employee
from openloket.web.desk.deciding.complaint_fields import note_fields, outcome_fields
from openloket.web.desk.deciding.dispute import Dispute, Wrong, answer
from openloket.web.desk.frame import at_desk, for_employees
from openloket.web.desk.wording import short_day
from openloket.zaken.complaints import TOPICS, complaint_of, mark_of
from openloket.zaken.models import OPEN, Complaint, Zaak

_DONE = {
    "bewaren": "Bewaard in het register.",
    "advies": "Vastgelegd. De termijn is langer en de afzender krijgt bericht.",
    "afdoen": "De afdoening is vastgelegd.",
}


def offer_complaint(employee: Employee, zaak: Zaak) -> tuple[str, str] | None:
    """The link on the page of a complaint."""
    return ("Klacht behandelen en afdoen", "klacht") if zaak.kind == Berichtsoort.KLACHT else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def complaint(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """Show it; or keep what was noted, note that advice is asked, or write the outcome."""
    return answer(request, reference, _COMPLAINT)


def _do(request: HttpRequest, employee: Employee, zaak: Zaak, act: str, now: datetime) -> None:
    posted = request.POST
    if act == "bewaren":
        note = ComplaintNote(
            posted.get("onderwerp", ""), posted.get("afdeling", ""), posted.getlist("stappen")
        )
        note_complaint(employee, zaak, posted.get("gezien", ""), note, now)
    elif act == "advies":
        set_advice(employee, zaak, now)
    elif act == "afdoen":
        handle_complaint(employee, zaak, _outcome(request), now)
    else:
        raise UnableToNoteComplaint("Deze knop kennen wij niet.")


def _outcome(request: HttpRequest) -> ComplaintOutcome:
    names = ("uitkomst", "bevindingen", "oordeel", "conclusies", "ombudsman", "ombudsman_termijn")
    return ComplaintOutcome(*(request.POST.get(name, "").replace("\r\n", "\n").strip() for name in names))


def _shown(request: HttpRequest, zaak: Zaak, wrong: Wrong) -> dict[str, Any]:
    """Everything about the complaint; after a refusal with what was typed."""
    row = complaint_of(zaak.pk)
    open_now = zaak.status in OPEN and not (row and row.outcome)
    posted = request.POST
    return {
        "register_url": at_desk(request, f"klachten/{row.year}") if row else None,
        "seen": _seen(request, row, wrong),
        "note_fields": note_fields(posted, row, wrong) if open_now else [],
        "outcome_fields": outcome_fields(posted, wrong) if open_now and row else [],
        "refuse_by": _refuse_by(zaak),
        "outcome": _outcome_of(row) if row and row.outcome else None,
    }


def _seen(request: HttpRequest, row: Complaint | None, wrong: Wrong) -> str:
    """What the employee saw: as before after a mistake in a field, else what is shown now."""
    mistake = request.POST.get("doe") == "bewaren" and wrong and not wrong.get("")
    return request.POST.get("gezien", "") if mistake else mark_of(row)


def _refuse_by(zaak: Zaak) -> str:
    """The last day to write that the complaint is not handled (Awb 9:8(3))."""
    last = klacht_niet_behandelen(dag_in_amsterdam(zaak.received_at), law_calendar()).laatste_dag
    return short_day(last) if last else ""


def _outcome_of(row: Complaint) -> dict[str, Any]:
    return {
        "label": Complaint.Outcome(row.outcome).label.capitalize(),
        "topic": TOPICS.get(row.topic, row.topic),
        "conduct_of": row.conduct_of,
        "findings": row.findings.splitlines(),
        "judgement": row.judgement.splitlines(),
        "conclusions": row.conclusions.splitlines(),
        "handled": short_day(row.handled_on) if row.handled_on else None,
    }


_COMPLAINT = Dispute(
    Berichtsoort.KLACHT,
    "klacht",
    act=_do,
    shown=_shown,
    refusals=(UnableToNoteComplaint, UnableToHandleComplaint, UnableToSetAdvice),
    done=_DONE,
)
