"""Messages that were sent, as who got them finds them back in Mijn omgeving, and whether they were opened."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from openloket.post.models import Message, MessageRead, MessageState

LEFT = (
    MessageState.HANDED_OVER,
    MessageState.ACCESSIBLE,
    MessageState.POSTED,
    MessageState.FAILED,
    MessageState.TOLD,
)
"""What was sent, also when it did not arrive; what still waits to leave may yet be withdrawn."""

_SENT = Q(state__in=LEFT) | Q(step__gt=1)
"""Also what goes out once more, in another way: it was sent before."""

NOTICES = ("notice", "notice_sms")
"""They only say that another message waits, which is in the list itself."""

OVERTAKES = ("message_corrected", "message_withdrawn")
"""What an earlier message no longer holds after (Awb 2:12)."""

Subjects = Sequence[tuple[str, Any]]
"""Kinds of subjects, each with ids or a query of them: what belongs to who looks."""


After = tuple[datetime, int] | None
"""The message after which a page begins: its moment and its id."""


def sent_about(subjects: Subjects, person_id: int, most: int, after: After = None) -> list[Message]:
    """Messages about some subjects, newest first, without their words; `is_read` by this person.

    One statement for each kind of subject: together in one they would read the whole table.
    """
    rows = {row.pk: row for kind, ids in subjects for row in _about(kind, ids, person_id, most, after)}
    return sorted(rows.values(), key=lambda row: (row.created_at, row.pk), reverse=True)[:most]


def sent_to(subjects: Subjects, message_id: int) -> Message | None:
    """One message with its words, if it is about one of these subjects."""
    found = Message.objects.filter(_SENT, pk=message_id)
    for kind, ids in subjects:
        message: Message | None = found.filter(subject_kind=kind, subject_id__in=ids).first()
        if message is not None:
            return message
    return None


def spoken_of(message: Message) -> list[Message]:
    """The messages that were sent to correct or withdraw this one (Awb 2:12), the newest first."""
    later = Message.objects.filter(_SENT, about=message).exclude(kind__in=NOTICES)
    return list(later.defer("text", "html").order_by("-id"))


def overtaken(message: Message) -> bool:
    """Whether a message was sent that corrects or withdraws this, or what this tells of (Awb 2:12)."""
    notice = message.kind in NOTICES and message.about_id is not None
    about = message.about_id if notice else message.pk
    later: bool = Message.objects.filter(_SENT, about_id=about, kind__in=OVERTAKES).exists()
    return later


def read_by(person_id: int, message_ids: Sequence[int]) -> frozenset[int]:
    """Which of these messages this person opened."""
    if not message_ids:
        return frozenset()
    reads = MessageRead.objects.filter(person_id=person_id, message_id__in=message_ids)
    return frozenset(reads.values_list("message_id", flat=True))


def _about(kind: str, ids: Any, person_id: int, most: int, after: After) -> list[Message]:
    mine = MessageRead.objects.filter(message_id=OuterRef("pk"), person_id=person_id)
    found = Message.objects.filter(_SENT, subject_kind=kind, subject_id__in=ids).exclude(kind__in=NOTICES)
    if after is not None:
        at, row_id = after
        found = found.filter(Q(created_at__lt=at) | Q(created_at=at, pk__lt=row_id))
    listed = found.annotate(is_read=Exists(mine)).defer("text", "html").order_by("-created_at", "-id")
    return list(listed[:most])
