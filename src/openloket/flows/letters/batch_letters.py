"""Letters that wait go to a printer together: claimed in one batch, so that nobody else prints them too."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from openloket.evidence.log import Fact, describe, record
from openloket.flows.one_by_one import one_by_one
from openloket.flows.queue import enqueue
from openloket.flows.referral.enclosing import ENCLOSURES
from openloket.law.kalender import AMSTERDAM
from openloket.offer.calendar import law_calendar
from openloket.post.accounts import kept_account
from openloket.post.models import BatchedLetter, CarrierAccount, LetterBatch, Message, MessageState, Way
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with, rows_of
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may

TASK = "print_letters"
MOST = 200
"""Letters in one batch: some ten MB of files, and half a minute of work."""

HOUR = 15
"""The hour of the day, in Amsterdam, where an organisation chose none."""

_CAME_BACK = Exists(
    rows_of(BatchedLetter).filter(message=OuterRef("pk"), outcome=BatchedLetter.Outcome.REFUSED)
)
"""A printer refused it, or somebody took it back to print it here: the next batch would make two of one."""
_READY = (
    Q(state=MessageState.TO_POST, way=Way.LETTER)
    & ~Q(to_lines=[])
    & ~Q(kind__in=list(ENCLOSURES))
    & ~Q(_CAME_BACK)
)


class UnableToBatch(Exception):
    """No batch can be made; the message is what the employee must be told."""


def batch_now(organisation: Organisation, employee: Employee, now: datetime) -> LetterBatch:
    """An employee sends what is ready to the printer at once. Raises UnableToBatch."""
    if not may(employee, Right.HANDLE):
        raise UnableToBatch("U mag geen brieven versturen.")
    account = kept_account(Way.LETTER)
    if account is None:
        raise UnableToBatch("Er is geen drukker ingesteld. Print de brieven zelf.")
    batch = batch_letters(organisation, account.carrier, now, now, employee)
    if batch is None:
        raise UnableToBatch("Er zijn geen brieven die de drukker zo kan versturen.")
    return batch


def print_again(employee: Employee, batch_id: int, now: datetime) -> None:
    """Try at once to hand a batch to the printer, rather than when the worker would. Raises UnableToBatch."""
    if not may(employee, Right.HANDLE):
        raise UnableToBatch("U mag geen brieven versturen.")
    with transaction.atomic():
        made = LetterBatch.objects.select_for_update().filter(pk=batch_id, state=LetterBatch.State.MADE)
        batch = made.first()
        if batch is None:
            raise UnableToBatch("Deze partij is al bij de drukker, of al afgehandeld.")
        actor = f"employee:{employee.pk}"
        body = describe("letters.tried_again", now, actor, number=batch.number)
        record(
            batch.organisation_id, now, actor, [Fact("letters.tried_again", "letter_batch", batch.pk, body)]
        )
        enqueue(TASK, organisation_id=batch.organisation_id, batch_id=batch.pk)


def batch_when_due(now: datetime) -> int:
    """On working days, from the hour that an organisation chose: what was written before that hour goes.

    Gives how many batches were made. Of several workers at the same moment one makes each.
    """
    here = now.astimezone(AMSTERDAM)
    if not law_calendar().is_werkdag(here.date()):
        return 0
    printed = set(organisations_with(CarrierAccount, Q(way=Way.LETTER) & ~Q(carrier="")))
    where = [one for one in organisations_with(Message, _READY) if one in printed]
    return one_by_one(
        Duty.BATCH_LETTERS, where, lambda organisation_id: _batch(organisation_id, here, now), now
    )


def _batch(organisation_id: int, here: datetime, now: datetime) -> int:
    organisation, account = Organisation.objects.get(pk=organisation_id), kept_account(Way.LETTER)
    hour = int(account.settings.get("hour") or HOUR) if account else HOUR
    before, made = here.replace(hour=hour, minute=0, second=0, microsecond=0), 0
    if account is None or here < before:
        return 0
    while batch_letters(organisation, account.carrier, before, now) is not None:
        made += 1
    return made


def batch_letters(
    organisation: Organisation,
    carrier: str,
    before: datetime,
    now: datetime,
    employee: Employee | None = None,
) -> LetterBatch | None:
    """Make a batch of what was ready before a moment, the oldest first, and have it printed; None: nothing.

    `carrier` is a key of settings.CARRIERS. `employee` asked for it; None: the worker did. Two at once make
    no letter go twice: the second waits, and finds what the first left.
    """
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        letters = list(ready().filter(created_at__lte=before).select_for_update()[:MOST])
        if not letters:
            return None
        newest = LetterBatch.objects.aggregate(newest=Max("number"))["newest"] or 0
        batch = LetterBatch.create(number=newest + 1, carrier=carrier, made_at=now, made_by=employee)
        rows = [
            BatchedLetter.new(batch=batch, message=one, place=place) for place, one in enumerate(letters, 1)
        ]
        BatchedLetter.objects.bulk_create(rows)
        Message.objects.filter(pk__in=[one.pk for one in letters]).update(state=MessageState.PRINTING)
        actor = f"employee:{employee.pk}" if employee else "system"
        body = describe(
            "letters.batched", now, actor, number=batch.number, letters=len(rows), carrier=carrier
        )
        record(organisation.pk, now, actor, [Fact("letters.batched", "letter_batch", batch.pk, body)])
        enqueue(TASK, organisation_id=organisation.pk, batch_id=batch.pk)
    return batch


def ready() -> "QuerySet[Message]":
    """Letters in scope that a printer can send: addressed, with nothing to enclose, and not back from one."""
    letters: QuerySet[Message] = Message.objects.filter(_READY).order_by("created_at", "id")
    return letters


def name_of(organisation: Organisation, batch: LetterBatch) -> str:
    """The name of a batch at the printer: of whom it is, and its number."""
    return f"{organisation.reference_prefix}-{batch.number:05d}"
