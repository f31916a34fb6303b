"""`openloket probe`: looks at every electronic channel from outside, and keeps the register of outages."""

import argparse
import signal
import threading

from django.conf import settings

from openloket.work.probing.prober import Prober


def run(arguments: argparse.Namespace) -> int:
    """Look until SIGTERM or Ctrl-C. More than one may run: one looks, the others wait for their turn."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    Prober(settings.PROBE_SECONDS).run(stop)
    return 0
