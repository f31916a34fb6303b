"""Is every official message confirmed (Awb 2:17(1))? Counted live over the last thirty days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope

PERIOD = timedelta(days=30)
PATIENCE = timedelta(minutes=15)
"""A confirmation leaves at once; after this long a message counts as not confirmed."""


@dataclass(frozen=True, slots=True)
class ReceiptCount:
    """One organisation over PERIOD.

    - `confirmed`: the confirmation was handed over to the sender's mail server;
    - `exceptions`: none is due, for a recorded reason (2:17(1) a or b);
    - `letters`: still to be confirmed by letter: the sender gave no electronic address, or it does not work;
    - `underway`: received less than PATIENCE ago, the confirmation is on its way;
    - `unconfirmed`: all others, whatever the cause; this must be 0;
    - `slowest`: the longest time from receipt to confirmation.
    """

    organisation: str
    received: int
    confirmed: int
    exceptions: int
    letters: int
    underway: int
    unconfirmed: int
    slowest: timedelta


_COUNT = """
SELECT count(*),
       count(*) FILTER (WHERE message.state = 'handed_over' OR receipt.letter_sent_at IS NOT NULL),
       count(*) FILTER (WHERE receipt.exception <> '' AND NOT receipt.letter_due),
       count(*) FILTER (WHERE receipt.letter_due AND receipt.letter_sent_at IS NULL),
       count(*) FILTER (WHERE receipt.exception = '' AND NOT receipt.letter_due
                          AND message.state NOT IN ('handed_over', 'failed')
                          AND submission.received_at > %(patience)s),
       count(*) FILTER (WHERE receipt.id IS NULL OR receipt.exception = '' AND NOT receipt.letter_due AND (
                               message.id IS NULL OR message.state = 'failed'
                               OR message.state <> 'handed_over' AND submission.received_at <= %(patience)s)),
       coalesce(max(message.settled_at - submission.received_at)
                    FILTER (WHERE message.state = 'handed_over'), interval '0')
FROM intake_submission AS submission
LEFT JOIN intake_receipt AS receipt ON receipt.submission_id = submission.id
LEFT JOIN post_message AS message
       ON message.organisation_id = submission.organisation_id AND message.kind = 'receipt'
      AND message.subject_kind = 'submission' AND message.subject_id = submission.id
WHERE submission.organisation_id = %(organisation)s AND submission.received_at > %(since)s
"""


def count_receipts(organisations: Iterable[Organisation], now: datetime) -> list[ReceiptCount]:
    """One count per organisation, each in its own scope: totals only, nobody's data."""
    return [_count(organisation, now) for organisation in organisations]


def _count(organisation: Organisation, now: datetime) -> ReceiptCount:
    moments = {"organisation": organisation.pk, "since": now - PERIOD, "patience": now - PATIENCE}
    with scope(organisation.pk), connection.cursor() as cursor:
        cursor.execute(_COUNT, moments)
        return ReceiptCount(organisation.name, *cursor.fetchone())
