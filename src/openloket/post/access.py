"""The only door to letters: an employee who handles zaken gets them, or they do not exist."""

from collections.abc import Sequence

from django.db.models import QuerySet

from openloket.post.models import Message, MessageState, Way
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may

MOST_COUNTED = 100


def letter_for(employee: Employee, message_id: int) -> Message | None:
    """A letter, also one that was posted; None (a 404) for who may not see it."""
    if not may(employee, Right.HANDLE):
        return None
    letters = Message.objects.filter(pk=message_id, way=Way.LETTER)
    letter: Message | None = letters.first()
    return letter


def letters_to_post(employee: Employee, most: int) -> Sequence[Message]:
    """Letters that wait to be printed and posted, the oldest first; without their text."""
    if not may(employee, Right.HANDLE):
        return ()
    return list(_waiting().defer("text", "html").order_by("created_at", "id")[:most])


def count_letters(employee: Employee) -> int:
    """How many wait, for the menu; not counted beyond MOST_COUNTED."""
    if not may(employee, Right.HANDLE):
        return 0
    return _waiting()[:MOST_COUNTED].count()


def _waiting() -> "QuerySet[Message]":
    waiting: QuerySet[Message] = Message.objects.filter(state=MessageState.TO_POST)
    return waiting
