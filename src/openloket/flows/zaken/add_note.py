"""An employee writes a note about a zaak, for colleagues; it stays as it was written."""

from datetime import datetime, timedelta

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import Note, Zaak

LONGEST = 5000
_DOUBLE_CLICK = timedelta(minutes=1)


class UnableToAddNote(Exception):
    """The note can't be kept; the message is what the employee must be told."""


def add_note(employee: Employee, zaak: Zaak, text: str, now: datetime) -> None:
    """Keep the note; the same words by the same employee within a minute are one note, sent twice.

    Raises UnableToAddNote.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToAddNote("U mag geen zaken behandelen.")
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise UnableToAddNote("Schrijf eerst een notitie.")
    if len(text) > LONGEST:
        raise UnableToAddNote(f"Uw notitie is te lang. Zij mag {LONGEST} tekens hebben.")
    if "\0" in text:
        raise UnableToAddNote("Uw notitie heeft een teken dat wij niet kunnen bewaren.")
    with transaction.atomic():
        Zaak.objects.select_for_update().only("pk").get(pk=zaak.pk)
        if Note.objects.filter(zaak=zaak, author=employee, text=text, at__gt=now - _DOUBLE_CLICK).exists():
            return
        note = Note.create(zaak=zaak, author=employee, text=text, at=now)
        actor = f"employee:{employee.pk}"
        body = describe("zaak.note", now, actor, reference=zaak.reference, note=note.pk)
        record(scope.current(), now, actor, [Fact("zaak.note", "zaak", zaak.pk, body)])
