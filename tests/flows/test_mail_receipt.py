"""The receipt that answers an e-mail: what it holds, how it travels, and that no machine answers it."""

import hashlib
from datetime import datetime

from django.test import Client
from tests.cast import Municipality
from tests.flows.mailing import mail_in
from tests.mailread.making import file, multipart, part

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.flows.delivery.deliver_messages import deliver
from openloket.intake.models import Receipt, Submission
from openloket.mailread.reading import read
from openloket.offer.models import Service
from openloket.post.models import Message

CONTENT = b"%PDF-1.4 bewijs"
SECRET = "Ik heb schulden en ben ziek."


def asked(text: str) -> bytes:
    return multipart(
        "mixed", part(text), file(CONTENT, "application/pdf", "bewijs.pdf"), subject="Parkeervergunning"
    )


def test_it_says_what_when_and_with_which_files(duinstede: Municipality, now: datetime) -> None:
    _, handled = mail_in(duinstede, asked("Hierbij mijn bewijs."), now)
    sent = Message.objects.get()
    digest = hashlib.sha256(CONTENT).hexdigest()
    for words in (handled.reference, "2 maart 2026", "10.15", "Hierbij mijn bewijs.", "bewijs.pdf", digest):
        assert words in sent.text, words
        assert words in sent.html, words


def test_no_machine_answers_it(duinstede: Municipality, now: datetime) -> None:
    """RFC 3834: it says that a program sent it, answers one message, and knows itself when it comes back."""
    mail_in(duinstede, asked("Hierbij."), now)
    carrier = MemoryCarrier()
    deliver(Message.objects.get().pk, carrier, lambda: now)
    deliver(Message.objects.get().pk, carrier, lambda: now)
    [sent] = carrier.carried
    heads = read(sent.content)
    assert heads.first("auto-submitted") == "auto-replied"
    assert heads.first("x-auto-response-suppress") == "OOF, AutoReply, RN, NRN"
    assert heads.first("x-loop") == "info@duinstede.example"
    assert heads.first("in-reply-to") == heads.first("references") == "<m1@voorbeeld.nl>"
    assert heads.first("precedence") == ""  # RFC 3834 asks for none, and some servers throw such mail away
    # Not empty, as for reports: a bounce must come back, or nobody knows that the receipt did not arrive.
    assert sent.sender == "info@duinstede.example"


def test_about_a_sensitive_product_the_text_stays_behind_a_link(
    duinstede: Municipality, now: datetime, client: Client
) -> None:
    """Awb 2:9: what somebody mailed once must not travel through the same open post a second time."""
    Service.objects.update(sensitive=True)
    mail_in(duinstede, asked(SECRET), now)
    sent, receipt = Message.objects.get(), Receipt.objects.get()
    reference = Submission.objects.get().reference
    for words in (SECRET, "bewijs.pdf"):
        assert words not in sent.text
        assert words not in sent.html
    page = f"/duinstede/ontvangst/{reference}/{receipt.access_key}"
    assert page in sent.text
    assert reference in sent.text
    asks = client.get(page, follow=True)
    assert SECRET not in asks.content.decode()
    assert "Uw e-mailadres" in asks.content.decode()
    wrong = client.post(asks.request["PATH_INFO"], {"email": "piet@voorbeeld.nl"})
    assert wrong.status_code == 422
    opened = client.post(asks.request["PATH_INFO"], {"email": "Jan@Voorbeeld.nl"}, follow=True)
    assert SECRET in opened.content.decode()
    assert "bewijs.pdf" in opened.content.decode()
