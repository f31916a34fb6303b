"""E-mail as a channel: each becomes a message with a receipt, or is kept apart with its reason."""

import hashlib
from datetime import datetime, timedelta

from django.db import connection
from django.test import Client
from tests.cast import Municipality
from tests.flows.mailing import mail_in
from tests.mailread.making import CITIZEN, file, message, multipart, part

from openloket.evidence.canonical import read_canonical
from openloket.evidence.copy import read_copy
from openloket.evidence.models import Event
from openloket.flows.mail.receive_mail import receive_mail
from openloket.flows.mail.store_mail import Incoming, store_mail
from openloket.intake.models import MailState, RawMail, Receipt, Submission
from openloket.post.models import Message
from openloket.zaken.models import Zaak

ASKS = message("Ik wil graag een vergunning om te parkeren.", subject="Parkeervergunning aanvragen")


def test_everything_that_belongs_to_it_exists(duinstede: Municipality, now: datetime) -> None:
    row, handled = mail_in(duinstede, ASKS, now)
    assert (row.state, row.kind, handled.state) == (MailState.HANDLED, "message", MailState.HANDLED)
    submission = Submission.objects.get(reference=handled.reference)
    assert (submission.channel, submission.form_version_id, submission.received_at) == ("e-mail", None, now)
    assert (row.submission_id, submission.email) == (submission.pk, "jan@voorbeeld.nl")
    receipt = Receipt.objects.get(submission=submission)
    assert (receipt.exception, receipt.issued_at) == ("", now)
    zaak = Zaak.objects.get(submission=submission)
    assert (zaak.sender, zaak.title, zaak.kind) == ("Jan de Vries", "Parkeervergunning", "aanvraag")
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds == {"mail.stored", "submission.received", "receipt.issued", "zaak.opened"}


def test_the_receipt_answers_the_mail_with_its_text_and_files(duinstede: Municipality, now: datetime) -> None:
    content = b"%PDF-1.4 bewijs"
    raw = multipart(
        "mixed",
        part("Hierbij mijn bewijs."),
        file(content, "application/pdf", "bewijs.pdf"),
        subject="Parkeren",
    )
    _, handled = mail_in(duinstede, raw, now)
    sent = Message.objects.get(kind="receipt")
    assert (sent.to_address, sent.in_reply_to) == ("jan@voorbeeld.nl", "m1@voorbeeld.nl")
    assert handled.reference in sent.text
    assert "Hierbij mijn bewijs." in sent.text
    assert "bewijs.pdf" in sent.text
    assert hashlib.sha256(content).hexdigest() in sent.text
    assert hashlib.sha256(content).hexdigest() in sent.html
    copy = read_copy(read_canonical(Submission.objects.get().copy.encode()))
    assert [(one.name, one.size) for one in copy.attachments] == [("bewijs.pdf", len(content))]


def test_the_same_mail_twice_is_one_message(duinstede: Municipality, now: datetime) -> None:
    first, handled = mail_in(duinstede, ASKS, now)
    relayed = b"Received: from elders\r\n" + ASKS
    second, again = mail_in(duinstede, relayed, now + timedelta(hours=1), to="balie@duinstede.example")
    assert (first.pk, handled.reference) == (second.pk, again.reference)
    assert Submission.objects.count() == Message.objects.count() == RawMail.objects.count() == 1


def test_stored_before_anything_else(duinstede: Municipality, now: datetime) -> None:
    """A process that dies between storing and handling loses nothing: the job is there with the row."""
    stored = store_mail(duinstede.organisation, Incoming(ASKS, "info@duinstede.example", None, now), now)
    assert not Submission.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, (args->>'mail_id')::bigint FROM procrastinate_jobs")
        assert cursor.fetchall() == [("handle_mail", stored.mail_id)]
    later = now + timedelta(hours=3)
    handled = receive_mail(duinstede.organisation, stored.mail_id, later)
    assert Submission.objects.get(reference=handled.reference).received_at == now
    assert Receipt.objects.get().issued_at == later


def test_a_machine_gets_no_receipt(duinstede: Municipality, now: datetime) -> None:
    row, handled = mail_in(duinstede, message(subject="Afwezig", auto_submitted="auto-replied"), now)
    assert (row.state, row.kind) == (MailState.APART, "auto")
    assert handled.reasons
    assert not Submission.objects.exists()
    assert not Message.objects.exists()
    assert set(Event.objects.values_list("kind", flat=True)) == {"mail.stored", "mail.kept_apart"}


def test_an_answer_joins_its_zaak(duinstede: Municipality, now: datetime) -> None:
    _, first = mail_in(duinstede, ASKS, now)
    sent = Message.objects.get(kind="receipt")
    answer = message(
        "Nog iets over mijn auto.",
        subject="Re: Wij hebben uw bericht ontvangen",
        message_id="<m2@voorbeeld.nl>",
        in_reply_to=sent.message_id,
    ).replace(CITIZEN.encode(), b"Piet <piet@elders.example>")
    _, handled = mail_in(duinstede, answer, now)
    zaak = Zaak.objects.get()
    assert zaak.reference == first.reference
    assert [one.submission.reference for one in zaak.filings.all()] == [handled.reference]
    assert zaak.reference in Message.objects.get(to_address="piet@elders.example").text


def test_a_reference_alone_opens_no_zaak_of_another(duinstede: Municipality, now: datetime) -> None:
    _, first = mail_in(duinstede, ASKS, now)
    raw = message("Hallo", subject=f"Over {first.reference}", message_id="<x@y.nl>")
    stranger = raw.replace(CITIZEN.encode(), b"Vreemd <vreemd@elders.example>")
    row, handled = mail_in(duinstede, stranger, now)
    assert Zaak.objects.count() == 2
    assert any(first.reference in reason for reason in handled.reasons)
    known = raw.replace(b"x@y.nl", b"z@y.nl")
    mail_in(duinstede, known, now)
    assert Zaak.objects.get(reference=first.reference).filings.count() == 1
    assert row.state == MailState.HANDLED


def test_a_flood_of_one_sender_stops(duinstede: Municipality, now: datetime) -> None:
    for number in range(32):
        raw = message(f"Bericht {number}", message_id=f"<f{number}@voorbeeld.nl>")
        row, _ = mail_in(duinstede, raw, now + timedelta(seconds=number))
    assert Message.objects.count() == 30
    assert row.state == MailState.APART
    assert "in een uur" in row.reasons[-1]


def test_its_receipt_opens_on_the_page_and_as_pdf(
    client: Client, duinstede: Municipality, now: datetime
) -> None:
    _, handled = mail_in(duinstede, ASKS, now)
    key = Receipt.objects.get().access_key
    page = f"/duinstede/ontvangst/{handled.reference}/{key}"
    shown = client.get(page)
    assert shown.status_code == 200
    assert "Ik wil graag een vergunning om te parkeren." in shown.content.decode()
    file = client.get(f"{page}/ontvangstbewijs.pdf")
    assert b"".join(file).startswith(b"%PDF-")
