"""The outcome of a complaint has left: from that day the complaint is handled (Awb 9:11, 9:12)."""

from datetime import date, datetime

from openloket.evidence.canonical import JsonValue
from openloket.evidence.log import Fact, describe, record
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.post.models import Message, Way
from openloket.tenancy import scope
from openloket.zaken.complaints import last_day_for
from openloket.zaken.course import OF_THE_BODY, end_terms
from openloket.zaken.models import Complaint, Status, Zaak


def complaint_told(message_id: int, sent_on: date, at: datetime) -> None:
    """End the term and close the zaak; told twice it happens once."""
    zaak_id = Message.objects.values_list("subject_id", flat=True).get(pk=message_id)
    for fact in ended(zaak_id, sent_on, "system", at):
        record(scope.current(), at, "system", [fact])


def told_again(message_id: int, sent_on: date, at: datetime, *, opened: bool = False) -> None:
    """The outcome came back and left once more: it was told on that day and no earlier (Awb 2:11(3)).

    What stood ready in Mijn omgeving was sent then, also when its notice failed: that day stays (2:19 b).
    """
    message = Message.objects.only("way", "subject_id").get(pk=message_id)
    earlier = Complaint.objects.select_related("zaak").filter(
        zaak_id=message.subject_id, handled_on__lt=sent_on
    )
    kept = earlier.first()
    if opened or message.way == Way.PORTAL or kept is None or kept.handled_on is None:
        return
    was, zaak = kept.handled_on, kept.zaak
    if not earlier.filter(handled_on=was).update(handled_on=sent_on):
        return
    last_day = last_day_for(kept.outcome, dag_in_amsterdam(zaak.received_at), zaak.last_day, law_calendar())
    in_time = last_day is None or sent_on <= last_day
    days: dict[str, JsonValue] = {"was": was.isoformat(), "sent_on": sent_on.isoformat()}
    kind, actor = "complaint.told_again", "system"
    body = describe(kind, at, actor, reference=zaak.reference, in_time=in_time, **days)
    record(scope.current(), at, actor, [Fact(kind, "zaak", zaak.pk, body)])


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
