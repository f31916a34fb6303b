"""A worker sends a code to see how a zaak stands: only to the address that came with the message itself."""

from datetime import date, datetime, timedelta

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.writing import address_lines
from openloket.flows.delivery.sending_off import send_off
from openloket.intake.models import Receipt, Submission
from openloket.intake.status_codes import Way, keep, left, new_code, on_paper_since, shown
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.people.reachability import reachable_at
from openloket.post.composing import Rendered, put, put_letter, render
from openloket.post.models import Message
from openloket.post.models import Way as Carried
from openloket.tenancy import scope
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation

KIND = "status_code"
BETWEEN_LETTERS = timedelta(days=7)
"""A letter costs money and somebody's time: whoever asks, there is one in so long."""
_ACTOR = "system"


def send_status_code(organisation: Organisation, reference: str, way: Way, now: datetime) -> bool:
    """Send a code for this reference; whether there was something to send, and where to."""
    with transaction.atomic():
        # Its receipt is locked: of two questions at once the second sees the letter of the first.
        receipts = Receipt.objects.select_for_update(of=("self",)).select_related("submission")
        receipt = receipts.filter(submission__reference=reference).first()
        if receipt is None:
            return False
        found = receipt.submission
        code = new_code()
        rendered = _rendered(organisation, reference, code, way, now)
        sent = (_letter if way is Way.LETTER else _mail)(organisation, found, rendered, now)
        if sent is None:
            return False
        keep(found.pk, reference, code, way, now)
        body = describe(
            "status.code_sent", now, _ACTOR, reference=reference, way=way.value, message_sha256=sent.sha256
        )
        record(scope.current(), now, _ACTOR, [Fact("status.code_sent", "submission", found.pk, body)])
    return True


def code_left(message_id: int, sent_on: date, at: datetime) -> None:
    """The message with the code has left: it works from now."""
    message = Message.objects.get(pk=message_id)
    way = Way.LETTER if message.way == Carried.LETTER else Way.EMAIL
    left(message.subject_id, way, message.created_at, at)


def _rendered(organisation: Organisation, reference: str, code: str, way: Way, now: datetime) -> Rendered:
    subject = f"Uw code voor {reference}"
    context = {
        "org": organisation,
        "subject": subject,
        "reference": reference,
        "code": shown(code),
        "status_url": public_url(organisation, "status/code"),
        "by_letter": way is Way.LETTER,
        "until": datum_in_woorden(dag_in_amsterdam(now + way.works)),
    }
    return render(KIND, subject, context)


def _mail(organisation: Organisation, found: Submission, rendered: Rendered, now: datetime) -> Message | None:
    address = found.email or reachable_at(found.reference)
    if not address:
        return None
    message = put(
        rendered,
        kind=KIND,
        subject=("submission", found.pk),
        to_address=address,
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
    )
    send_off(message)
    return message


def _letter(
    organisation: Organisation, found: Submission, rendered: Rendered, now: datetime
) -> Message | None:
    lines = address_lines(found.answers)
    if not lines or on_paper_since(found.pk, now - BETWEEN_LETTERS):
        return None
    return put_letter(
        rendered,
        kind=KIND,
        subject=("submission", found.pk),
        to_lines=lines,
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
    )
