"""In the demo some messages did not arrive: sent again, by letter, at the printer, or with a person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

from openloket.cli.demo.decided import decide
from openloket.cli.demo.letters import Letter, lost_letters
from openloket.flows.correspondence.send_message import FREE, look, send_message
from openloket.flows.correspondence.send_message import Letter as Words
from openloket.flows.delivery.choose_carrier import Typed, choose_carrier
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.letters.batch_letters import batch_letters
from openloket.flows.letters.post_letter import post_letter
from openloket.flows.letters.return_letter import return_letter
from openloket.flows.mail.receive_mail import receive_mail
from openloket.flows.mail.store_mail import Incoming, store_mail
from openloket.flows.submit_form import submit_form
from openloket.flows.terms.ask_supplement import Wish, ask_supplement
from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.models import Service
from openloket.post.letter_numbers import number_of
from openloket.post.models import Message, MessageState, Way
from openloket.post.ports import Carrier
from openloket.post.verp import return_address
from openloket.tenancy.models import Employee, Organisation
from openloket.zaken.models import Zaak

DAY, HOUR, MINUTE, SECOND = (timedelta(**{unit: 1}) for unit in ("days", "hours", "minutes", "seconds"))
_PHOTO = "- een foto van uw kentekenbewijs"
_LATER = "Wij bekijken uw aanvraag deze week.\n\nHebt u nog vragen? Bel ons gerust."
_LAMP = "De monteur komt donderdag. Daarna brandt de lamp weer."
_HOST = "mail.post.example"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where these stories are set: the organisation in scope, who works there, its services, its mailbox."""

    organisation: Organisation
    worker: Employee
    lead: Employee
    services: dict[str, Service]
    carrier: Carrier


def load_not_arrived(desk: Desk, now: datetime) -> None:
    """Each step of the ladder once (Awb 2:11), told by mail servers, the printer and the postman."""
    lost = lost_letters(desk.organisation.name, now.date())
    _posted_instead(desk, lost["besluit"], now)
    _at_the_printer(desk, lost["aanvulling"], now)
    _came_back(desk, lost["terug"], now)
    _letter_without_address(desk, lost["melding"], now)
    _still_tried(desk, lost["vertraagd"], now)
    _again_later(desk, lost["vol"], now)


def _posted_instead(desk: Desk, letter: Letter, now: datetime) -> None:
    """A decision came back; its letter was posted the next day, and the term to object begins anew."""
    decided_at = now - 12 * DAY
    decide(desk.organisation, desk.services[letter.service], desk.worker, letter, now, decided_at)
    row = carried(desk, decided_at)
    _told(desk, row, "failed", "5.1.1", "550 5.1.1 User unknown", decided_at + MINUTE)
    paper = Message.objects.get(instead_of=row)
    posted_at = decided_at + DAY
    post_letter(desk.worker, paper.pk, dag_in_amsterdam(posted_at), posted_at)


def _at_the_printer(desk: Desk, letter: Letter, now: datetime) -> None:
    """A question came back at once; its letter went to the printer the day after."""
    zaak, asked_at = _received(desk, letter, now), now - 3 * DAY
    last_day = dag_in_amsterdam(asked_at + 21 * DAY)
    ask_supplement(desk.worker, desk.organisation, zaak, Wish(_PHOTO, last_day), asked_at)
    _told(desk, carried(desk, asked_at), "failed", "5.2.1", "550 5.2.1 Account disabled", asked_at + MINUTE)
    choose_carrier(desk.organisation, desk.lead, Way.LETTER, Typed("folder", {"hour": "23"}), asked_at + HOUR)
    batch_letters(desk.organisation, "folder", asked_at + HOUR, asked_at + DAY, desk.worker)


def _came_back(desk: Desk, letter: Letter, now: datetime) -> None:
    """A letter came back: who it is for has moved."""
    written_at = now - 10 * DAY
    paper = _written(desk, letter, _LATER, now, written_at)
    posted_at = written_at + DAY
    post_letter(desk.worker, paper.pk, dag_in_amsterdam(posted_at), posted_at)
    came_at = now - DAY
    return_letter(desk.worker, number_of(paper.pk), "verhuisd", dag_in_amsterdam(came_at), came_at)


