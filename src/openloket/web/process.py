"""One web process of `openloket serve`: the WSGI application, and an end when its parent ends."""

import gc
import os
import signal
import threading
import time

from openloket.web.wsgi import application

__all__ = ["application"]

_PARENT = os.getppid()


def _end_with_parent() -> None:
    """A parent that is killed can't tell its children; without this they would go on, with old code."""
    while os.getppid() == _PARENT:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(10)
    os._exit(1)


# What was imported stays for ever: the collector need not look through it at every round.
gc.collect()
gc.freeze()

threading.Thread(target=_end_with_parent, name="end with parent", daemon=True).start()
