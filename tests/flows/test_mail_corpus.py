"""Hundreds of ugly mails and non-messages through the whole flow: each ends once, with its reason."""

import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.cast import Municipality
from tests.flows.mailing import mail_in
from tests.mailread.making import UGLY

from openloket.evidence.signing import signing_key
from openloket.evidence.verify import verify_file
from openloket.intake.models import MailState, RawMail, Receipt, Submission
from openloket.intake.receipts import proof_of
from openloket.mailread.kinds import Kind
from openloket.mailread.mail import Limits
from openloket.mailread.reading import read
from openloket.post.models import Message
from openloket.zaken.models import Zaak

LABELLED = Path(__file__).resolve().parents[3] / "shared" / "data" / "08-testclients" / "bounces"
APART = timedelta(minutes=3)


def test_every_ugly_mail_is_received_with_its_proof(duinstede: Municipality, now: datetime) -> None:
    for number, (name, make) in enumerate(UGLY.items()):
        row, handled = mail_in(duinstede, make(), now + APART * number)
        assert row.state in (MailState.HANDLED, MailState.APART), name
        assert handled.reasons, name
        assert bool(handled.reference) == (row.submission_id is not None) == (row.kind == "message"), name
    assert len(UGLY) > 90
    assert RawMail.objects.count() == len(
        {(read(m()).message_id, read(m()).content_sha256) for m in UGLY.values()}
    )
    received = RawMail.objects.exclude(submission=None).count()
    assert received == Submission.objects.count() == Receipt.objects.count() == Zaak.objects.count()
    confirmed = Receipt.objects.filter(exception="").count()
    assert confirmed == Message.objects.filter(kind="receipt").count()
    for receipt in Receipt.objects.select_related("submission"):
        report = verify_file(proof_of(receipt).content, [signing_key().public])
        assert report.ok, (receipt.submission.copy[:300], report.failed)


@pytest.mark.skipif(not LABELLED.exists(), reason="the labelled bounces stand beside the checkout")
def test_what_came_back_is_no_message(duinstede: Municipality, now: datetime) -> None:
    mails = {}
    for archive in ("flufl-bounce-data.zip", "sisimai-emails-bsd.zip"):
        with zipfile.ZipFile(LABELLED / archive) as opened:
            mails |= {n: opened.read(n) for n in opened.namelist() if n.endswith((".eml", ".txt"))}
    answered = []
    for number, (name, raw) in enumerate(sorted(mails.items())):
        row, handled = mail_in(duinstede, raw, now + APART * number)
        assert handled.reasons, name
        assert row.kind in set(Kind), name
        if handled.reference and Receipt.objects.get(submission=row.submission_id).exception == "":
            answered.append(name)
    assert len(mails) > 420
    # One was written by a person; in the other a person passes a bounce on.
    assert len(answered) <= 2, answered


def test_a_mail_beyond_the_limit_is_refused_with_the_reason(duinstede: Municipality, now: datetime) -> None:
    raw = b"From: jan@voorbeeld.nl\r\nSubject: Groot\r\n\r\n" + b"a" * (Limits().message + 1)
    row, handled = mail_in(duinstede, raw, now)
    assert row.state == MailState.REFUSED
    assert "Het bericht is te groot." in handled.reasons
    told = Message.objects.get()
    assert (told.kind, told.to_address) == ("mail_refused", "jan@voorbeeld.nl")
    assert "Het bericht is te groot." in told.text
    assert not Submission.objects.exists()
