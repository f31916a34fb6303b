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
_COPY = """
WITH made AS (
    INSERT INTO monitor_round
        (key, name, product_set_id, begins_on, ends_on, note, published_at)
    SELECT key || '-' || %(number)s, name, product_set_id, begins_on - %(number)s, ends_on - %(number)s,
           note, published_at
    FROM monitor_round WHERE key = %(key)s RETURNING id
)
INSERT INTO monitor_observation (round_id, municipality_id, product_id, audience, basis, channel, step,
    address, page_hash, excerpt, seen_by, reason, told, supplier, confidence,
    seen_at, recorded_at, correction)
SELECT made.id, municipality_id, product_id, audience, basis, channel, step,
    address, page_hash, excerpt, seen_by, reason, told, supplier, confidence, seen_at, recorded_at, correction
FROM monitor_observation, made WHERE round_id = (SELECT id FROM monitor_round WHERE key = %(key)s)
"""


def whole_monitor(instance: Instance, file: Path) -> dict[str, Any]:
    """Import the snapshot, score and publish it, and read its pages; then again beside 19 copies of it."""
    told, import_seconds = _openloket(instance, "import-sc", str(file.resolve()), "--on", "2023-10-18")
    key = "sc-2023-10-18"
    scored, score_seconds = _openloket(instance, "round", "score", key)
    _openloket(instance, "round", "publish", key)
    instance.query("VACUUM ANALYZE")
    before, few = _published(instance), _reads(instance, key)
    for number in range(1, ROUNDS):
        instance.query(_COPY.replace("%(number)s", str(number)).replace("%(key)s", f"'{key}'"))
        _openloket(instance, "round", "score", f"{key}-{number}")
    instance.query("VACUUM ANALYZE")
    return {
        "records": _number(r"(\d+) producten", told),
        "observations": _number(r"(\d+) waarnemingen", scored),
        "import_seconds": import_seconds,
        "score_seconds": score_seconds,
        "rounds": (before, _published(instance)),
        "few": few,
        "many": _reads(instance, key),
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


def _reads(instance: Instance, key: str) -> dict[str, float]:
    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-m", "bench.monitor_reads", key, "declared"],
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
    lines = [
        "The national monitor",
        f"import of the snapshot            {found['import_seconds']:.1f} s ({found['records']} records)",
        f"scoring of a round                {found['score_seconds']:.1f} s ({found['observations']} cells)",
    ]
    few, many = found["rounds"]
    for page, one in found["few"].items():
        other = found["many"][page]
        lines.append(
            page.ljust(42) + f"{one * 1000:.1f} ms with {few} rounds, {other * 1000:.1f} ms with {many}"
        )
    return "\n".join(lines)
