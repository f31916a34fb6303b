"""Messages that did not arrive, with the zaak that they are about: a person must reach these people."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

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
    ids: dict[str, set[int]] = {"submission": set(), "zaak": set()}
    for message in messages:
        ids.setdefault(message.subject[0], set()).add(message.subject[1])
    either = Q(submission_id__in=ids["submission"]) | Q(pk__in=ids["zaak"])
    zaken = Zaak.objects.filter(either).only("submission_id", "reference", "title") if messages else ()
    known = {("zaak", zaak.pk): zaak for zaak in zaken}
    known |= {("submission", zaak.submission_id): zaak for zaak in zaken}
    return [_with_zaak(message, known) for message in messages]


def _with_zaak(message: Underway, known: dict[tuple[str, int], Zaak]) -> Undelivered:
    zaak = known.get(message.subject)
    return Undelivered(message, zaak.reference if zaak else None, zaak.title if zaak else "")
