"""Reading a receipt back, and making its proof file as far as the log goes at this moment."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils.crypto import constant_time_compare

from openloket.evidence.canonical import read_canonical
from openloket.evidence.copy import Copy, read_copy
from openloket.evidence.models import Event, Leaf
from openloket.evidence.promise import read_promise
from openloket.evidence.proof import Inclusion, build_proof
from openloket.evidence.proving import head_over, signed_head, stamp_over
from openloket.evidence.seal import read_nodes
from openloket.evidence.signing import signing_key
from openloket.intake.models import Receipt
from openloket.merkle.tree import inclusion_path

MOST_TRIES = 5
PAUSE = timedelta(hours=1)


def find(reference: str, access_key: str) -> Receipt | None:
    """The receipt with this reference, for who holds its key."""
    receipt: Receipt | None = (
        Receipt.objects.select_related("submission").filter(submission__reference=reference).first()
    )
    if receipt is None or not constant_time_compare(receipt.access_key, access_key):
        return None
    return receipt


def copy_of(receipt: Receipt) -> Copy:
    """The exact copy, as typed values."""
    return read_copy(read_canonical(receipt.submission.copy.encode()))


@dataclass(frozen=True, slots=True)
class ProofFile:
    """The proof as canonical JSON, and how far it goes: sealed in the log, and whose clock stamped that."""

    content: bytes
    sealed: bool
    stamped_by: str


def proof_of(receipt: Receipt) -> ProofFile:
    """The proof file of a receipt. Made anew each time: later it proves more, and never less."""
    event = Event.objects.get(pk=receipt.event_id, organisation_id=receipt.organisation_id)
    place = Leaf.objects.get(pk=receipt.event_id).leaf_index
    head = head_over(place) if place is not None else None
    stamp = stamp_over(head) if head else None
    inclusion = None
    if head:
        path = inclusion_path(place, head.tree_size, read_nodes)
        inclusion = Inclusion(place, head.tree_size, tuple(path))
    content = build_proof(
        copy_of(receipt),
        json.loads(event.body),
        read_promise(receipt.promise),
        signing_key(),
        inclusion=inclusion,
        tree_head=signed_head(head) if head else None,
        timestamp=stamp,
    )
    return ProofFile(content, sealed=head is not None, stamped_by=stamp.tsa if stamp else "")


def is_sealed(receipt: Receipt) -> bool:
    """Whether the event of the receipt has its place in the log."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT leaf_index IS NOT NULL FROM evidence_leaf WHERE event_id = %s", [receipt.event_id]
        )
        return bool(cursor.fetchone()[0])


def may_try(receipt: Receipt, now: datetime) -> bool:
    """Whether the control question may be answered now."""
    return receipt.unlock_blocked_until is None or receipt.unlock_blocked_until <= now


# Counted before the answer is looked at, in one statement: tries at the same moment can't slip through.
_COUNT = """
UPDATE intake_receipt SET
    unlock_failures = CASE WHEN unlock_failures + 1 >= %(most)s THEN 0 ELSE unlock_failures + 1 END,
    unlock_blocked_until = CASE WHEN unlock_failures + 1 >= %(most)s THEN %(pause)s::timestamptz END
WHERE id = %(receipt)s AND organisation_id = %(organisation)s
  AND (unlock_blocked_until IS NULL OR unlock_blocked_until <= %(now)s)
RETURNING unlock_failures
"""


def count_try(receipt: Receipt, now: datetime) -> int | None:
    """Count a try at the control question; gives how many are left after it, None during a pause."""
    values = {
        "most": MOST_TRIES,
        "pause": now + PAUSE,
        "receipt": receipt.pk,
        "organisation": receipt.organisation_id,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        row = cursor.fetchone()
    if row is None:
        return None
    return MOST_TRIES - int(row[0]) if row[0] else 0


def forget_tries(receipt: Receipt) -> None:
    """After the right answer: start counting anew."""
    Receipt.objects.filter(pk=receipt.pk).update(unlock_failures=0, unlock_blocked_until=None)
