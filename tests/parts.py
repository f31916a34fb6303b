"""OpenLoket as real processes, which tests start, stop, kill without warning and start again."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.adapters.mailserver import free_port
from tests.waiting import AGES, wait_until


@dataclass
class Part:
    """One `openloket` command as a process; what it says goes to a file."""

    words: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        """Start it, again if need be."""
        command = [sys.executable, "-m", "openloket.cli", *self.words]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env={**os.environ, **self.environment}, stdout=log, stderr=log
            )

    def kill(self) -> None:
        """Take it away without warning; its children are left to find out."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Ask it to stop in good order; its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=AGES)

    def children(self) -> list[int]:
        """The processes that it started."""
        assert self.process is not None
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        with contextlib.suppress(OSError):
            return [int(number) for number in listed.read_text("ascii").split()]
        return []


def web(folder: Path, environment: Mapping[str, str], workers: int = 2) -> tuple[Part, int]:
    """A web part on a port of its own, not yet started."""
    port = free_port()
    words = ("serve", "--port", str(port), "--workers", str(workers))
    return Part(words, environment, folder / f"web-{port}.log"), port


def worker(folder: Path, environment: Mapping[str, str], name: str = "worker") -> Part:
    """A worker, not yet started."""
    quick = {"OPENLOKET_SEAL_SECONDS": "1", "OPENLOKET_TIMESTAMP_SECONDS": "1"}
    return Part(("worker",), {**quick, **environment}, folder / f"{name}.log")


def prober(folder: Path, environment: Mapping[str, str], port: int) -> Part:
    """A prober that looks at the web part on a port every two seconds, not yet started."""
    looks = {"OPENLOKET_PROBE_SECONDS": "2", "OPENLOKET_PROBE_URL": f"http://127.0.0.1:{port}"}
    return Part(("probe",), {**environment, **looks}, folder / "prober.log")


@contextlib.contextmanager
def up(*parts: Part) -> Iterator[None]:
    """The parts run inside; afterwards none is left."""
    try:
        for part in parts:
            part.start()
        yield
    finally:
        for part in parts:
            if part.process is not None and part.process.poll() is None:
                children = part.children()
                part.kill()
                for child in children:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(child, signal.SIGKILL)


def come_up(part: Part, port: int, path: str = "/gereed") -> None:
    """Wait until the web part answers; when it ends instead, show what it said."""

    def look() -> bool:
        assert part.process is not None
        assert part.process.poll() is None, part.log.read_text("utf-8")[-3000:]
        return answers(port, path)

    wait_until(look, f"the web part answers: {part.log}")


def answers(port: int, path: str = "/gereed") -> bool:
    """Whether the web part on this port is well."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", path)
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
