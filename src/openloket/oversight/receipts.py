"""Does every official message get its confirmation of receipt (Awb 2:17(1))? Counted from the rooms, live."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope


@dataclass(frozen=True, slots=True)
class ReceiptCount:
    """One organisation. `exceptions`: the two of 2:17(1); `slowest`: from being received to the receipt."""

    organisation: str
    received: int
    receipts: int
    without_receipt: int
    exceptions: int
    slowest: timedelta


_COUNT = """
SELECT count(*), count(receipt.id), count(*) FILTER (WHERE receipt.id IS NULL),
       count(*) FILTER (WHERE receipt.exception <> ''),
       coalesce(max(receipt.issued_at - submission.received_at), interval '0')
FROM intake_submission AS submission
LEFT JOIN intake_receipt AS receipt ON receipt.submission_id = submission.id
WHERE submission.organisation_id = %s
"""


def count_receipts(organisations: Iterable[Organisation]) -> list[ReceiptCount]:
    """One count per organisation, each in its own scope: totals only, nobody's data."""
    return [_count(organisation) for organisation in organisations]


def _count(organisation: Organisation) -> ReceiptCount:
    with scope(organisation.pk), connection.cursor() as cursor:
        cursor.execute(_COUNT, [organisation.pk])
        return ReceiptCount(organisation.name, *cursor.fetchone())
