"""Messages that did not arrive, with the zaak that they are about: a person must reach these people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from openloket.post.undelivered import Lost, lost_messages
from openloket.zaken.models import Zaak


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message and the zaak it is about, if any."""

    lost: Lost
    reference: str | None
    title: str


def undelivered(now: datetime) -> list[Undelivered]:
    """Those of the organisation in scope: what needs a person first, the newest first."""
    return with_zaken(lost_messages(now))


def with_zaken(lost: Sequence[Lost]) -> list[Undelivered]:
    """Each with its zaak; at most one statement."""
    ids: dict[str, set[int]] = {"submission": set(), "zaak": set()}
    for one in lost:
        ids.setdefault(one.message.subject_kind, set()).add(one.message.subject_id)
    either = Q(submission_id__in=ids["submission"]) | Q(pk__in=ids["zaak"])
    zaken = Zaak.objects.filter(either).only("submission_id", "reference", "title") if lost else ()
    known = {("zaak", zaak.pk): zaak for zaak in zaken}
    known |= {("submission", zaak.submission_id): zaak for zaak in zaken}
    return [_with_zaak(one, known) for one in lost]


def _with_zaak(lost: Lost, known: dict[tuple[str, int], Zaak]) -> Undelivered:
    zaak = known.get((lost.message.subject_kind, lost.message.subject_id))
    return Undelivered(lost, zaak.reference if zaak else None, zaak.title if zaak else "")
