"""Waiting for what others do: another process, another thread, a server that starts."""

import time
from collections.abc import Callable
from typing import TypeVar

AGES = 180  # seconds: however busy the machine is, what takes longer does not happen

Found = TypeVar("Found")


def wait_until(holds: Callable[[], Found], what: str) -> Found:
    """Look until it holds, and give what was found; `what` is told when it takes ages."""
    until = time.monotonic() + AGES
    while not (found := holds()):
        assert time.monotonic() < until, f"not in {AGES} seconds: {what}"
        time.sleep(0.1)
    return found
