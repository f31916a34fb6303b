"""What the printer did with the letters of a batch: posted, or back to the desk."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.letters.letter_left import letter_left, record_about
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.post.delivery import Source
from openloket.post.letter_numbers import number_of
from openloket.post.manifests import Told
from openloket.post.models import BatchedLetter, LetterBatch, Message, MessageState
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may

_NOT_ALLOWED = "U mag geen brieven versturen."


class UnableToSettle(Exception):
    """It can't be noted so; the message is what the employee must be told."""


def all_posted(employee: Employee, batch_id: int, posted_on: date, now: datetime) -> int:
    """The printer posted all letters of a batch that it still has; gives how many. Raises UnableToSettle."""
    return printer_told(employee, batch_id, None, posted_on, now)


def printer_told(
    employee: Employee, batch_id: int, told: Sequence[Told] | None, posted_on: date, now: datetime
) -> int:
    """Note what the printer told: all of it, or nothing; gives how many letters that concerned.

    None: every letter that is still there was posted on `posted_on`, which also holds where a line of
    `told` names no day. What the printer does not name stays there. Raises UnableToSettle.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToSettle(_NOT_ALLOWED)
    actor = f"employee:{employee.pk}"
    with transaction.atomic():
        batch = _placed_batch(batch_id)
        rows = {row.message_id: row for row in _open_rows(batch)}
        news = [Told(one, None, "") for one in rows] if told is None else list(told)
        _check_known(batch, rows, news)
        for one in news:
            row = rows.get(one.message_id)
            if row is None:
                continue  # told before
            day = one.posted_on or posted_on
            _check_day(batch, day, now)
            if one.reason:
                back_to_desk(row.pk, one.reason, actor, now)
            else:
                _posted(row, day, Source.DESK, actor, now)
        _settle_if_done(batch, actor, now)
    return sum(one.message_id in rows for one in news)


def carrier_posted(message_id: int, posted_on: date, now: datetime) -> bool:
    """A carrier of single letters says that it posted one; whether that was news."""
    with transaction.atomic():
        row = _row_at_carrier(message_id)
        if row is None:
            return False
        _posted(row, posted_on, Source.CARRIER, "system", now)
        _settle_if_done(row.batch, "system", now)
    return True


def carrier_refused(message_id: int, reason: str, now: datetime) -> bool:
    """A carrier of single letters says that it will not post one; whether that was news."""
    with transaction.atomic():
        row = _row_at_carrier(message_id)
        if row is None:
            return False
        back_to_desk(row.pk, reason, "system", now)
        _settle_if_done(row.batch, "system", now)
    return True


def take_back(employee: Employee, batch_id: int, now: datetime) -> int:
    """The printer does not have a batch: its letters are printed at the desk. Raises UnableToSettle."""
    if not may(employee, Right.HANDLE):
        raise UnableToSettle(_NOT_ALLOWED)
    actor = f"employee:{employee.pk}"
    with transaction.atomic():
        made = LetterBatch.objects.select_for_update().filter(pk=batch_id, state=LetterBatch.State.MADE)
        batch = made.first()
        if batch is None:
            raise UnableToSettle("Deze partij is al bij de drukker, of al afgehandeld.")
        rows = list(_open_rows(batch))
        for row in rows:
            back_to_desk(row.pk, "Teruggehaald om zelf te printen.", actor, now)
        _settle_if_done(batch, actor, now)
    return len(rows)


def back_to_desk(row_id: int, reason: str, actor: str, now: datetime) -> None:
    """A letter of a batch was not posted: an employee prints it, and reads why it came back."""
    with transaction.atomic():
        row = BatchedLetter.objects.select_for_update().select_related("message").get(pk=row_id)
        still = BatchedLetter.objects.filter(pk=row_id, outcome=BatchedLetter.Outcome.OPEN)
        if not still.update(outcome=BatchedLetter.Outcome.REFUSED, reason=reason[:120]):
            return
        Message.objects.filter(pk=row.message_id, state=MessageState.PRINTING).update(
            state=MessageState.TO_POST
        )
        record_about(row.message, "message.not_printed", actor, now)


def _placed_batch(batch_id: int) -> LetterBatch:
    batch: LetterBatch | None = LetterBatch.objects.select_for_update().filter(pk=batch_id).first()
    if batch is None or batch.state == LetterBatch.State.MADE:
        raise UnableToSettle("Deze partij is nog niet bij de drukker.")
    if batch.state == LetterBatch.State.SETTLED:
        raise UnableToSettle("Deze partij is al afgehandeld.")
    return batch


def _open_rows(batch: LetterBatch) -> Sequence[BatchedLetter]:
    rows = BatchedLetter.objects.filter(batch=batch, outcome=BatchedLetter.Outcome.OPEN)
    return list(rows.select_related("message").order_by("place"))


def _row_at_carrier(message_id: int) -> BatchedLetter | None:
    rows = BatchedLetter.objects.filter(message_id=message_id, outcome=BatchedLetter.Outcome.OPEN)
    row: BatchedLetter | None = (
        rows.select_for_update(of=("self",)).select_related("message", "batch").first()
    )
    return row


def _check_known(batch: LetterBatch, rows: dict[int, BatchedLetter], told: Sequence[Told]) -> None:
    named = {one.message_id for one in told} - set(rows)
    mine = set(
        BatchedLetter.objects.filter(batch=batch, message_id__in=named).values_list("message_id", flat=True)
    )
    if strange := sorted(named - mine):
        numbers = ", ".join(number_of(one) for one in strange[:5])
        raise UnableToSettle(f"Deze briefnummers horen niet bij deze partij: {numbers}.")


def _check_day(batch: LetterBatch, day: date, now: datetime) -> None:
    assert batch.placed_at is not None
    placed_on = dag_in_amsterdam(batch.placed_at)
    if day > dag_in_amsterdam(now):
        raise UnableToSettle("Deze dag moet nog komen. Leg het vast als de brieven echt weg zijn.")
    if day < placed_on:
        raise UnableToSettle(f"De drukker kreeg deze partij op {datum_in_woorden(placed_on)}.")


def _posted(row: BatchedLetter, day: date, source: Source, actor: str, now: datetime) -> None:
    """Compare-and-set, on the row that the caller locked: a letter leaves once."""
    still = BatchedLetter.objects.filter(pk=row.pk, outcome=BatchedLetter.Outcome.OPEN)
    if not still.update(outcome=BatchedLetter.Outcome.POSTED, posted_on=day):
        return
    letter = Message.objects.select_for_update().get(pk=row.message_id)
    if letter.state == MessageState.PRINTING:
        letter_left(letter, day, source, actor, now)


def _settle_if_done(batch: LetterBatch, actor: str, now: datetime) -> None:
    if BatchedLetter.objects.filter(batch=batch, outcome=BatchedLetter.Outcome.OPEN).exists():
        return
    there = LetterBatch.objects.filter(pk=batch.pk).exclude(state=LetterBatch.State.SETTLED)
    if there.update(state=LetterBatch.State.SETTLED, settled_at=now):
        body = describe("letters.settled", now, actor, number=batch.number)
        record(scope.current(), now, actor, [Fact("letters.settled", "letter_batch", batch.pk, body)])
