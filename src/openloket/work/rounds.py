"""Rounds: what the worker does again and again, each in a thread of its own that never dies in silence."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.db import close_old_connections

log = logging.getLogger(__name__)

_LONGEST_PAUSE = 60.0  # seconds to wait after a round that failed, at most


@dataclass(frozen=True, slots=True)
class Round:
    """Something to do every `seconds`; `action` returns whether to go on at once because there is more."""

    name: str
    seconds: float
    action: Callable[[], bool]


def start(rounds: list[Round], stop: threading.Event) -> list[threading.Thread]:
    """Start a thread for each round; they end after `stop` is set."""
    threads = [threading.Thread(target=walk, args=(one, stop), name=one.name, daemon=True) for one in rounds]
    for thread in threads:
        thread.start()
    return threads


def walk(one: Round, stop: threading.Event) -> None:
    """Do a round again and again until `stop` is set; a round that fails is logged and tried again."""
    failures = 0
    pause = 0.0
    while not stop.wait(pause):
        try:
            pause = 0.0 if one.action() else one.seconds
            failures = 0
        except Exception:  # whatever it was, the next round may succeed
            failures += 1
            pause = min(max(one.seconds, 2.0**failures), max(one.seconds, _LONGEST_PAUSE))
            log.exception("round %r failed %d times; again in %.0f seconds", one.name, failures, pause)
        finally:
            close_old_connections()
