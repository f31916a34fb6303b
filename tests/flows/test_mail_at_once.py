"""The same e-mail in several hands at one moment, each on its own connection, all committing."""

from datetime import UTC, datetime

from tests import cast
from tests.at_once import at_once
from tests.mailread.making import message

from openloket.flows.mail.receive_mail import HandledAlready, receive_mail
from openloket.flows.mail.store_mail import Incoming, store_mail
from openloket.intake.models import RawMail, Submission
from openloket.post.models import Message
from openloket.zaken.models import Zaak

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
HANDS = 4


def test_stored_and_handled_once(town: cast.Municipality) -> None:
    incoming = Incoming(message("Hallo"), "info@duinstede.example", None, NOW)
    stored = at_once([lambda: store_mail(town.organisation, incoming, NOW)] * HANDS)
    assert sorted(one.new for one in stored) == [False] * (HANDS - 1) + [True]
    row = RawMail.objects.get()
    at_once([lambda: receive_mail(town.organisation, row.pk, NOW)] * HANDS, HandledAlready)
    row.refresh_from_db()
    assert row.submission_id == Submission.objects.get().pk
    assert Message.objects.count() == Zaak.objects.count() == 1
