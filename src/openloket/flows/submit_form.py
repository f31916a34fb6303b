"""A citizen sends a form: judged by the law, received, confirmed and provable, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from openloket.flows.mandates.telling_grantor import NotHeld, hold_mandate, tell_first_use
from openloket.flows.receiving.arriving import Arrival
from openloket.flows.receiving.confirmation import confirmation, consequences, post_confirmation
from openloket.flows.receiving.copying import Copied, exact_copy
from openloket.flows.receiving.judging import Judged, Problems, judge
from openloket.flows.receiving.placing import place
from openloket.flows.receiving.recording import record_received
from openloket.flows.receiving.sendable import Sendable, find_sendable
from openloket.intake.drafts import empty
from openloket.intake.receiving import Entry, Issued, write_receipt, write_submission
from openloket.intake.references import key_hash, new_key
from openloket.people.reachability import keep_yes, question
from openloket.people.sessions import Who
from openloket.tenancy.models import Organisation

CHANNEL = "webformulier"


@dataclass(frozen=True, slots=True)
class Sent:
    """The way to the receipt of a message that was received, now or before."""

    reference: str
    access_key: str


class NothingToSubmit(Exception):
    """There is no draft behind this key any more, and it was not sent either."""


class NotTheirs(Exception):
    """It is somebody else's, or they must log in, or do so more surely, before it can be sent."""


class UnableToSubmit(Exception):
    """The form can't be received yet: `problems` by step tell what to mend."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(f"problems in {len(problems)} steps")
        self.problems = problems


def submit_form(
    organisation: Organisation,
    key: str,
    reachable: bool,
    now: datetime,
    taken_for: Callable[[Sendable], Sendable] | None = None,
    who: Who | None = None,
    present: bool = False,
) -> Sent:
    """Receive the draft behind `key` (Awb 2:13, 2:17, 2:20). Sending it again gives the same receipt.

    `reachable` is the answer to the separate question whether other messages may come by e-mail (Awb 2:8).
    `taken_for` says of a message that may be about anything what it is received for (submit_message.py).
    `who` is logged in: the message is theirs, or of whom they act for (Awb 2:1(2)). `present`: who is helped
    sits beside them and said that this is their own message.
    Raises NothingToSubmit, NotTheirs or UnableToSubmit; after each of them, nothing was received.
    """
    sendable = find_sendable(key, now, who)
    if sendable is None:
        raise NothingToSubmit
    if sendable.draft.receipt:
        return Sent(*sendable.draft.receipt)
    if not sendable.open_to(who, present):
        raise NotTheirs
    sendable = taken_for(sendable) if taken_for else sendable
    judged = judge(sendable, now)
    if not isinstance(judged, Judged):
        raise UnableToSubmit(judged)
    copied = exact_copy(organisation, sendable, judged, now, who)
    try:
        with transaction.atomic():
            return _receive(organisation, key, reachable, sendable, judged, copied, who)
    except NotHeld as ended:
        raise NotTheirs from ended
    except IntegrityError:
        again = find_sendable(key, now)
        if again is None or again.draft.receipt is None:
            raise
        return Sent(*again.draft.receipt)  # the same form, sent at the same moment


def _receive(
    organisation: Organisation,
    key: str,
    reachable: bool,
    sendable: Sendable,
    judged: Judged,
    copied: Copied,
    who: Who | None,
) -> Sent:
    service, copy, access_key = sendable.service, copied.copy, new_key()
    if who and who.acting:
        hold_mandate(who.acting.mandate_id, sendable.matter(who), copy.received_at)
    submission_id = write_submission(
        Entry(
            key_hash=key_hash(key),
            channel=CHANNEL,
            service_id=service.id,
            form_version_id=sendable.draft.form_version_id,
            message_type=service.message_type,
            about=sendable.draft.about,
            copy=copy,
            answers=judged.answers,
            files=copied.files,
            email=judged.email,
            judgement=judged.as_json(),
            who=who,
        )
    )
    whose = who.on_behalf_of if who else None
    placed = place(Arrival(submission_id, sendable, judged, copy, CHANNEL, sendable.draft.about, whose))
    told = consequences(sendable, judged, placed)
    mail = confirmation(organisation, copy, told, access_key) if judged.email else None
    received = record_received(organisation.pk, CHANNEL, copy, judged, submission_id, placed.facts, mail)
    write_receipt(submission_id, copy, received, Issued(access_key, judged.exception, judged.by_letter, told))
    empty(sendable.draft.id)
    if reachable and judged.email:
        about = placed.joined or copy.reference
        keep_yes(judged.email, about, question(service.title), CHANNEL, copy.received_at)
    if mail:
        post_confirmation(organisation, mail, submission_id, judged.email, copy.received_at)
    if who and who.acting:
        tell_first_use(organisation, who.acting.mandate_id, service.title, copy.reference, copy.received_at)
    return Sent(copy.reference, access_key)
