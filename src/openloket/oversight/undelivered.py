"""Messages that did not arrive, with the zaak that they are about: a person must reach these people."""

from dataclasses import dataclass
from datetime import datetime

from openloket.post.confirmations import Underway, not_arrived
from openloket.zaken.models import Zaak


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message and the zaak it is about, if any."""

    message: Underway
    reference: str | None
    title: str


def undelivered(now: datetime) -> list[Undelivered]:
    """Those of the organisation in scope, the newest first."""
    messages = not_arrived(now)
    ids = [message.subject[1] for message in messages if message.subject[0] == "submission"]
    zaken = {
        zaak.submission_id: zaak
        for zaak in Zaak.objects.filter(submission_id__in=ids).only("submission_id", "reference", "title")
    }
    return [_with_zaak(message, zaken) for message in messages]


def _with_zaak(message: Underway, zaken: dict[int, Zaak]) -> Undelivered:
    kind, subject_id = message.subject
    zaak = zaken.get(subject_id) if kind == "submission" else None
    return Undelivered(message, zaak.reference if zaak else None, zaak.title if zaak else "")
