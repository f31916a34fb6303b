"""The whole country on one installation: importing every catalogue, and whether pages stay as fast."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.instance import REPOSITORY, SERVICE, TOWN, Instance
from bench.measures import drive, quantile
from bench.processes import memory

_SOME = 400
_PAGES = """
SELECT organisation.slug, service.slug FROM offer_service AS service
JOIN tenancy_organisation AS organisation ON organisation.id = service.organisation_id
WHERE service.message_type <> 'aanvulling' ORDER BY service.id
"""
_WORDS = ("paspoort", "vergunnig", "trouwen", "vuilnisbak", "ik+wil+parkeren")
KINDS = ("home", "topics", "product", "search", "reaching")
"""The pages that are measured: the counter, all from A to Z, a product, a search, and how to reach us."""


def whole_country(instance: Instance, file: Path, seconds: float) -> dict[str, Any]:
    """The pages of the portal with the towns of the demo, the import, and the same with all of them."""
    few = _looked_at(instance, [(TOWN, SERVICE)], seconds)
    took, most = _import(instance, file)
    pages = [(str(town), str(slug)) for town, slug in instance.query(_PAGES)]
    instance.query("VACUUM ANALYZE")
    some = random.Random(1).sample(pages, min(_SOME, len(pages)))  # noqa: S311 (the same ones each time)
    return {
        "products": len(pages),
        "organisations": len({town for town, _ in pages}),
        "seconds": took,
        "memory": most,
        "few": few,
        "all": _looked_at(instance, some, seconds),
        "busy": _looked_at(instance, [one for one in pages if one[0] == some[0][0]][:_SOME], seconds),
        "web_memory": memory(instance.processes["web"].pid).own,
    }


def _import(instance: Instance, file: Path) -> tuple[float, float]:
    """Seconds, and the most memory that it held (mebibytes)."""
    words = [sys.executable, "-m", "openloket.cli", "catalogue", "import", str(file.resolve()), "--create"]
    began = time.monotonic()
    process = subprocess.Popen(  # noqa: S603 (our own command)
        words, env=instance.environment, cwd=REPOSITORY, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"the import ended with {process.returncode}")
    return time.monotonic() - began, used.ru_maxrss / 1024


def _looked_at(instance: Instance, pages: list[tuple[str, str]], seconds: float) -> dict[str, float]:
    """How long each kind of page takes, one at a time."""
    paths = {
        "home": [f"/{town}/" for town, _ in pages],
        "topics": [f"/{town}/onderwerpen" for town, _ in pages],
        "product": [f"/{town}/{slug}/" for town, slug in pages],
        "search": [f"/{town}/?zoek={_WORDS[one % len(_WORDS)]}" for one, (town, _) in enumerate(pages)],
        "reaching": [f"/{town}/hoe-bereikt-u-ons" for town, _ in pages],
    }
    found = {}
    for name in KINDS:
        task = {"host": instance.host, "method": "GET", "body": "", "clients": 1, "seconds": seconds}
        ways = drive({**task, "paths": paths[name]})["ways"]
        found |= {f"{name}_p50": quantile(ways, 0.5), f"{name}_p95": quantile(ways, 0.95)}
    return found
