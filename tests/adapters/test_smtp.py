"""Mail leaves over connections that stay open, and every answer of the mail server is understood."""

from collections.abc import Iterator

import pytest
from tests.adapters.mailserver import Inbox, free_port, running

from openloket.adapters.mail_out.smtp import MailServer, SmtpCarrier
from openloket.post.ports import Envelope, Permanent, Temporary

LETTER = Envelope("info@duinstede.example", "j.jansen@example.nl", b"Subject: Hallo\r\n\r\nDag.\r\n")


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def port(inbox: Inbox) -> Iterator[int]:
    number = free_port()
    with running(inbox, number):
        yield number


@pytest.fixture
def carrier(port: int) -> Iterator[SmtpCarrier]:
    carrier = SmtpCarrier(MailServer("127.0.0.1", port))
    yield carrier
    carrier.close()


def test_hands_a_message_over(carrier: SmtpCarrier, inbox: Inbox) -> None:
    assert carrier.carry(LETTER).answer == "250 OK kept"
    assert [message["Subject"] for message in inbox.messages] == ["Hallo"]


def test_uses_one_line_for_many_messages(carrier: SmtpCarrier, inbox: Inbox) -> None:
    for _ in range(5):
        carrier.carry(LETTER)
    assert len(inbox.messages) == 5
    assert inbox.lines == 1


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("451 try again later", Temporary),
        ("554 we take no such mail", Permanent),
        ("530 log in first", Temporary),  # our settings, not this message
    ],
)
def test_tells_now_from_never(carrier: SmtpCarrier, inbox: Inbox, answer: str, kind: type[Exception]) -> None:
    inbox.answers = [answer]
    with pytest.raises(kind, match=answer[:3]):
        carrier.carry(LETTER)
    carrier.carry(LETTER)
    assert len(inbox.messages) == 1


def test_an_unknown_recipient_is_permanent_and_the_answer_names_nobody(
    carrier: SmtpCarrier, inbox: Inbox
) -> None:
    inbox.to_recipients = "550 <j.jansen@example.nl> unknown here"
    with pytest.raises(Permanent) as refusal:
        carrier.carry(LETTER)
    assert refusal.value.answer == "550 … unknown here"
    assert inbox.lines == 1


def test_no_server_is_temporary() -> None:
    with pytest.raises(Temporary):
        SmtpCarrier(MailServer("127.0.0.1", free_port())).carry(LETTER)


def test_a_line_that_died_while_idle_is_replaced(inbox: Inbox) -> None:
    port = free_port()
    carrier = SmtpCarrier(MailServer("127.0.0.1", port))
    with running(inbox, port):
        carrier.carry(LETTER)
    with running(inbox, port):
        carrier.carry(LETTER)
        carrier.close()
    assert len(inbox.messages) == 2
    assert inbox.lines == 2


def test_a_break_after_the_content_went_is_temporary_and_not_repeated_by_itself(
    carrier: SmtpCarrier, inbox: Inbox
) -> None:
    inbox.answers = ["421 goodbye"]
    with pytest.raises(Temporary):
        carrier.carry(LETTER)
    assert inbox.lines == 1


def test_an_address_outside_ascii_goes_where_the_server_takes_it(carrier: SmtpCarrier, inbox: Inbox) -> None:
    carrier.carry(Envelope(LETTER.sender, "jörg@example.nl", LETTER.content))
    assert len(inbox.messages) == 1


def test_check_reaches_the_server(carrier: SmtpCarrier) -> None:
    assert carrier.check().startswith("250")
