"""A citizen mails an objection to a wrong address of the municipality, in the last hour of the last day."""

from datetime import UTC, date, datetime, timedelta

from openloket.evidence.models import Event
from openloket.intake.models import Receipt, Submission
from openloket.offer.models import Channel
from openloket.post.models import Message
from openloket.zaken.models import Timeliness, Zaak
from tests.cast import Municipality
from tests.flows.disputing import refused, service_for
from tests.flows.mailing import mail_in
from tests.mailread.making import CITIZEN, message

LAST_MOMENT = datetime(2026, 4, 20, 21, 59, tzinfo=UTC)
TOO_LATE = datetime(2026, 4, 20, 22, 0, tzinfo=UTC)
SENDER = b"Jan Jansen <jan@example.nl>"


def objection(reference: str, identifier: str = "<bezwaar@example.nl>") -> bytes:
    """The e-mail, which names the decision as citizens do."""
    text = f"Ik maak bezwaar tegen uw besluit {reference}. Ik heb die vergunning nodig voor mijn werk."
    raw = message(text, subject="Niet mee eens", to="afval@duinstede.example", message_id=identifier)
    return raw.replace(CITIZEN.encode(), SENDER)


def ready(duinstede: Municipality, now: datetime) -> Zaak:
    """A refusal that was made known; and an address that is for something else altogether."""
    zaak, _ = refused(duinstede, now, now + timedelta(days=7))
    service_for(duinstede, "bezwaar")
    Channel.create(
        service=duinstede.service, kind="e-mail", text="Mail", address="afval@duinstede.example",
        designated=False, position=2, valid_from=date(2026, 1, 1),
    )  # fmt: skip
    return zaak


def test_it_is_handled_confirmed_and_in_time(duinstede: Municipality, now: datetime) -> None:
    zaak = ready(duinstede, now)
    handled_at = LAST_MOMENT + timedelta(hours=9)  # the worker was down for the night
    raw, to = objection(zaak.reference), "afval@duinstede.example"
    _, handled = mail_in(duinstede, raw, LAST_MOMENT, to=to, handled_at=handled_at)
    own = Zaak.objects.get(reference=handled.reference)
    assert (own.kind, own.about, own.last_day) == ("bezwaar", zaak, date(2026, 6, 1))
    submission = Submission.objects.get(reference=handled.reference)
    assert (submission.received_at, submission.judgement["bericht"]["actie"]) == (LAST_MOMENT, "behandelen")
    row = Timeliness.objects.get(submission=submission)
    assert (row.verdict, row.last_day) == (Timeliness.Verdict.IN_TIME, date(2026, 4, 20))
    sent = Message.objects.get(kind="receipt", subject_id=submission.pk)
    assert sent.to_address == "jan@example.nl"
    assert "Uw bezwaar is op tijd." in sent.text
    receipt = Receipt.objects.get(submission=submission)
    assert (receipt.exception, receipt.issued_at) == ("", handled_at)
    told = Event.objects.filter(subject_kind="zaak", subject_id=own.pk).values_list("kind", flat=True)
    assert {"zaak.opened", "objection.linked", "timeliness.judged"} <= set(told)


def test_a_minute_later_a_person_decides(duinstede: Municipality, now: datetime) -> None:
    zaak = ready(duinstede, now)
    _, handled = mail_in(duinstede, objection(zaak.reference), TOO_LATE, to="afval@duinstede.example")
    row = Timeliness.objects.get(submission__reference=handled.reference)
    assert row.verdict == Timeliness.Verdict.LATE
    assert "Een medewerker beslist" in Message.objects.get(subject_id=row.submission_id, kind="receipt").text
