"""A stored e-mail is handled: received with its receipt, or kept apart, refused or matched."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction

from openloket.flows.delivery.bounced import note_bounces
from openloket.flows.mail.judging_mail import MailJudged, NoService, judge_mail
from openloket.flows.mail.keep_mail_apart import keep_apart, refuse_mail
from openloket.flows.mail.mail_copy import mail_answers, mail_copy
from openloket.flows.mail.mail_files import Files, keep_mail_files, write_files
from openloket.flows.mail.sorting_mail import Sorted, sort_mail
from openloket.flows.receiving.arriving import Arrival
from openloket.flows.receiving.confirmation import confirmation, consequences, post_confirmation
from openloket.flows.receiving.placing import place
from openloket.flows.receiving.recording import record_received
from openloket.intake.mails import Ending, claim, count_from, end
from openloket.intake.models import MailState, RawMail
from openloket.intake.receiving import Entry, Issued, write_receipt, write_submission
from openloket.intake.references import key_hash, new_key
from openloket.mailread.kinds import Kind, may_be_confirmed
from openloket.mailread.mail import Excess
from openloket.tenancy.models import Organisation

CHANNEL = "e-mail"
MOST_AN_HOUR = 30
TOO_MANY = (
    "Van dit adres kwamen in een uur {count} berichten. Misschien antwoordt een computer op onze berichten. "
    "Een medewerker kijkt ernaar."
)
NO_SERVICE = "Er is nog geen product om dit bericht bij te ontvangen. Een medewerker kijkt ernaar."


class HandledAlready(Exception):
    """Somebody else handled this e-mail at the same moment; nothing was done twice."""


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of an e-mail; `reference` of the message that was received, empty for none."""

    state: MailState
    kind: str
    reasons: tuple[str, ...]
    reference: str = ""


def receive_mail(organisation: Organisation, mail_id: int, now: datetime) -> Handled:
    """Handle one stored e-mail of the organisation in scope, once (Awb 2:15, 2:17, 2:20; RFC 3834).

    Must not be called inside a transaction. Raises intake.ports.Temporary or BytesLost: it stays stored, and
    is tried again. Raises HandledAlready when somebody else was busy with it.
    """
    row = RawMail.objects.select_related("submission").get(pk=mail_id)
    if row.state != MailState.STORED:
        reference = row.submission.reference if row.submission else ""
        return Handled(MailState(row.state), row.kind, tuple(row.reasons), reference)
    found = sort_mail(organisation, row)
    kind = found.sorting.kind
    if kind is Kind.BOUNCE:
        return _ended(note_bounces(row, found, now))
    if kind not in (Kind.MESSAGE, Kind.REPLY):
        return _ended(keep_apart(row, found, found.reasons, now))
    count = count_from(row.sender, row.received_at - timedelta(hours=1), row) if row.sender else 0
    if count >= MOST_AN_HOUR:
        return _ended(keep_apart(row, found, (*found.reasons, TOO_MANY.format(count=count)), now))
    return receive(organisation, row, found, now)


def receive(organisation: Organisation, row: RawMail, found: Sorted, now: datetime) -> Handled:
    """Receive it as a message, whatever kind it seemed to be; the rest as `receive_mail`."""
    confirmed = may_be_confirmed(found.mail, Kind.MESSAGE)
    fit = confirmed.may and len(confirmed.to) <= 254 and confirmed.to.lower() not in found.own_addresses
    to = confirmed.to if fit else ""
    if any(one.excess is Excess.MESSAGE_SIZE for one in found.mail.refusals):
        return _ended(refuse_mail(organisation, row, found, to, now))
    answers = mail_answers(row, found.mail)
    try:
        judged = judge_mail(row, found, answers, to)
    except NoService:
        return _ended(keep_apart(row, found, (*found.reasons, NO_SERVICE), now))
    files = keep_mail_files(found.mail, now)
    with transaction.atomic():
        return _receive(organisation, row, found, judged, files, now)


def _receive(
    organisation: Organisation, row: RawMail, found: Sorted, meant: MailJudged, files: Files, now: datetime
) -> Handled:
    if not claim(row):
        raise HandledAlready
    judged, service, access_key = meant.judged, meant.offered.service, new_key()
    copy = mail_copy(organisation, row, judged.answers, files, service.title)
    submission_id = write_submission(
        Entry(
            key_hash=key_hash(f"mail {row.pk}"),
            channel=CHANNEL,
            service_id=service.id,
            form_version_id=None,
            message_type=service.message_type,
            about=meant.about,
            copy=copy,
            answers=judged.answers,
            files=write_files(files.kept, now),
            email=judged.email,
            judgement=judged.as_json(),
        )
    )
    reasons = (*found.reasons, meant.reason)
    ending = Ending(MailState.HANDLED, found.sorting.kind, reasons, found.checks, submission_id)
    end(row, ending, now)
    placed = place(Arrival(submission_id, meant.offered, judged, copy, CHANNEL, meant.about))
    refused = tuple(f"Niet aangenomen: {one}" for one in files.refused)
    placed = replace(placed, remarks=(*refused, *placed.remarks))
    told = consequences(meant.offered, judged, placed)
    mail = confirmation(organisation, copy, told, access_key, with_hashes=True) if judged.email else None
    received = record_received(organisation.pk, CHANNEL, copy, judged, submission_id, placed.facts, mail, now)
    issued = Issued(access_key, judged.exception, judged.by_letter, told, now)
    write_receipt(submission_id, copy, received, issued)
    if mail:
        answered = found.mail.message_id
        post_confirmation(organisation, mail, submission_id, judged.email, now, in_reply_to=answered)
    return Handled(ending.state, ending.kind, reasons, copy.reference)


def _ended(ending: Ending | None) -> Handled:
    if ending is None:
        raise HandledAlready
    return Handled(ending.state, ending.kind, tuple(ending.reasons))
