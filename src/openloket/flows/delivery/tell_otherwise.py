"""The reader was told by telephone or at the desk what a message said that did not arrive (Awb 2:11(2))."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.announcing import reader_knows
from openloket.flows.unable import UnableAtField
from openloket.post.delivery import Event, EventKind, Source
from openloket.post.delivery_log import add
from openloket.post.kinds import Role, kind_of
from openloket.post.models import NOT_ARRIVED, Message, MessageState
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may

HOW: Mapping[str, str] = {
    "telefoon": "Ik belde",
    "balie": "Ik sprak de ontvanger aan de balie",
    "anders": "Op een andere manier",
}
LONGEST = 300

_ON_PAPER = ("zaak", "submission")


class UnableToTell(UnableAtField):
    """It can't be noted; the message is what the employee is told, `field` names the question or is empty."""


def may_be_told(message: Message) -> bool:
    """Whether telling it is enough: of a notice (Awb 2:11(2)), of what is not official, or what has no paper.

    Every other message must be sent again or in another way (Awb 2:11(1)).
    """
    kind = kind_of(message.kind)
    return kind.role is Role.NOTICE or not kind.official or message.subject_kind not in _ON_PAPER


def tell_otherwise(employee: Employee, message_id: int, how: str, words: str, now: datetime) -> None:
    """Note that the reader knows, and how: then nothing more is sent. Raises UnableToTell.

    Of two employees one notes it and the other is told. The words stay with the message; the log has none.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToTell("U mag geen zaken behandelen.")
    said = " ".join(words.split())
    if how not in HOW:
        raise UnableToTell("Kies hoe u de ontvanger bereikte.", "hoe")
    if not said or len(said) > LONGEST or "\0" in said:
        raise UnableToTell(f"Schrijf in hoogstens {LONGEST} tekens wat u zei, en tegen wie.", "gezegd")
    with transaction.atomic():
        lost = Message.objects.select_for_update().filter(pk=message_id, state__in=NOT_ARRIVED)
        message = lost.first()
        if message is None:
            raise UnableToTell("Dit bericht wordt al op een andere manier verstuurd.")
        if not may_be_told(message):
            raise UnableToTell("Dit bericht moet op schrift. Stuur het per brief of naar een ander adres.")
        Message.objects.filter(pk=message_id).update(state=MessageState.TOLD, settled_at=now, act_at=None)
        if message.about_id and kind_of(message.kind).role is Role.NOTICE:
            reader_knows(message.about_id)
        event = Event(
            EventKind.TOLD,
            now,
            Source.DESK,
            "told",
            code=how,
            answer=said,
            step=message.step,
            way=message.way,
        )
        add(message_id, event, now)
        actor, kind = f"employee:{employee.pk}", "message.told"
        body = describe(
            kind, now, actor, message_id=message.message_id, message_kind=message.kind,
            message_sha256=message.sha256, how=how,
        )  # fmt: skip
        record(scope.current(), now, actor, [Fact(kind, message.subject_kind, message.subject_id, body)])
