"""Letters that were handed over one by one: the carrier is asked what became of each, as it may not tell."""

from datetime import datetime

from django.db.models import Q

from openloket.flows.delivery.carrier_told import NOT_PRINTED
from openloket.flows.letters.printer_told import carrier_posted, carrier_refused
from openloket.law.kalender import dag_in_amsterdam
from openloket.post.models import BatchedLetter, LetterBatch
from openloket.post.ports import Became, NotCarried, Temporary, Watched

MOST = 200

STILL_THERE = Q(
    outcome=BatchedLetter.Outcome.OPEN, batch__carrier="notify", batch__state=LetterBatch.State.PLACED
) & ~Q(reference="")
"""Letters of which a carrier that takes them one by one can tell what became."""


def ask_printer(carrier: Watched, now: datetime) -> int:
    """Ask about the letters in scope that are still at the carrier, the oldest first; gives how many left it.

    One that it can't tell about is asked again the next time. Must not be called inside a transaction.
    """
    left = 0
    for row in BatchedLetter.objects.filter(STILL_THERE).order_by("id")[:MOST]:
        try:
            became, _ = carrier.became(row.reference)
        except NotCarried as problem:
            if isinstance(problem, Temporary) and problem.whole:
                break  # it answers nobody now: hundreds of questions would each wait for that
            continue
        if became is Became.POSTED:
            left += carrier_posted(row.message_id, dag_in_amsterdam(now), now)
        elif became is Became.NOT_PRINTED:
            left += carrier_refused(row.message_id, NOT_PRINTED, now)
    return left
