"""`openloket receive-mail`: keep every e-mail that comes in; the worker handles it."""

import argparse
import signal
import threading

from openloket.conf.doors import door
from openloket.work.reception import Reception


def run(arguments: argparse.Namespace) -> int:
    """Receive until SIGTERM or Ctrl-C; what is being kept is kept first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    door("MAIL_SOURCE").run(Reception(), stop)
    return 0
