"""What comes back finds its message without reading, and an address that does not work gets nothing more."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.db import connection
from tests.cast import Municipality
from tests.flows.mailing import mail_in
from tests.mailread.making import delivery_status, message

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.evidence.models import Event as Fact
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.proving.rotate_keys import drop_unused_keys, rotate_keys
from openloket.intake.models import MailState
from openloket.post.models import DeliveryEvent, Message, Suppression, Way
from openloket.post.ports import Accepted, Permanent
from openloket.post.suppression import address_of, suppressed
from openloket.post.verp import return_address
from openloket.tenancy.keyring import add_key

PATTERN = "terug+*@duinstede.example"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def town(duinstede: Municipality) -> Municipality:
    duinstede.organisation.return_pattern = PATTERN
    duinstede.organisation.save(update_fields=["return_pattern"])
    return duinstede


def ours(town: Municipality, now: datetime) -> tuple[Message, str]:
    """A receipt that left, and the sender on its envelope."""
    mail_in(town, message("Hallo"), now)
    row, carrier = Message.objects.get(), MemoryCarrier()
    deliver(row.pk, carrier, lambda: now)
    return row, carrier.carried[0].sender


def came_back(words: str) -> bytes:
    """A notice without any name by which the message is known."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "Mail Delivery System <MAILER-DAEMON@mx.voorbeeld.nl>", "iemand@elders.example"
    mail["Subject"] = "Mail delivery failed: returning message to sender"
    mail["Return-Path"] = "<>"
    mail.set_content(words)
    return bytes(mail)


def kinds(row: Message) -> list[str]:
    return list(DeliveryEvent.objects.filter(message=row).order_by("id").values_list("kind", flat=True))


def test_each_message_leaves_with_a_return_address_of_its_own(town: Municipality, now: datetime) -> None:
    row, sender = ours(town, now)
    assert sender == return_address(row.pk, 1, PATTERN)
    assert sender.startswith("terug+")
    assert "voorbeeld" not in sender  # nothing of the person


def test_the_return_address_alone_finds_the_message(town: Municipality, now: datetime) -> None:
    row, sender = ours(town, now)
    raw = came_back("<jan@voorbeeld.nl>: 550 5.1.1 <jan@voorbeeld.nl>: Gebruiker bestaat niet")
    # Servers change capitals on the way.
    mail, handled = mail_in(town, raw, now + MINUTE, to=sender.upper(), sender="")
    assert (mail.state, mail.kind) == (MailState.HANDLED, "bounce")
    assert mail.mailbox == town.organisation.email
    assert "bounced_hard" in kinds(row)
    assert "Niet bezorgd" in handled.reasons[-1]
    gone = suppressed(Way.EMAIL, row.to_address.upper())
    assert gone is not None
    assert (gone.reason, gone.code, gone.message_id) == ("no_address", "5.1.1", row.pk)
    [fact] = Fact.objects.filter(kind="address.suppressed")
    assert row.to_address not in fact.body


@pytest.mark.parametrize("changed", ["forged", "of_another", "cut"])
def test_a_forged_return_address_changes_nothing(town: Municipality, now: datetime, changed: str) -> None:
    row, sender = ours(town, now)
    local, _, domain = sender.rpartition("@")
    forged = {
        "forged": "terug+1-aaaaaaaaaaaaaaaa-1",
        "of_another": local.replace("terug+", "terug+1"),
        "cut": local[:-5],
    }[changed]
    raw = came_back("<jan@voorbeeld.nl>: 550 5.1.1 User unknown")
    mail, _ = mail_in(town, raw, now + MINUTE, to=f"{forged}@{domain}", sender="")
    assert (mail.state, mail.kind) == (MailState.APART, "bounce")
    assert kinds(row) == ["handed_over"]
    assert not Suppression.objects.exists()


@pytest.mark.parametrize(
    ("words", "kind", "listed"),
    [
        ("<jan@voorbeeld.nl>: 552 5.2.2 Mailbox full", "bounced_hard", False),
        ("<jan@voorbeeld.nl>: 554 5.7.1 Message rejected as spam", "bounced_hard", False),
        ("<jan@voorbeeld.nl>: 450 4.4.1 Connection timed out", "bounced_soft", False),
        ("<jan@voorbeeld.nl>: 550 5.2.1 Account disabled", "bounced_hard", True),
    ],
)
def test_only_what_is_wrong_with_the_address_lists_it(
    town: Municipality, now: datetime, words: str, kind: str, listed: bool
) -> None:
    row, sender = ours(town, now)
    mail_in(town, came_back(f"Your message could not be delivered.\n\n{words}"), now, to=sender, sender="")
    assert kind in kinds(row)
    assert (suppressed(Way.EMAIL, row.to_address) is not None) is listed


