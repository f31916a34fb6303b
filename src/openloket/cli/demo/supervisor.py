"""Keeps the processes of a demo running: starts them, starts them again when they die, and stops them all."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from types import FrameType

_PATIENCE = 5.0  # seconds for a process to stop by itself; a browser may keep a connection open for longer
_TOO_SOON = 5.0  # a process that dies within this many seconds of its start did not come up at all
_MOST_FALSE_STARTS = 3


class Stopped(Exception):
    """Somebody asked us to stop."""


class Supervisor:
    """The processes of one demo, each in a group of its own so that Ctrl-C reaches us first."""

    def __init__(self, commands: Mapping[str, list[str]], environment: Mapping[str, str]) -> None:
        self._commands = commands
        self._environment = dict(environment)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._started_at: dict[str, float] = {}
        self._false_starts = dict.fromkeys(commands, 0)

    def start(self) -> None:
        """Start every process."""
        for name in self._commands:
            self._start(name)

    def watch(self) -> str:
        """Look once, and start what died; returns the name of what can't be kept running, or nothing."""
        for name, process in list(self._running.items()):
            if process.poll() is None:
                continue
            _signal(process, signal.SIGKILL)  # what it started itself must not go on without it
            lived = time.monotonic() - self._started_at[name]
            self._false_starts[name] = self._false_starts[name] + 1 if lived < _TOO_SOON else 0
            if self._false_starts[name] >= _MOST_FALSE_STARTS:
                return name
            print(f"{name} stopped (exit code {process.returncode}); starting it again.")
            self._start(name)
        return ""

    def stop(self) -> None:
        """Stop every process in good order; what does not listen is killed."""
        for process in self._running.values():
            _signal(process, signal.SIGTERM)
        until = time.monotonic() + _PATIENCE
        for process in self._running.values():
            try:
                process.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
                process.wait()
        self._running.clear()

    def _start(self, name: str) -> None:
        self._running[name] = subprocess.Popen(  # noqa: S603 (our own commands)
            self._commands[name], env=self._environment, start_new_session=True, stdin=subprocess.DEVNULL
        )
        self._started_at[name] = time.monotonic()


@contextlib.contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Turn Ctrl-C and SIGTERM into Stopped while the block runs; a second one changes nothing."""

    def stop(number: int, frame: FrameType | None) -> None:
        for other in (signal.SIGINT, signal.SIGTERM):
            signal.signal(other, signal.SIG_IGN)
        raise Stopped

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
