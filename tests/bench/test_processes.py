"""Processor time and memory of a process and its children."""

import os
import subprocess
import sys
import time

import pytest

from bench import processes

BUSY = "import time\nwhile time.process_time() < 0.3: pass\nprint('done', flush=True)\ntime.sleep(30)\n"
PARENT = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BUSY!r}])\n"


def test_the_time_of_children_counts() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"done\n"
        tree = processes.tree(parent.pid)
        try:
            assert len(tree) == 2
            assert (
                0.2 <= processes.cpu_seconds(parent.pid) < 5
            )  # the kernel counts in hundredths, and cuts off
            assert 0 < processes.memory(parent.pid).own <= processes.memory(parent.pid).resident
        finally:
            for pid in reversed(tree):
                os.kill(pid, 9)


def test_waiting_ends_when_it_holds_or_takes_too_long() -> None:
    began = time.monotonic()
    assert processes.wait_for(lambda: time.monotonic() > began + 0.1, 5, "a moment passes") >= 0.1
    with pytest.raises(TimeoutError, match="pigs fly"):
        processes.wait_for(lambda: False, 0.1, "pigs fly")
