"""E-mails that came in, as employees look for them: by what became of them and by words, page by page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from openloket.intake.mails import STUCK_AFTER
from openloket.intake.models import MailState, RawMail
from openloket.mailread.kinds import references_in

PAGE = 50
_COLUMNS = ("received_at", "sender", "mailbox", "subject_line", "state", "kind", "reasons", "submission_id")

Place = tuple[datetime, int]
"""Of a row in this list: when it came, and its id."""


@dataclass(frozen=True, slots=True)
class MailQuery:
    """Which e-mails: in these states, of this kind (empty: any), with these words (empty: any).

    `only_stuck` leaves out what waits for less than ten minutes. A page begins `after` or `before` a row.
    """

    states: Collection[MailState]
    kind: str = ""
    words: str = ""
    only_stuck: bool = False
    after: Place | None = None
    before: Place | None = None


@dataclass(frozen=True, slots=True)
class MailPage:
    """The rows, the newest first, and where the page before and after it begin."""

    rows: tuple[RawMail, ...]
    previous: Place | None
    next: Place | None


def mails(query: MailQuery, now: datetime) -> MailPage:
    """One page of e-mails of the organisation in scope.

    Each state is read by itself along its index, so that page 2,000 costs what page 1 costs.
    """
    upwards = query.before is not None
    found = [row for state in sorted(query.states) for row in _of(state, query, now)]
    found.sort(key=_place, reverse=not upwards)
    more, rows = len(found) > PAGE, found[:PAGE]
    if upwards:
        rows.reverse()
    if not rows:
        return MailPage((), None, None)
    is_first = query.after is None if not upwards else not more
    is_last = not more if not upwards else False
    return MailPage(tuple(rows), None if is_first else _place(rows[0]), None if is_last else _place(rows[-1]))


def mail_with(mail_id: int) -> RawMail | None:
    """One e-mail of the organisation in scope."""
    found: RawMail | None = RawMail.objects.select_related("submission").filter(pk=mail_id).first()
    return found


def _of(state: MailState, query: MailQuery, now: datetime) -> list[RawMail]:
    rows = _with_words(RawMail.objects.filter(state=state), query.words)
    if query.kind:
        rows = rows.filter(kind=query.kind)
    if query.only_stuck and state == MailState.STORED:
        rows = rows.filter(received_at__lt=now - STUCK_AFTER)
    if query.before:
        at, row_id = query.before
        rows = rows.filter(received_at__gte=at).exclude(received_at=at, pk__lte=row_id)
        return list(rows.only(*_COLUMNS).order_by("received_at", "pk")[: PAGE + 1])
    if query.after:
        at, row_id = query.after
        rows = rows.filter(received_at__lte=at).exclude(received_at=at, pk__gte=row_id)
    return list(rows.only(*_COLUMNS).order_by("-received_at", "-pk")[: PAGE + 1])


def _with_words(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """A whole address, a reference of a message, or words in the subject or the sender."""
    words = words.strip()
    if not words:
        return rows
    if references := references_in(words):
        return rows.filter(submission__reference__in=references)
    if "@" in words.strip("@") and " " not in words:
        return rows.filter(sender=words.lower())
    return rows.filter(Q(subject_line__icontains=words) | Q(sender__icontains=words.lower()))


def _place(row: RawMail) -> Place:
    return row.received_at, row.pk
