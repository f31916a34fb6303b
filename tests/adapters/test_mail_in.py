"""E-mail comes in over LMTP and SMTP: taken over only when it was kept, byte for byte."""

import smtplib

import pytest
from tests.adapters.listening import listening
from tests.adapters.shelf import DESK, OTHER, Shelf
from tests.mailread.making import message
from tests.waiting import AGES

from openloket.intake.ports import MailEnvelope, NotStored


@pytest.mark.parametrize(("protocol", "client"), [("lmtp", smtplib.LMTP), ("smtp", smtplib.SMTP)])
def test_it_is_kept_byte_for_byte(protocol: str, client: type[smtplib.SMTP]) -> None:
    raw = message(b".\r\n..twee\r\n" + b"a" * 5_000 + b"\xff\r\n")
    shelf = Shelf()
    with listening(shelf, protocol) as port, client("127.0.0.1", port, timeout=AGES) as line:
        assert line.sendmail("jan@voorbeeld.nl", [DESK], raw) == {}
    assert shelf.kept == [(raw, MailEnvelope((DESK,), "jan@voorbeeld.nl"))]


def test_over_lmtp_there_is_an_answer_for_each_recipient() -> None:
    shelf = Shelf()
    with listening(shelf, "lmtp") as port, smtplib.LMTP("127.0.0.1", port, timeout=AGES) as line:
        line.ehlo("mx.voorbeeld.nl")
        line.mail("")
        assert [line.rcpt(one)[0] for one in (DESK, OTHER, "niemand@duinstede.example")] == [250, 250, 550]
        assert line.data(message())[0] == 250
        assert line.getreply()[0] == 250
        assert line.noop()[0] == 250
    assert shelf.kept[0][1] == MailEnvelope((DESK, OTHER), "")


@pytest.mark.parametrize("trouble", [NotStored("the database is away"), ValueError("a bug")])
def test_what_is_not_kept_stays_with_the_other_side(trouble: Exception) -> None:
    shelf = Shelf()
    shelf.full = trouble
    with listening(shelf, "lmtp") as port, smtplib.LMTP("127.0.0.1", port, timeout=AGES) as line:
        with pytest.raises(smtplib.SMTPDataError) as refusal:
            line.sendmail("jan@voorbeeld.nl", [DESK], message())
        assert refusal.value.smtp_code == 451
        shelf.full = None
        line.sendmail("jan@voorbeeld.nl", [DESK], message())
    assert len(shelf.kept) == 1
