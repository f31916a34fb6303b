"""The national monitor: importing the snapshot, scoring a round, and whether twenty cost more than one."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.instance import REPOSITORY, Instance

ROUNDS = 20
# A copy in which only what must differ does, whatever columns there are.
_COPY = """
WITH kept AS (SELECT * FROM monitor_round WHERE key = %s),
copied AS (
    INSERT INTO monitor_round
    SELECT (jsonb_populate_record(kept::monitor_round, jsonb_build_object(
        'id', nextval(pg_get_serial_sequence('monitor_round', 'id')), 'key', %s::text,
        'begins_on', begins_on - %s::int, 'ends_on', ends_on - %s::int))).*
    FROM kept RETURNING id
)
INSERT INTO monitor_observation
SELECT (jsonb_populate_record(seen, jsonb_build_object(
    'id', nextval(pg_get_serial_sequence('monitor_observation', 'id')), 'round_id', copied.id))).*
FROM monitor_observation AS seen, copied WHERE seen.round_id = (SELECT id FROM kept)
"""
_MEASURED = "SELECT key FROM monitor_round WHERE published_at IS NOT NULL ORDER BY begins_on DESC LIMIT 1"


def whole_monitor(instance: Instance, file: Path | None) -> dict[str, Any]:
    """Score a round and read its pages; then again beside 19 copies of it.

    With `file`, a snapshot of the national catalogue, that is imported first, and is the round; else it is
    the last one that the demo brings.
    """
    imported, key, basis = {}, "", "measured"
    if file is not None:
        key, basis = "sc-2023-10-18", "declared"
        told, seconds = _openloket(instance, "import-sc", str(file.resolve()), "--on", "2023-10-18")
        imported = {"records": _number(r"(\d+) producten", told), "import_seconds": seconds}
    else:
        ((key,),) = instance.query(_MEASURED)
    scored, score_seconds = _openloket(instance, "round", "score", key)
    if file is not None:
        _openloket(instance, "round", "publish", key)
    instance.query("VACUUM ANALYZE")
    before, few = _published(instance), _reads(instance, key, basis)
    for number in range(1, ROUNDS):
        instance.query(_COPY, key, f"{key}-{number}", number, number)
        _openloket(instance, "round", "score", f"{key}-{number}")
    instance.query("VACUUM ANALYZE")
    return {
        **imported,
        "observations": _number(r"(\d+) waarnemingen", scored),
        "score_seconds": score_seconds,
        "rounds": (before, _published(instance)),
        "few": few,
        "many": _reads(instance, key, basis),
    }


def _openloket(instance: Instance, *words: str) -> tuple[str, float]:
    began = time.monotonic()
    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-m", "openloket.cli", "monitor", *words],
        env=instance.environment, cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"monitor {words[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout, time.monotonic() - began


def _published(instance: Instance) -> int:
    """How many rounds there are; a demo brings some of its own."""
    ((count,),) = instance.query("SELECT count(*) FROM monitor_round WHERE published_at IS NOT NULL")
    return int(count)


def _reads(instance: Instance, key: str, basis: str) -> dict[str, float]:
    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-m", "bench.monitor_reads", key, basis],
        env=instance.environment, cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    return int(found[1]) if found else 0


def text(found: dict[str, Any]) -> str:
    """The figures as people read them."""
    lines = ["The national monitor"]
    if "records" in found:
        lines.append(
            f"import of the snapshot            {found['import_seconds']:.1f} s ({found['records']} records)"
        )
    lines.append(
        f"scoring of a round                {found['score_seconds']:.1f} s ({found['observations']} cells)"
    )
    few, many = found["rounds"]
    for page, one in found["few"].items():
        other = found["many"][page]
        lines.append(
            page.ljust(42) + f"{one * 1000:.1f} ms with {few} rounds, {other * 1000:.1f} ms with {many}"
        )
    return "\n".join(lines)
