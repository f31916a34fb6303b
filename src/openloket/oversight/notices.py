"""Messages in Mijn omgeving of which their reader was not told in time (Awb 2:10 lid 1, 2:22 lid 1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from openloket.post.models import Message
from openloket.zaken.models import Zaak

SOON = timedelta(hours=24)
"""So long before the 48 hours are over a person is told, while something can still be done."""

MOST = 100


@dataclass(frozen=True, slots=True)
class Unannounced:
    """A message that stands ready without its notice having left, and the zaak that it is about."""

    message_id: int
    kind: str
    reference: str
    title: str
    notice_by: datetime
    late: bool


def unannounced(now: datetime) -> list[Unannounced]:
    """Those of the organisation in scope that are late or will be within a day, the most urgent first."""
    waiting = Message.objects.filter(notice_by__lt=now + SOON, subject_kind="zaak")
    rows = list(
        waiting.order_by("notice_by", "id").values_list("pk", "kind", "subject_id", "notice_by")[:MOST]
    )
    zaken = Zaak.objects.filter(pk__in={row[2] for row in rows}).values_list("pk", "reference", "title")
    known = {pk: (reference, title) for pk, reference, title in zaken} if rows else {}
    return [
        Unannounced(pk, kind, *known.get(zaak, ("", "")), notice_by, notice_by < now)
        for pk, kind, zaak, notice_by in rows
    ]
