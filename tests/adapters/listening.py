"""The door through which e-mail comes in, really listening, before whatever keeps it."""

import smtplib
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.test import override_settings
from tests.adapters.mailserver import free_port
from tests.adapters.shelf import Shelf
from tests.waiting import AGES, wait_until

from openloket.adapters.mail_in.lmtp import LmtpSource


@contextmanager
def listening(shelf: Shelf, protocol: str) -> Iterator[int]:
    """The door over LMTP or SMTP, while the block runs; gives its port."""
    port, stop = free_port(), threading.Event()
    with override_settings(LMTP_HOST="127.0.0.1", LMTP_PORT=port, LMTP_PROTOCOL=protocol):
        thread = threading.Thread(target=LmtpSource().run, args=(shelf, stop))
        thread.start()
        try:
            wait_until(lambda: _listens(port), "the server starts")
            yield port
        finally:
            stop.set()
            thread.join(AGES)


def _listens(port: int) -> bool:
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=AGES):
            return True
    except OSError:
        return False
