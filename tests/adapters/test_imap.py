"""A mailbox is read as soon as something lies in it, whatever its server does; nothing is lost or held up."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.test import override_settings
from tests.adapters.imapserver import Mailbox, mailbox
from tests.adapters.shelf import DESK, Shelf
from tests.mailread.making import message
from tests.waiting import AGES

from openloket.adapters.mail_in.imap import ImapSource
from openloket.adapters.mail_in.imap_line import Line
from openloket.intake.ports import MailEnvelope, NotStored


def mail(subject: str, to: str = DESK) -> bytes:
    return message(subject, subject=subject, to=to, message_id=f"<{subject}@voorbeeld.nl>")


@contextmanager
def settings_of(box: Mailbox) -> Iterator[None]:
    where = {"IMAP_HOST": "127.0.0.1", "IMAP_PORT": box.port, "IMAP_TLS": "none"}
    with override_settings(IMAP_USER="balie", IMAP_PASSWORD="geheim", IMAP_SECONDS=1, **where):
        yield


@contextmanager
def reading(box: Mailbox, shelf: Shelf, **more: int) -> Iterator[threading.Event]:
    """The source at work, while the block runs; it must stop when it is told to."""
    stop = threading.Event()
    with settings_of(box), override_settings(**more):
        thread = threading.Thread(target=ImapSource().run, args=(shelf, stop))
        thread.start()
        try:
            yield stop
        finally:
            stop.set()
            thread.join(AGES)
            assert not thread.is_alive()


@pytest.mark.parametrize("idle", [True, False])
def test_what_lies_there_and_what_comes_later_is_taken(idle: bool) -> None:
    shelf = Shelf()
    with mailbox({7: mail("Een"), 9: mail("Twee", "elders@voorbeeld.nl")}, idle=idle) as box:
        with reading(box, shelf):
            shelf.until(kept=1)
            if idle:
                box.until(lambda: box.waited >= 1)
            box.deliver(mail("Drie"))
            shelf.until(kept=2)
            if idle:
                box.until(lambda: box.waited >= 2)
            box.until(lambda: box.unseen == {9})
        assert shelf.subjects == ["Een", "Drie"]
        assert (box.sessions, box.waited > 0) == (1, idle)
    reached = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    assert shelf.kept[0] == (mail("Een"), MailEnvelope((DESK,), None, reached))


def test_marked_only_after_keeping() -> None:
    shelf = Shelf()
    shelf.full = NotStored("the database is away")
    with mailbox({7: mail("Een")}, idle=True) as box, reading(box, shelf):
        shelf.until(offered=1)
        assert box.unseen == {7}
        shelf.full = None
        box.until(lambda: box.unseen == set())
    assert len(shelf.kept) == 1


def test_asked_again_before_the_server_hangs_up() -> None:
    with mailbox({}, idle=True) as box, reading(box, Shelf(), IMAP_IDLE_SECONDS=1):
        box.until(lambda: box.waited >= 3)
        assert box.sessions == 1


def test_a_line_that_breaks_while_waiting_is_opened_again() -> None:
    shelf = Shelf()
    with mailbox({}, idle=True) as box, reading(box, shelf):
        box.until(lambda: box.waited >= 1)
        box.say_goodbye()
        box.deliver(mail("Na de storing"))
        shelf.until(kept=1)
        box.until(lambda: box.waited >= 2 and bool(box.waiting))
        assert box.sessions == 2
        box.break_lines()
        box.deliver(mail("En nog een"))
        shelf.until(kept=2)


def test_a_server_that_no_longer_listens_is_left() -> None:
    """The line is half open: it takes what we say and never answers."""
    shelf = Shelf()
    with mailbox({}, idle=True) as box, reading(box, shelf, IMAP_IDLE_SECONDS=1):
        box.is_deaf = True
        box.until(lambda: box.sessions >= 2)
        box.is_deaf = False
        box.deliver(mail("Weer terug"))
        shelf.until(kept=1)


def test_a_server_that_refuses_to_let_us_wait_is_asked_every_time() -> None:
    shelf = Shelf()
    with mailbox({}, idle=True) as box:
        box.refuses_idle = True
        with reading(box, shelf):
            box.until(lambda: box.sessions >= 1)
            box.deliver(mail("Een"))
            shelf.until(kept=1)
        assert (box.sessions, box.waited) == (1, 0)


def test_one_that_can_not_be_kept_holds_up_nobody() -> None:
    shelf = Shelf()
    shelf.chokes_on = b"Gif"
    with mailbox({1: mail("Gif"), 2: mail("Gif 2"), 3: mail("Een"), 4: mail("Twee")}, idle=True) as box:
        with reading(box, shelf):
            shelf.until(kept=2)
            box.deliver(mail("Drie"))
            shelf.until(kept=3, offered=6)
            box.until(lambda: box.unseen == {1, 2})
            shelf.chokes_on = b""
            shelf.until(kept=5)
        assert sorted(shelf.subjects) == ["Drie", "Een", "Gif", "Gif 2", "Twee"]


def test_one_at_which_the_server_hangs_up_holds_up_nobody() -> None:
    shelf = Shelf()
    with mailbox({1: mail("Een"), 2: mail("Twee"), 3: mail("Drie")}, idle=True) as box:
        box.hangs_up_on, box.says_no_to = {1}, {2}
        with reading(box, shelf):
            shelf.until(kept=1)
            box.until(lambda: box.unseen == {1, 2})
            assert shelf.subjects == ["Drie"]
            box.hangs_up_on, box.says_no_to = set(), set()
            shelf.until(kept=3)


def test_after_three_in_a_row_the_mailbox_is_left_alone() -> None:
    shelf = Shelf()
    shelf.full = NotStored("the database is away")
    with mailbox({one: mail(f"{one}") for one in range(1, 9)}, idle=True) as box, settings_of(box):
        line = Line()
        with pytest.raises(NotStored):
            ImapSource().look(line, shelf, threading.Event())
        line.hang_up()
    assert shelf.offered == 3


def test_a_mailbox_that_was_rebuilt_is_read_anew() -> None:
    """Every number changed and all is unseen again: what was kept before is known by its content later on."""
    shelf, source, stop = Shelf(), ImapSource(), threading.Event()
    shelf.chokes_on = b"Een"
    with mailbox({1: mail("Een"), 2: mail("Twee")}, idle=True) as box, settings_of(box):
        line = Line()
        assert source.look(line, shelf, stop) == 1
        line.hang_up()
        box.renumber()
        shelf.chokes_on = b""
        line = Line()
        assert source.look(line, shelf, stop) == 2
        line.hang_up()
    assert shelf.subjects == ["Twee", "Een", "Twee"]


def test_told_to_stop_it_stops_at_once() -> None:
    with mailbox({}, idle=True) as box, reading(box, Shelf()) as stop:
        box.until(lambda: box.waited >= 1)
        stop.set()
        box.until(lambda: not box.waiting)


def test_a_server_that_is_away_is_tried_again() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    shelf, stop = Shelf(), threading.Event()
    where = {"IMAP_HOST": "127.0.0.1", "IMAP_PORT": port, "IMAP_TLS": "none", "IMAP_SECONDS": 1}
    with override_settings(IMAP_USER="balie", IMAP_PASSWORD="geheim", **where):
        thread = threading.Thread(target=ImapSource().run, args=(shelf, stop))
        thread.start()
        stop.wait(1.5)
        assert thread.is_alive()
        stop.set()
        thread.join(AGES)
        assert not thread.is_alive()
