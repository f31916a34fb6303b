"""A test question goes to a municipality as anybody's would, and its clock runs until the confirmation."""

import re
import secrets
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from django.db import IntegrityError, transaction

from openloket.flows.measuring.observe import gone
from openloket.mailread.bounce.reading import bounces_in
from openloket.mailread.reading import read
from openloket.monitor.models import Municipality, ReceiptTest, Round
from openloket.monitor.noting import note_answer
from openloket.post.ports import Carrier, Envelope, NotCarried

QUESTION = "Kan ik gratis parkeren bij het gemeentehuis? En als dat niet zo is: wat kost het?"
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
MAILBOX = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_CODE = re.compile(r"\bV-[2-9A-Z]{8}\b")
_LONGEST_ANSWER = 200
_RECEIVED = re.compile(r"ontvang|ontving|received", re.IGNORECASE)


class UnableToAsk(Exception):
    """The question can't be asked, or its answer not be noted; the message says why, in Dutch."""


def ask_by_mail(
    round: Round, code: str, recipient: str, sender: str, seen_by: str, carrier: Carrier, now: datetime
) -> ReceiptTest:
    """Mail the question; what no server took was not asked. Raises UnableToAsk."""
    if not MAILBOX.fullmatch(recipient):
        raise UnableToAsk(f"‘{recipient}’ is geen e-mailadres.")
    test = _begin(round, code, "email", f"mailto:{recipient}", seen_by, now)
    try:
        carrier.carry(Envelope(sender, recipient, _mail(test, sender, recipient)))
    except NotCarried as refusal:
        ReceiptTest.objects.filter(pk=test.pk, answered_at=None).delete()
        raise UnableToAsk(f"De vraag is niet verstuurd: {refusal.answer}") from refusal
    return test


def ask_by_form(round: Round, code: str, address: str, seen_by: str, now: datetime) -> ReceiptTest:
    """Start the clock of a question that somebody types into a form at this moment. Raises UnableToAsk."""
    if not address.startswith(("https://", "http://")):
        raise UnableToAsk(f"‘{address}’ is geen adres van een formulier.")
    return _begin(round, code, "web_form", address, seen_by, now)


def answer_by_mail(raw: bytes, now: datetime) -> ReceiptTest:
    """Note the confirmation that an e-mail holds. A bounce is none, nor is our own question.

    The moment is the one in the e-mail when it can be true, else now. Raises UnableToAsk.
    """
    mail = read(raw)
    if bounces_in(mail):
        raise UnableToAsk("Dit is een melding dat de vraag niet aankwam. Dat is geen bevestiging.")
    repeated = " ".join((*mail.in_reply_to, *mail.references)).upper()
    codes = set(_CODE.findall(f"{mail.subject}\n{mail.text}\n{repeated}"))
    tests = ReceiptTest.objects.filter(code__in=codes, answered_at=None)
    test = tests.first() if len(codes) == 1 else None
    if test is None:
        raise UnableToAsk("In dit bericht staat geen code van een vraag die nog openstaat.")
    if test.seen_by.lower() in {one.address.lower() for one in mail.senders}:
        raise UnableToAsk("Dit is onze eigen vraag.")
    stated = mail.date if mail.date and mail.date.tzinfo else now
    at = stated if test.sent_at <= stated <= now else now
    return _note(test, at, _confirming(mail.text), now)


def _confirming(text: str) -> str:
    """The first sentence that speaks of receiving; the rest may name people."""
    sentences = re.split(r"(?<=[.!?])\s+|\n+", text)
    found = next((one for one in sentences if _RECEIVED.search(one)), "")
    return " ".join(found.split())[:_LONGEST_ANSWER]


def answer_seen(code: str, words: str, now: datetime) -> ReceiptTest:
    """Note a confirmation that somebody saw, on the page after a form. Raises UnableToAsk."""
    test = ReceiptTest.objects.filter(code__iexact=code.strip()).first()
    if test is None:
        raise UnableToAsk(f"Er is geen vraag met code {code}.")
    if not words.strip():
        raise UnableToAsk("Zeg erbij met welke woorden de ontvangst is bevestigd.")
    return _note(test, now, words.strip(), now)


def _note(test: ReceiptTest, at: datetime, words: str, now: datetime) -> ReceiptTest:
    if not note_answer(test, at, words, now):
        raise UnableToAsk(f"Vraag {test.code} was al bevestigd.")
    test.refresh_from_db()
    return test


def _begin(round: Round, code: str, way: str, address: str, seen_by: str, now: datetime) -> ReceiptTest:
    town = Municipality.objects.filter(code=code).first()
    if town is None or gone(town, round):
        raise UnableToAsk(gone(town, round) if town else f"Er is geen gemeente met code {code}.")
    if round.published_at:
        raise UnableToAsk(
            f"Ronde {round.key} is gepubliceerd. Een vraag van nu verandert daar niets meer aan."
        )
    number = "V-" + "".join(secrets.choice(_SIGNS) for _ in range(8))
    try:
        with transaction.atomic():
            return ReceiptTest.objects.create(
                round=round,
                municipality=town,
                way=way,
                code=number,
                address=address,
                question=QUESTION,
                sent_at=now,
                seen_by=seen_by,
            )
    except IntegrityError:
        raise UnableToAsk(f"{town.name} kreeg in deze ronde al een vraag langs deze weg.") from None


def _mail(test: ReceiptTest, sender: str, recipient: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, recipient
    mail["Subject"] = f"Vraag over parkeren ({test.code})"
    mail["Date"] = format_datetime(test.sent_at)
    mail["Message-ID"] = f"<{test.code.lower()}@{sender.partition('@')[2]}>"
    mail.set_content(
        f"Goedendag,\n\n{test.question}\n\nMijn kenmerk is {test.code}.\n\n"
        "Met vriendelijke groet,\neen bezoeker\n"
    )
    return mail.as_bytes()
