"""An employee notes about a complaint: the topic, which department it is about, and what was done already."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.decisions.complaint_arrived import register
from openloket.flows.unable import UnableAtField
from openloket.law.kanalen import Berichtsoort
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.complaints import STEPS, TOPICS, complaint_of, mark_of
from openloket.zaken.models import OPEN, Complaint, Zaak

LONGEST = 120


@dataclass(frozen=True, slots=True)
class ComplaintNote:
    """What is noted. `steps` are names of zaken.complaints.STEPS; `conduct_of` names no person."""

    topic: str
    conduct_of: str
    steps: Collection[str]


class UnableToNoteComplaint(UnableAtField):
    """It can't be noted; the message is what the employee must be told, `field` where it belongs."""


def note_complaint(employee: Employee, zaak: Zaak, seen: str, note: ComplaintNote, now: datetime) -> None:
    """Keep topic, department and steps (Awb 9:9, 9:10, 9:12a); a complaint of before the register is entered.

    `seen` is the mark (zaken.complaints.mark_of) of what the employee saw. Raises UnableToNoteComplaint.
    """
    _allowed(employee, zaak, note)
    actor, steps = f"employee:{employee.pk}", [name for name in STEPS if name in note.steps]
    with transaction.atomic():
        locked = (
            Zaak.objects.select_for_update().filter(pk=zaak.pk, status__in=OPEN).only("received_at").first()
        )
        row = complaint_of(zaak.pk)
        if locked is None or mark_of(row) != seen or (row is not None and row.outcome):
            raise UnableToNoteComplaint(
                "Iemand was u voor, of de klacht is al klaar. Bekijk wat er nu staat."
            )
        facts = []
        if row is None:
            row, fact = register(zaak.pk, zaak.reference, locked.received_at, note.topic, actor, now)
            facts.append(fact)
        Complaint.objects.filter(pk=row.pk).update(
            topic=note.topic, conduct_of=note.conduct_of.strip(), steps=steps
        )
        body = describe(
            "complaint.noted", now, actor, reference=zaak.reference, topic=note.topic, steps=list(steps)
        )
        record(zaak.organisation_id, now, actor, [*facts, Fact("complaint.noted", "zaak", zaak.pk, body)])


def _allowed(employee: Employee, zaak: Zaak, note: ComplaintNote) -> None:
    if not may(employee, Right.HANDLE):
        raise UnableToNoteComplaint("U mag geen zaken behandelen.")
    if zaak.kind != Berichtsoort.KLACHT:
        raise UnableToNoteComplaint("Dit bericht is geen klacht.")
    if note.topic not in TOPICS:
        raise UnableToNoteComplaint("Kies een onderwerp.", "onderwerp")
    if len(note.conduct_of.strip()) > LONGEST or "\0" in note.conduct_of:
        raise UnableToNoteComplaint(f"Gebruik hoogstens {LONGEST} gewone tekens.", "afdeling")
