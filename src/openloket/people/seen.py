"""Reading the access log back for who it is about: which employee read what of theirs, when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max
from django.db.models.functions import TruncDate

from openloket.law.kalender import AMSTERDAM
from openloket.people.models import AccessLog

Subjects = Sequence[tuple[str, Any]]
"""Kinds of subjects, each with ids or a query of them: what belongs to who looks."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one employee did with one thing on one day, for one reason: so many times, and when last.

    `last_id` is the newest row of the log that it counts: after it the next page begins.
    """

    day: date
    employee_id: int
    action: str
    subject_kind: str
    subject_id: int
    reason: str
    times: int
    last_at: datetime
    last_id: int


_OF_ONE = ("day", "employee_id", "action", "subject_kind", "subject_id", "reason")


def seen(subjects: Subjects, most: int, before: int | None = None) -> list[Seen]:
    """What employees read of these subjects, the latest first; `before` is the `last_id` of a page before.

    One statement for each kind: together in one they would read the whole log. Source: AVG art. 15(1); the
    log tells when and why, not who by name (Court of Justice of the EU, C-579/21).
    """
    found = [row for kind, ids in subjects for row in _seen(kind, ids, most, before)]
    return sorted(found, key=lambda row: row.last_id, reverse=True)[:most]


def _seen(kind: str, ids: Any, most: int, before: int | None) -> list[Seen]:
    rows = AccessLog.objects.filter(subject_kind=kind, subject_id__in=ids)
    days = rows.annotate(day=TruncDate("at", tzinfo=AMSTERDAM)).values(*_OF_ONE)
    counted = days.annotate(times=Count("pk"), last_at=Max("at"), last_id=Max("pk"))
    if before is not None:
        counted = counted.filter(last_id__lt=before)
    return [Seen(**row) for row in counted.order_by("-last_id")[:most]]
