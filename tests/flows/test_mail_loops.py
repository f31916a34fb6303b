"""Machines that answer machines: whatever they do, after one answer it is quiet."""

from datetime import datetime, timedelta

import pytest
from tests.adapters.listening import listening
from tests.adapters.shelf import OTHER, Shelf
from tests.cast import Municipality
from tests.flows.mailing import mail_in
from tests.mailread.making import CITIZEN, delivery_status, message

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.adapters.mail_out.smtp import MailServer, SmtpCarrier
from openloket.evidence.models import Event
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.mail.receive_anyway import UnableToReceive, receive_anyway
from openloket.intake.models import MailState, RawMail, Receipt, Submission
from openloket.mailread.reading import read
from openloket.post.models import DeliveryEvent, Message, MessageState
from openloket.post.ports import Carrier
from openloket.tenancy.scope import scope


def sent(now: datetime) -> list[tuple[str, bytes]]:
    """Let all that waits leave; gives to whom it went, and the bytes."""
    carrier = MemoryCarrier()
    let_leave(carrier, now)
    return [(one.recipient, one.content) for one in carrier.carried]


def let_leave(carrier: Carrier, now: datetime) -> None:
    for pk in Message.objects.filter(state=MessageState.QUEUED).values_list("pk", flat=True):
        deliver(pk, carrier, lambda: now)


def test_two_instances_that_mail_each_other_stop(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    """Somebody writes to one in the name of the other."""
    raw = message("Hallo").replace(CITIZEN.encode(), b"Eikenrade <info@eikenrade.example>")
    mail_in(duinstede, raw, now)
    [(to, answer)] = sent(now)
    assert to == "info@eikenrade.example"
    heads = read(answer)
    assert heads.first("auto-submitted") == "auto-replied"
    assert heads.first("x-loop") == "info@duinstede.example"
    with scope(eikenrade.organisation.pk):
        row, _ = mail_in(eikenrade, answer, now, sender="info@duinstede.example")
        assert (row.state, row.kind) == (MailState.APART, "auto")
        assert sent(now) == []


def test_over_a_real_line_they_stop_as_well(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    """The same with SMTP between the two, whatever the servers on the way make of it."""
    shelves = {duinstede: Shelf("info@duinstede.example"), eikenrade: Shelf(OTHER)}
    mail_in(duinstede, message("Hallo").replace(CITIZEN.encode(), f"Eikenrade <{OTHER}>".encode()), now)
    rounds = 0
    with listening(shelves[duinstede], "smtp") as here, listening(shelves[eikenrade], "smtp") as there:
        ways = {
            duinstede: SmtpCarrier(MailServer("127.0.0.1", there, seconds=5)),
            eikenrade: SmtpCarrier(MailServer("127.0.0.1", here, seconds=5)),
        }
        while _exchange(shelves, ways, now) and rounds < 10:
            rounds += 1
        for way in ways.values():
            way.close()
    assert rounds == 1
    with scope(eikenrade.organisation.pk):
        [row] = RawMail.objects.all()
        assert (row.state, row.kind, row.envelope_from) == (MailState.APART, "auto", "info@duinstede.example")
        assert not Message.objects.exists()


def _exchange(
    shelves: dict[Municipality, Shelf], ways: dict[Municipality, SmtpCarrier], now: datetime
) -> bool:
    """What waits leaves on both sides, and what came in is handled; whether anything came in."""
    for town, way in ways.items():
        with scope(town.organisation.pk):
            let_leave(way, now)
    arrived = [(town, *one) for town, shelf in shelves.items() for one in shelf.kept]
    for town, raw, envelope in arrived:
        with scope(town.organisation.pk):
            mail_in(town, raw, now, sender=envelope.sender)
    for shelf in shelves.values():
        shelf.kept.clear()
    return bool(arrived)


def test_our_own_mail_that_comes_back_is_a_loop(duinstede: Municipality, now: datetime) -> None:
    mail_in(duinstede, message("Hallo"), now)
    [(_, answer)] = sent(now)
    for raw in (answer, answer.replace(b"Auto-Submitted: auto-replied\r\n", b"")):
        row, _ = mail_in(duinstede, raw, now)
        assert (row.state, row.kind) == (MailState.APART, "loop")
    assert sent(now) == []


def test_a_bounce_marks_the_message(duinstede: Municipality, now: datetime) -> None:
    mail_in(duinstede, message("Hallo"), now)
    sent(now)
    ours = Message.objects.get()
    raw = delivery_status().replace(b"<ons1@duinstede.example>", ours.message_id.encode())
    row, handled = mail_in(duinstede, raw, now + timedelta(minutes=1), sender="")
    ours.refresh_from_db()
    assert (row.state, row.kind) == (MailState.HANDLED, "bounce")
    assert ours.state == MessageState.WITHDRAWN
    assert Message.objects.get(kind="receipt_letter").instead_of == ours
    assert list(DeliveryEvent.objects.order_by("id").values_list("step", "kind")) == [
        (1, "handed_over"),
        (1, "bounced_hard"),
    ]
    assert "Niet bezorgd" in handled.reasons[-1]
    assert Event.objects.filter(kind="message.bounced", subject_kind="submission").count() == 1
    mail_in(duinstede, raw.replace(b"Onbekend", b"Nog eens"), now + timedelta(minutes=2), sender="")
    assert Event.objects.filter(kind="message.bounced").count() == 2
    assert Message.objects.count() == 2  # it is no second reason for a letter
    assert Submission.objects.count() == 1


def test_a_delay_is_no_loss(duinstede: Municipality, now: datetime) -> None:
    mail_in(duinstede, message("Hallo"), now)
    sent(now)
    raw = delivery_status(status="4.4.1", action="delayed")
    raw = raw.replace(b"<ons1@duinstede.example>", Message.objects.get().message_id.encode())
    row, _ = mail_in(duinstede, raw, now, sender="")
    assert (row.kind, Message.objects.get().state) == ("bounce", MessageState.HANDED_OVER)


def test_an_unknown_bounce_is_kept_apart(duinstede: Municipality, now: datetime) -> None:
    row, _ = mail_in(duinstede, delivery_status(), now, sender="")
    assert (row.state, row.kind) == (MailState.APART, "bounce")
    assert not Message.objects.exists()


def test_an_employee_receives_it_after_all(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    row, _ = mail_in(duinstede, message("Ik maak bezwaar.", list_id="<nieuws.voorbeeld.nl>"), now)
    assert (row.state, row.kind) == (MailState.APART, "list")
    later = now + timedelta(days=3)
    with pytest.raises(UnableToReceive):
        receive_anyway(eikenrade.worker, duinstede.organisation, row.pk, later)
    handled = receive_anyway(duinstede.worker, duinstede.organisation, row.pk, later)
    receipt = Receipt.objects.select_related("submission").get()
    assert receipt.submission.reference == handled.reference
    assert (receipt.submission.received_at, receipt.issued_at) == (now, later)
    assert RawMail.objects.get().state == MailState.HANDLED
    assert [to for to, _ in sent(later)] == ["jan@voorbeeld.nl"]
    with pytest.raises(UnableToReceive):
        receive_anyway(duinstede.worker, duinstede.organisation, row.pk, later)
    assert Submission.objects.count() == 1
