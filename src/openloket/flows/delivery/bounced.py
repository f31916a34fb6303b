"""A mail server says that a message of ours did not arrive: that counts, and so does the address (2:11)."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.delivery.note_delivery import note_delivery
from openloket.flows.delivery.suppressing import About, put_on_list, reason_of
from openloket.flows.mail.sorting_mail import Sorted
from openloket.intake.mails import Ending, end
from openloket.intake.models import MailState, RawMail
from openloket.mailread.bounce.model import Bounce, Lasting
from openloket.mailread.bounce.reading import bounces_in
from openloket.post.delivery import Event, EventKind, Source
from openloket.post.delivery_log import heard_of, placed
from openloket.post.models import Message, Way
from openloket.post.suppression import Failing

_ACTOR = "system"
_NO_MATCH = "Wij vonden niet om welk bericht van ons het gaat."
_MATCHED = "Het bericht van ons is niet bezorgd. Het staat bij ‘Niet bezorgd’."
_TRYING = "De mailserver probeert het nog."
_UNWANTED = "Het bericht kwam aan. De ontvanger noemde het ongewenst."
_UNREAD = "Het gaat om een bericht van ons, maar er is niets veranderd."


def note_bounces(row: RawMail, found: Sorted, now: datetime) -> Ending | None:
    """Mark the message that did not arrive (Awb 2:11); a bounce without a message of ours is kept apart.

    None: somebody else was first.
    """
    told = bounces_in(found.mail)
    lost = next((one for one in told if one.given_up and not one.complaint), None)
    message = found.message
    state = MailState.HANDLED if message and told else MailState.APART
    reasons = (*found.reasons, _outcome(message, lost, told))
    ending = Ending(state, found.sorting.kind.value, reasons, found.checks)
    with transaction.atomic():
        if not end(row, ending, now):
            return None
        if state == MailState.APART:
            record(row.organisation_id, now, _ACTOR, [_kept_apart(row, ending, now)])
        if message is not None:
            for one in told:
                _note(message, _event(row, one, found.step), one, now)
    return ending


def _note(message: Message, event: Event, told: Bounce, now: datetime) -> None:
    """The address first: the next step must not go there again."""
    _suppress(message, event, told, now)
    note_delivery(message.pk, event, now)


def _suppress(message: Message, event: Event, told: Bounce, now: datetime) -> None:
    """An address that does not work gets nothing more: the one we sent to, not one that somebody wrote."""
    reason, went = reason_of(told), placed(message, event, heard_of([message.pk]).get(message.pk, []))
    if reason is None or went is None or went.way != Way.EMAIL:
        return
    failing = Failing(Way.EMAIL, went.address or message.to_address, reason, told.code)
    about = About(message.pk, message.message_id, (message.subject_kind, message.subject_id))
    put_on_list(about, failing, now)


def _event(row: RawMail, told: Bounce, step: int) -> Event:
    """What a report says of our message; the same report a second time is the same event."""
    if told.complaint:
        kind = EventKind.COMPLAINED
    elif not told.given_up:
        kind = EventKind.DELAYED
    else:
        lasting = told.lasting is Lasting.PERMANENT
        kind = EventKind.BOUNCED_HARD if lasting else EventKind.BOUNCED_SOFT
    return Event(kind, row.received_at, Source.REPORT, f"mail:{row.pk}:{kind.value}", told.code,
                 step=step, address=told.recipient)  # fmt: skip


def _outcome(message: Message | None, lost: Bounce | None, told: tuple[Bounce, ...]) -> str:
    if message is None:
        return _NO_MATCH
    if not told:
        return _UNREAD
    if lost is not None:
        return _MATCHED
    return _UNWANTED if any(one.complaint for one in told) else _TRYING


def _kept_apart(row: RawMail, ending: Ending, now: datetime) -> Fact:
    body = describe("mail.kept_apart", now, _ACTOR, mail=row.pk, mail_kind=ending.kind)
    return Fact("mail.kept_apart", "mail", row.pk, body)
