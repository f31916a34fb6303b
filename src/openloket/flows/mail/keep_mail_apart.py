"""An e-mail that is not received: kept apart for a person, or refused with the reason told (Awb 2:15)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.delivery.sending_off import send_off
from openloket.flows.mail.sorting_mail import Sorted
from openloket.intake.mails import Ending, end
from openloket.intake.models import MailState, RawMail
from openloket.mailread.kinds import Kind
from openloket.post.composing import put, render
from openloket.tenancy.local_time import in_words
from openloket.tenancy.models import Organisation

_ACTOR = "system"
_SUBJECT = "Wij konden uw e-mail niet aannemen"


def keep_apart(row: RawMail, found: Sorted, reasons: Sequence[str], now: datetime) -> Ending | None:
    """Put it where employees see it with its reasons; nothing is sent. None: somebody else was first."""
    kind = found.sorting.kind.value
    ending = Ending(MailState.APART, kind, reasons, found.checks)
    with transaction.atomic():
        if not end(row, ending, now):
            return None
        body = describe("mail.kept_apart", now, _ACTOR, mail=row.pk, mail_kind=kind)
        record(row.organisation_id, now, _ACTOR, [Fact("mail.kept_apart", "mail", row.pk, body)])
    return ending


def refuse_mail(
    organisation: Organisation, row: RawMail, found: Sorted, to: str, now: datetime
) -> Ending | None:
    """It is too much to take: the sender is told why and how else it can be sent (Awb 2:15 lid 1 and 3).

    `to` is empty for who can't be answered. None: somebody else was first.
    """
    refusals = found.mail.refusals
    reasons = (*found.reasons, *(one.reason for one in refusals))
    ending = Ending(MailState.REFUSED, Kind.MESSAGE.value, reasons, found.checks)
    with transaction.atomic():
        if not end(row, ending, now):
            return None
        grounds = [one.excess.value for one in refusals]
        body = describe("mail.refused", now, _ACTOR, mail=row.pk, grounds=[*grounds], told=bool(to))
        record(organisation.pk, now, _ACTOR, [Fact("mail.refused", "mail", row.pk, body)])
        if to:
            _tell(organisation, row, found, to, now)
    return ending


def _tell(organisation: Organisation, row: RawMail, found: Sorted, to: str, now: datetime) -> None:
    values = {
        "org": organisation,
        "subject": _SUBJECT,
        "reasons": [one.reason for one in found.mail.refusals],
        "received_at": in_words(row.received_at),
    }
    message = put(
        render("mail_refused", _SUBJECT, values),
        kind="mail_refused",
        subject=("mail", row.pk),
        to_address=to,
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
        in_reply_to=found.mail.message_id,
    )
    send_off(message)
