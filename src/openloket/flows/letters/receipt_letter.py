"""The confirmation of receipt on paper (Awb 6:14, 9:6; 2:8 without a yes to e-mail)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from openloket.evidence.copy import Copy
from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.writing import address_lines
from openloket.intake.models import Receipt
from openloket.intake.receipts import copy_of
from openloket.post.composing import put_letter, render_letter
from openloket.post.models import Message, MessageState
from openloket.tenancy import scope
from openloket.tenancy.local_time import in_words
from openloket.tenancy.models import Organisation

KIND = "receipt_letter"


def write_receipt_letter(
    organisation: Organisation,
    submission_id: int,
    copy: Copy,
    told: Mapping[str, Any],
    answers: Mapping[str, Any],
    now: datetime,
) -> Message:
    """Compose the letter, with the exact copy, inside the transaction that receives the message."""
    context = {"org": organisation, "copy": copy, "told": told, "received": told["received"]}
    rendered = render_letter(KIND, f"Wij hebben uw bericht ontvangen ({copy.reference})", context)
    return put_letter(
        rendered,
        kind=KIND,
        subject=("submission", submission_id),
        to_lines=address_lines(answers),
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
    )


def receipt_by_letter(failed: Message, now: datetime) -> Message:
    """The e-mail that confirms receipt did not arrive: a letter with the exact copy takes its place.

    Call it inside the transaction that locked the failed message, which is withdrawn.
    """
    receipts = Receipt.objects.select_related("submission")
    receipt = receipts.get(submission_id=failed.subject_id)
    copy = copy_of(receipt)
    told = {"received": in_words(copy.received_at), **receipt.consequences}
    organisation = Organisation.objects.get(pk=scope.current())
    answers = receipt.submission.answers
    letter = write_receipt_letter(organisation, failed.subject_id, copy, told, answers, now)
    Receipt.objects.filter(pk=receipt.pk).update(letter_due=True)
    Message.objects.filter(pk=failed.pk).update(state=MessageState.WITHDRAWN, settled_at=now)
    return letter


def receipt_letter_left(message_id: int, sent_on: date, at: datetime) -> None:
    """The letter was posted: the receipt is confirmed on paper; told twice it is noted once."""
    submission_id = Message.objects.values_list("subject_id", flat=True).get(pk=message_id)
    due = Receipt.objects.filter(submission_id=submission_id, letter_due=True, letter_sent_at=None)
    if not due.update(letter_sent_at=at):
        return
    reference = Receipt.objects.values_list("submission__reference", flat=True).get(
        submission_id=submission_id
    )
    body = describe("receipt.letter", at, "system", reference=reference, sent_on=sent_on.isoformat())
    record(scope.current(), at, "system", [Fact("receipt.letter", "submission", submission_id, body)])
