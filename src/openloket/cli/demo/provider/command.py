"""`openloket identity`: a provider of made-up people on this machine. For demos."""

import argparse
import contextlib
import signal
import threading
from collections.abc import Iterator
from wsgiref.simple_server import make_server

from openloket.cli.demo.mailbox import Quiet, ThreadedServer
from openloket.cli.demo.provider.app import ProviderApp
from openloket.cli.demo.towns import TOWNS


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    towns = [town.slug for town in TOWNS]
    app = ProviderApp(f"http://localhost:{arguments.port}", arguments.site.rstrip("/"), towns)
    with make_server(
        "127.0.0.1", arguments.port, app, server_class=ThreadedServer, handler_class=Quiet
    ) as server:
        # shutdown() waits for the loop that runs in this very thread, so another one must call it.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
        server.serve_forever(poll_interval=0.2)
    return 0


@contextlib.contextmanager
def serving(app: ProviderApp, port: int) -> Iterator[None]:
    """The same beside what runs in this process, as long as the block lasts."""
    with make_server("127.0.0.1", port, app, server_class=ThreadedServer, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
