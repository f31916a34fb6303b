"""E-mail comes in over LMTP and SMTP: taken over only when it was kept, byte for byte."""

import smtplib
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import override_settings
from tests.adapters.mailserver import free_port
from tests.adapters.shelf import DESK, OTHER, Shelf
from tests.mailread.making import message

from openloket.adapters.mail_in.lmtp import LmtpSource
from openloket.intake.ports import MailEnvelope, NotStored


@contextmanager
def listening(shelf: Shelf, protocol: str) -> Iterator[int]:
    port, stop = free_port(), threading.Event()
    with override_settings(LMTP_HOST="127.0.0.1", LMTP_PORT=port, LMTP_PROTOCOL=protocol):
        thread = threading.Thread(target=LmtpSource().run, args=(shelf, stop))
        thread.start()
        try:
            _wait_for(port)
            yield port
        finally:
            stop.set()
            thread.join(10)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            with smtplib.SMTP("127.0.0.1", port, timeout=5):
                return
        except OSError:
            threading.Event().wait(0.05)
    raise AssertionError("the server did not start")


@pytest.mark.parametrize(("protocol", "client"), [("lmtp", smtplib.LMTP), ("smtp", smtplib.SMTP)])
def test_it_is_kept_byte_for_byte(protocol: str, client: type[smtplib.SMTP]) -> None:
    raw = message(b".\r\n..twee\r\n" + b"a" * 5_000 + b"\xff\r\n")
    shelf = Shelf()
    with listening(shelf, protocol) as port, client("127.0.0.1", port, timeout=10) as line:
        assert line.sendmail("jan@voorbeeld.nl", [DESK], raw) == {}
    assert shelf.kept == [(raw, MailEnvelope((DESK,), "jan@voorbeeld.nl"))]


def test_over_lmtp_there_is_an_answer_for_each_recipient() -> None:
    shelf = Shelf()
    with listening(shelf, "lmtp") as port, smtplib.LMTP("127.0.0.1", port, timeout=10) as line:
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
    with listening(shelf, "lmtp") as port, smtplib.LMTP("127.0.0.1", port, timeout=10) as line:
        with pytest.raises(smtplib.SMTPDataError) as refusal:
            line.sendmail("jan@voorbeeld.nl", [DESK], message())
        assert refusal.value.smtp_code == 451
        shelf.full = None
        line.sendmail("jan@voorbeeld.nl", [DESK], message())
    assert len(shelf.kept) == 1
