"""`openloket mailbox`: receives mail over SMTP, keeps it in a folder and shows it in a browser. For demos."""

import argparse
import signal
import threading
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from openloket.cli.demo.mailpages import MailPages
from openloket.cli.demo.mailstore import MailStore


class _Receiver:
    def __init__(self, store: MailStore) -> None:
        self._store = store

    async def handle_DATA(  # noqa: N802 (the library calls it so)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        # As the last mail server writes it (RFC 5321, 4.4): where it comes back to if it is not delivered.
        returned = f"Return-Path: <{envelope.mail_from or ''}>\r\n".encode()
        return f"250 kept as {self._store.keep(returned + (envelope.original_content or b''))}"


class ThreadedServer(ThreadingMixIn, WSGIServer):
    """A small web server for pages of the demo itself."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Handles a request without a line on the screen."""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: in a demo every line on the screen should matter."""


def run(arguments: argparse.Namespace) -> int:
    """Receive and show until SIGTERM or Ctrl-C."""
    store = MailStore(Path(arguments.folder))
    receiver = Controller(
        _Receiver(store), hostname="127.0.0.1", port=arguments.smtp_port, enable_SMTPUTF8=True
    )
    with make_server(
        "127.0.0.1", arguments.port, MailPages(store), server_class=ThreadedServer, handler_class=Quiet
    ) as pages:
        receiver.start()
        # shutdown() waits for the loop that runs in this very thread, so another one must call it.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: threading.Thread(target=pages.shutdown).start())
        try:
            pages.serve_forever(poll_interval=0.2)
        finally:
            receiver.stop()
    return 0
