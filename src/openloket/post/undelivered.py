"""Messages that did not arrive, that go out again by themselves, or that wait too long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from openloket.post.delivery import Standing
from openloket.post.delivery_log import Heard, heard_of, standing
from openloket.post.models import CLAIMABLE, NOT_ARRIVED, BatchedLetter, Message, MessageState, Way
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may

OVERDUE_AFTER = timedelta(hours=1)
"""After this long a message that still waits deserves a look."""
FORGOTTEN_AFTER = timedelta(days=4)
"""After this long a letter that nobody posted does: at least two working days, whatever the day."""

_NOT_POSTED = (MessageState.TO_POST, MessageState.PRINTING)
_SHOWN = (*NOT_ARRIVED, *CLAIMABLE, *_NOT_POSTED, MessageState.TOLD)


@dataclass(frozen=True, slots=True)
class Lost:
    """A message without its words, all that was heard of it (oldest first), and how it stands."""

    message: Message
    heard: tuple[Heard, ...]
    standing: Standing

    @property
    def needs_person(self) -> bool:
        """Whether nothing more happens by itself."""
        return self.message.state in (MessageState.FAILED, *_NOT_POSTED)


def lost_messages(now: datetime, most: int = 200) -> list[Lost]:
    """Those of the organisation in scope: first what needs a person, then the newest.

    A letter that waits too long to be posted, at the desk or at a printer, is among them: its reader did
    not get it either. Of what was just brought to a message box word will come. At most five statements.
    """
    overdue = Q(state__in=CLAIMABLE, created_at__lt=now - OVERDUE_AFTER)
    until = now - FORGOTTEN_AFTER
    forgotten = Q(state=MessageState.TO_POST, created_at__lt=until)
    there = BatchedLetter.objects.filter(outcome=BatchedLetter.Outcome.OPEN, batch__made_at__lt=until)
    # By their ids, and a list of its own: as a third "or" in one statement it reads the whole archive.
    at_printer = list(there.order_by("-id").values_list("message_id", flat=True)[:most])
    printing = Message.objects.filter(state=MessageState.PRINTING, pk__in=at_printer)
    failed = Message.objects.filter(Q(state=MessageState.FAILED) | forgotten)
    brought = Q(way=Way.BOX, state=MessageState.HANDED_OVER, settled_at__gte=now - OVERDUE_AFTER)
    going_on = Message.objects.filter(overdue | Q(act_at__isnull=False)).exclude(brought)
    stuck = [*_newest(failed, most), *_newest(printing, most)]
    stuck.sort(key=lambda row: row.created_at, reverse=True)
    return _with_events([*stuck, *_newest(going_on.exclude(state=MessageState.FAILED), most)])


def lost_message(employee: Employee, message_id: int) -> Lost | None:
    """One that did not arrive, also when that was seen to since; None (a 404) for who may not see it."""
    if not may(employee, Right.SEE_POST):
        return None
    rows = Message.objects.filter(pk=message_id).filter(
        Q(state__in=_SHOWN) | Q(act_at__isnull=False) | Q(step__gt=1)
    )
    found = _with_events(list(rows.defer("text", "html")))
    return found[0] if found else None


def _newest(rows: "QuerySet[Message]", most: int) -> list[Message]:
    return list(rows.defer("text", "html").order_by("-created_at")[:most])


def _with_events(rows: list[Message]) -> list[Lost]:
    heard = heard_of([row.pk for row in rows]) if rows else {}
    return [Lost(row, tuple(heard.get(row.pk, ())), standing(row, heard.get(row.pk, []))) for row in rows]
