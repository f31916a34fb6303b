"""Many notices that wait at once: how many a second a worker hands over with all evidence, in flat memory."""

import time
from typing import Any

from bench.instance import TOWN, Instance
from bench.measures import waiting
from bench.processes import cpu_seconds, memory, wait_for

_CHUNK = 10_000
_MOST_SECONDS = 3600
# As composed by flows/correspondence/announcing.py, in one statement: writing them is not what is measured.
_WRITE = """
WITH made AS (
    INSERT INTO post_message (organisation_id, kind, subject_kind, subject_id, way, to_address, subject_line,
                              text, html, sha256, message_id, state, attempts, created_at)
    SELECT town.id, 'notice', 'bench', n, 'email', 'reader' || n || '@post.example', 'Er staat iets klaar',
           repeat('Er staat een bericht voor u klaar. Log in om het te lezen.' || E'\\n', 15),
           '<p>' || repeat('Er staat een bericht voor u klaar. Log in om het te lezen. ', 30) || '</p>',
           repeat('0', 64), '<notice-' || n || '@bench.example>', 'queued', 0, now()
    FROM tenancy_organisation AS town, generate_series(%s::int, %s::int) AS n WHERE town.slug = %s
    RETURNING id, organisation_id
)
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args)
SELECT 'default', 'deliver_message', 30,
       jsonb_build_object('organisation_id', organisation_id, 'message_id', id) FROM made
"""
_PROVED = """
SELECT count(*) FROM evidence_event WHERE subject_kind = 'bench' AND kind = 'message.handed_over'
"""


def many_notices(instance: Instance, count: int) -> dict[str, Any]:
    """Let a fresh worker hand over so many. Raises RuntimeError when one lacks its evidence."""
    instance.stop("worker")
    for first in range(1, count + 1, _CHUNK):
        instance.query(_WRITE, first, min(first + _CHUNK - 1, count), TOWN)
    instance.start_worker()
    worker = instance.processes["worker"].pid
    cpu, began = cpu_seconds(worker), time.monotonic()
    sizes = []
    for part in range(1, 11):
        least = count - count * part // 10
        wait_for(lambda least=least: waiting(instance)[0] <= least, _MOST_SECONDS, f"{part}0 % left")
        sizes.append(memory(worker).own)
    took = time.monotonic() - began
    wait_for(lambda: waiting(instance) == (0, 0), 300, "all evidence is sealed")
    sealed = time.monotonic() - began
    ((proved,),) = instance.query(_PROVED)
    if proved != count:
        raise RuntimeError(f"{count} notices left and {proved} of them are in the log")
    return {
        "notices": count,
        "per_second": count / took,
        "sealed_per_second": count / sealed,
        "worker_cpu_ms": (cpu_seconds(worker) - cpu) / count * 1000,
        "memory": sizes,
    }


def text(found: dict[str, Any]) -> str:
    """The figures in two lines."""
    sizes = found["memory"]
    each, sealed = found["worker_cpu_ms"], found["sealed_per_second"]
    return (
        f"Notices handed over         {found['per_second']:.1f}/s ({found['notices']} that waited,"
        f" {each:.1f} ms of the worker's processor each); {sealed:.1f}/s with all evidence sealed\n"
        f"Memory of that worker       {sizes[0]:.0f} MiB after a tenth, {max(sizes):.0f} at most,"
        f" {sizes[-1]:.0f} at the end"
    )