def _letter_without_address(desk: Desk, letter: Letter, now: datetime) -> None:
    """An address that does not exist, of somebody who told no other: the letter waits for one."""
    written_at = now - 2 * DAY
    _written(desk, letter, _LAMP, now, written_at)
    row = carried(desk, written_at)
    _told(desk, row, "failed", "5.1.2", "550 5.1.2 Host unknown", written_at + MINUTE)


def _still_tried(desk: Desk, letter: Letter, now: datetime) -> None:
    """A mail server further on keeps trying."""
    written_at = now - 5 * HOUR
    _written(desk, letter, _LATER, now, written_at)
    row = carried(desk, written_at)
    _told(desk, row, "delayed", "4.4.1", "451 4.4.1 Connection timed out", written_at + 4 * HOUR)


def _again_later(desk: Desk, letter: Letter, now: datetime) -> None:
    """A mailbox is full: the message goes out again in a few hours."""
    written_at = now - HOUR
    _written(desk, letter, _LATER, now, written_at)
    row = carried(desk, written_at)
    _told(desk, row, "failed", "4.2.2", "452 4.2.2 Mailbox full", written_at + 10 * MINUTE)


def _received(desk: Desk, letter: Letter, now: datetime) -> Zaak:
    """What somebody sent, with its receipt in the mailbox."""
    at, key, service = now - timedelta(days=letter.days_ago), new_key(), desk.services[letter.service]
    drafts.keep(key, service.pk, service.form_version_id, letter.answers, at)
    sent = submit_form(desk.organisation, key, letter.reachable, at)
    carried(desk, at)
    zaak: Zaak = Zaak.objects.get(reference=sent.reference)
    return zaak


def _written(desk: Desk, letter: Letter, text: str, now: datetime, at: datetime) -> Message:
    """A message of an employee about what somebody sent."""
    zaak: Any = _received(desk, letter, now)
    words = Words(FREE, "Uw bericht", text)
    mark = look(desk.organisation, zaak, words, at).mark
    return send_message(desk.organisation, desk.worker, zaak, words, mark, at)


def carried(desk: Desk, at: datetime) -> Message:
    """Everything that waits leaves, a second after it was written; gives what was written last."""
    waiting = Message.objects.filter(state=MessageState.QUEUED, created_at__lte=at)
    left = list(waiting.order_by("pk"))
    for row in left:
        moments = iter((row.created_at + SECOND, row.created_at + 2 * SECOND))
        deliver(row.pk, desk.carrier, moments.__next__)
    return left[-1]


def _told(desk: Desk, row: Message, action: str, status: str, words: str, at: datetime) -> None:
    """A mail server reports on a message of ours, to the return address of its sending (RFC 3464)."""
    sender = return_address(row.pk, row.step, desk.organisation.return_pattern)
    report = _report(sender, row.to_address, action, status, words, at)
    stored = store_mail(desk.organisation, Incoming(report, sender, "", at), at)
    receive_mail(desk.organisation, stored.mail_id, at)


def _report(to: str, recipient: str, action: str, status: str, words: str, at: datetime) -> bytes:
    lines = [
        "Return-Path: <>",
        f"From: Mail Delivery System <MAILER-DAEMON@{_HOST}>",
        f"To: {to}",
        "Subject: Undelivered Mail Returned to Sender",
        f"Date: {format_datetime(at)}",
        f"Message-ID: <{at:%Y%m%d%H%M%S}.{status}@{_HOST}>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="rapport"',
        "",
        "--rapport",
        "",
        "Your message could not be delivered.",
        f"<{recipient}>: {words}",
        "--rapport",
        "Content-Type: message/delivery-status",
        "",
        f"Reporting-MTA: dns; {_HOST}",
        "",
        f"Final-Recipient: rfc822; {recipient}",
        f"Action: {action}",
        f"Status: {status}",
        f"Diagnostic-Code: smtp; {words}",
        "--rapport--",
        "",
    ]
    return "\r\n".join(lines).encode()
