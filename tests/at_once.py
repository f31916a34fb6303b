"""Several who act at the same moment, each in a thread and on a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier
from typing import Any

from django.db import connections


def at_once(acts: Sequence[Callable[[], object]], *told: type[Exception]) -> list[Any]:
    """Let all of them happen at the same moment, in the scope of who calls.

    Gives what each came to, in the order of `acts`; a refusal that is in `told` is what came of it as well.
    """
    start = Barrier(len(acts))

    def attempt(act: Callable[[], object]) -> object:
        try:
            start.wait(60)  # seconds, in which all of them must have got a thread
            return act()
        except told as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        begun = [pool.submit(copy_context().run, attempt, act) for act in acts]
        return [one.result() for one in begun]


def done(outcomes: Sequence[object]) -> int:
    """How many were not refused."""
    return sum(not isinstance(one, Exception) for one in outcomes)


def said(outcomes: Sequence[object]) -> list[str]:
    """What was said to each, and "" to whom it went well."""
    return [str(one) if isinstance(one, Exception) else "" for one in outcomes]
