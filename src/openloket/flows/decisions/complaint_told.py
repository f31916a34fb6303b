"""The outcome of a complaint has left: from that day the complaint is handled (Awb 9:11, 9:12)."""

from datetime import date, datetime

from openloket.evidence.log import Fact, describe, record
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.post.models import Message
from openloket.tenancy import scope
from openloket.zaken.complaints import last_day_for
from openloket.zaken.course import OF_THE_BODY, end_terms
from openloket.zaken.models import Complaint, Status, Zaak


def complaint_told(message_id: int, sent_on: date, at: datetime) -> None:
    """End the term and close the zaak; told twice it happens once."""
    zaak_id = Message.objects.values_list("subject_id", flat=True).get(pk=message_id)
    for fact in ended(zaak_id, sent_on, "system", at):
        record(scope.current(), at, "system", [fact])


def ended(zaak_id: int, on: date, actor: str, at: datetime) -> list[Fact]:
    """The complaint is handled on a day: its term ends, its zaak closes. The fact of it; empty: it was."""
    zaak = Zaak.objects.select_for_update().defer("search").get(pk=zaak_id)
    waiting = Complaint.objects.filter(zaak_id=zaak_id, handled_on=None).exclude(outcome="")
    if not waiting.update(handled_on=on):
        return []
    end_terms(zaak_id, OF_THE_BODY, on)
    Zaak.objects.filter(pk=zaak_id, status=Status.DECIDED).update(status=Status.CLOSED, closed_at=at)
    outcome = Complaint.objects.values_list("outcome", flat=True).get(zaak_id=zaak_id)
    received_on = dag_in_amsterdam(zaak.received_at)
    last_day = last_day_for(outcome, received_on, zaak.last_day, law_calendar())
    body = describe(
        "complaint.handled",
        at,
        actor,
        reference=zaak.reference,
        outcome=outcome,
        on=on.isoformat(),
        in_time=last_day is None or on <= last_day,
    )
    return [Fact("complaint.handled", "zaak", zaak_id, body)]
