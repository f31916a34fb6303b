"""What a process and all its children use: processor time and memory, read from the kernel."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Memory:
    """Mebibytes: `own` counts shared pages once (PSS), `resident` counts them for each process (RSS)."""

    own: float
    resident: float


def tree(root: int) -> list[int]:
    """The process and everything that descends from it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        waiting += children.get(found[-1], [])
    return found


def cpu_seconds(root: int) -> float:
    """Processor time of the tree since it began, that of children which ended included."""
    return sum(sum(map(int, fields[11:15])) / _TICK for pid in tree(root) if (fields := _stat(pid)))


def memory(root: int) -> Memory:
    """Memory of the tree at this moment."""
    own = resident = 0
    for pid in tree(root):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            name, _, rest = line.partition(":")
            own += int(rest.split()[0]) if name == "Pss" else 0
            resident += int(rest.split()[0]) if name == "Rss" else 0
    return Memory(own / 1024, resident / 1024)


def wait_for(condition: Callable[[], object], seconds: float, what: str) -> float:
    """Wait until `condition()` holds; gives how long it took. Raises TimeoutError, which names `what`."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"after {seconds:.0f} seconds still not: {what}")
        time.sleep(0.02)
    return time.monotonic() - began


def _stat(pid: int) -> list[str]:
    """Fields of /proc/<pid>/stat from the third on; empty when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