def test_the_name_on_the_envelope_finds_the_message_too(town: Municipality, now: datetime) -> None:
    """What comes back to the general address, as a report without the message itself (RFC 3461)."""
    row, sender = ours(town, now)
    mark = sender.removeprefix("terug+").partition("@")[0]
    raw = delivery_status().replace(
        b"\r\n\r\nFinal-", f"\r\nOriginal-Envelope-Id: {mark}\r\n\r\nFinal-".encode()
    )
    mail, _ = mail_in(town, raw, now + MINUTE, sender="")
    assert mail.state == MailState.HANDLED
    assert "bounced_hard" in kinds(row)


@pytest.mark.parametrize("name", ["Delivered-To", "X-Original-To", "Envelope-To"])
def test_out_of_a_mailbox_the_headers_tell(town: Municipality, now: datetime, name: str) -> None:
    row, sender = ours(town, now)
    raw = f"{name}: <{sender}>\r\n".encode() + came_back("<jan@voorbeeld.nl>: 550 5.1.1 User unknown")
    mail_in(town, raw, now + MINUTE)
    assert "bounced_hard" in kinds(row)


def test_what_nobody_can_read_waits_for_a_person(town: Municipality, now: datetime) -> None:
    row, sender = ours(town, now)
    raw = came_back("Iets ging mis.").replace(b"Mail delivery failed: returning message to sender", b"Xyz")
    mail, handled = mail_in(town, raw, now + MINUTE, to=sender, sender="")
    assert (mail.state, mail.kind) == (MailState.APART, "bounce")
    assert any("niet lezen" in one for one in handled.reasons)
    assert kinds(row) == ["handed_over"]


def test_a_person_who_writes_to_a_return_address_is_received(town: Municipality, now: datetime) -> None:
    _, sender = ours(town, now)
    mail, handled = mail_in(town, message("Ik wil bezwaar maken."), now + MINUTE, to=sender)
    assert (mail.state, mail.kind) == (MailState.HANDLED, "message")
    assert handled.reference


def test_the_list_survives_a_change_of_keys(
    town: Municipality, now: datetime, tmp_path: Path, settings: object
) -> None:
    settings.KEY_RING_FILE = tmp_path / "ring.json"
    row, sender = ours(town, now)
    mail_in(town, came_back("<jan@voorbeeld.nl>: 550 5.1.1 User unknown"), now, to=sender, sender="")
    before = suppressed(Way.EMAIL, row.to_address)
    add_key()
    rotate_keys(now)
    assert drop_unused_keys() == 1
    after = suppressed(Way.EMAIL, row.to_address)
    assert before is not None
    assert after is not None
    assert (after.pk, address_of(after)) == (before.pk, row.to_address)
    assert bytes(after.address_hash) != bytes(before.address_hash)


def test_the_address_stands_nowhere_on_the_list(town: Municipality, now: datetime) -> None:
    row, sender = ours(town, now)
    mail_in(town, came_back("<jan@voorbeeld.nl>: 550 5.1.1 User unknown"), now, to=sender, sender="")
    with connection.cursor() as cursor:
        cursor.execute("SELECT post_suppression::text FROM post_suppression")
        assert row.to_address not in cursor.fetchone()[0]


class Refusing:
    """A mail server that refuses."""

    def __init__(self, answer: str) -> None:
        self.answer = answer

    def carry(self, item: object, /) -> Accepted:
        raise Permanent(self.answer)

    def check(self) -> str:
        return "250"


@pytest.mark.parametrize(
    ("answer", "listed"),
    [
        ("550 5.1.1 …: Recipient address rejected: User unknown", True),
        ("554 5.7.1 Relay access denied", False),
        ("552 5.3.4 Message too large", False),
        ("the message could not be made", False),
    ],
)
def test_a_refusal_at_the_door_counts_as_much(
    duinstede: Municipality, now: datetime, answer: str, listed: bool
) -> None:
    mail_in(duinstede, message("Hallo"), now)
    row = Message.objects.get()
    deliver(row.pk, Refusing(answer), lambda: now)
    assert (suppressed(Way.EMAIL, row.to_address) is not None) is listed
