"""The only door to letters: an employee who handles zaken gets them, or they do not exist."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from openloket.post.models import BatchedLetter, LetterBatch, Message, MessageState, Way
from openloket.tenancy import scope
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


_FOR_MENU = """
SELECT (SELECT count(*) FROM (SELECT 1 FROM post_message WHERE organisation_id = %(organisation)s
                              AND state = 'to_post' LIMIT %(most)s) AS letters),
       EXISTS (SELECT 1 FROM post_rehearsal WHERE organisation_id = %(organisation)s AND ended_at IS NULL)
"""


def for_menu(employee: Employee) -> tuple[int, bool]:
    """How many letters wait, not counted beyond MOST_COUNTED, and whether messages are rehearsed.

    One statement: a menu is on every page.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FOR_MENU, {"organisation": scope.current(), "most": MOST_COUNTED})
        letters, rehearsed = cursor.fetchone()
    return int(letters) if may(employee, Right.HANDLE) else 0, bool(rehearsed)


def batches_at_printers(employee: Employee, most: int) -> Sequence[LetterBatch]:
    """Batches of letters, the newest first, with their `letters_in_all`, `pages_in_all` and `still_open`."""
    if not may(employee, Right.HANDLE):
        return ()
    newest = list(LetterBatch.objects.order_by("-number").values_list("pk", flat=True)[:most])
    return list(_counted().filter(pk__in=newest).order_by("-number"))  # in one it would count all letters


def batch_for(employee: Employee, number: int) -> tuple[LetterBatch, Sequence[BatchedLetter]] | None:
    """A batch and its letters in their order; None (a 404) for who may not see it."""
    if not may(employee, Right.HANDLE):
        return None
    batch = _counted().filter(number=number).first()
    if batch is None:
        return None
    rows = BatchedLetter.objects.filter(batch=batch).select_related("message").order_by("place")
    return batch, list(rows.defer("message__text", "message__html"))


def _counted() -> "QuerySet[LetterBatch]":
    still = Q(letters__outcome=BatchedLetter.Outcome.OPEN)
    counted: QuerySet[LetterBatch] = LetterBatch.objects.annotate(
        letters_in_all=Count("letters"),
        pages_in_all=Sum("letters__pages"),
        still_open=Count("letters", still),
    )
    return counted


def _waiting() -> "QuerySet[Message]":
    waiting: QuerySet[Message] = Message.objects.filter(state=MessageState.TO_POST)
    return waiting
