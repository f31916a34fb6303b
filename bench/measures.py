"""The measurements: submissions per second with their cost, the draining of the post, and PDFs."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

from bench.instance import REPOSITORY, Instance
from bench.plan import Plan
from bench.processes import cpu_seconds, memory, wait_for

# Of what failed only what was sent here: the demo, with which an instance begins, has some to show.
_WAITING = """
SELECT (SELECT count(*) FROM post_message WHERE state IN ('queued', 'sending', 'retry')
        OR (state = 'failed' AND kind IN ('receipt', 'notice'))),
       (SELECT count(*) FROM evidence_leaf WHERE leaf_index IS NULL)
"""
_DRAINED = """
SELECT count(*), extract(epoch FROM max(settled_at) - min(settled_at))::float FROM post_message
WHERE id > %s AND state = 'handed_over'
"""


def drive(task: dict[str, Any]) -> dict[str, Any]:
    """Have the citizens do something, in a process of their own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.citizens"],
        input=json.dumps(task), capture_output=True, text=True, check=False, cwd=REPOSITORY,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def submissions(instance: Instance, plan: Plan, clients: int, seconds: float) -> dict[str, Any]:
    """Whole ways at `clients` at a time, until all mail is handed over and all evidence sealed."""
    pids = instance.pids()
    before = {name: cpu_seconds(pid) for name, pid in pids.items()}
    began = time.monotonic()
    found = drive({"plan": plan.as_json(), "clients": clients, "seconds": seconds})
    wait_for(lambda: waiting(instance)[0] == 0, 600, "all mail is handed over")
    handed_over = time.monotonic() - began
    wait_for(lambda: waiting(instance) == (0, 0), 60, "all evidence is sealed")
    count = len(found["ways"])
    cpu = {name: (cpu_seconds(pid) - before[name]) * 1000 / count for name, pid in pids.items()}
    return {
        "clients": clients,
        "submissions": count,
        "per_second": count / found["seconds"],
        "completed_per_second": count / handed_over,
        "way_p50": quantile(found["ways"], 0.5),
        "way_p99": quantile(found["ways"], 0.99),
        "send_p50": quantile(found["sends"], 0.5),
        "send_p99": quantile(found["sends"], 0.99),
        "requests": found["requests"],
        "cpu_ms": {**cpu, "all": sum(cpu.values())},
        "generator_cpu_ms": found["cpu"] * 1000 / count,
        "sealed_after_seconds": time.monotonic() - began - found["seconds"],
        "receipts": found["receipts"][-50:],
    }


def drain(instance: Instance, plan: Plan, clients: int, seconds: float) -> dict[str, Any]:
    """Accept with the worker stopped, then let a fresh worker hand over all that waits."""
    instance.stop("worker")
    (newest,) = instance.query("SELECT coalesce(max(id), 0) FROM post_message")[0]
    found = drive({"plan": plan.as_json(), "clients": clients, "seconds": seconds})
    instance.start_worker()
    cpu = cpu_seconds(instance.processes["worker"].pid)
    wait_for(lambda: waiting(instance) == (0, 0), 600, "all mail is handed over")
    cpu = cpu_seconds(instance.processes["worker"].pid) - cpu
    count, took = instance.query(_DRAINED, newest)[0]
    return {
        "accepted_per_second": len(found["ways"]) / found["seconds"],
        "messages": count,
        "per_second": count / took if took else float(count),
        "worker_cpu_ms": cpu * 1000 / count,
    }


def pdfs(instance: Instance, receipts: Sequence[str], clients: int, seconds: float) -> dict[str, Any]:
    """Receipts as PDF with their proof, fetched over HTTP."""
    task = {"host": instance.host, "method": "GET", "body": "", "clients": clients, "seconds": seconds}
    found = drive({**task, "paths": [f"{path}/ontvangstbewijs.pdf" for path in receipts]})
    return {
        "per_second": len(found["ways"]) / found["seconds"],
        "p50": quantile(found["ways"], 0.5),
        "p99": quantile(found["ways"], 0.99),
        "clients": clients,
    }


def footprint(instance: Instance) -> dict[str, float]:
    """Memory of web and worker together, in mebibytes."""
    found = [memory(instance.processes[name].pid) for name in ("web", "worker")]
    return {"own": sum(one.own for one in found), "resident": sum(one.resident for one in found)}


def waiting(instance: Instance) -> tuple[int, int]:
    """Messages that are not handed over, and facts that are not sealed."""
    messages, leaves = instance.query(_WAITING)[0]
    return messages, leaves


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which `part` of the values lie."""
    if len(values) < 2:
        return values[0] if values else 0.0
    return statistics.quantiles(values, n=100, method="inclusive")[min(round(part * 100), 99) - 1]
