"""One citizen, looked at closely: statements in the database's own log, and the weight of every page."""

import asyncio
import re
import signal
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.browser import Browser, fill_in, look_at_receipt, send
from bench.http_line import Answer, connect
from bench.instance import Instance
from bench.plan import Plan

BUDGET_STATEMENTS = 12
BUDGET_BYTES = 60 * 1024
_LOGGED = re.compile(r"^\d+\|LOG:  (?:statement|execute [^:]*): (.*)", re.MULTILINE)
_FRAME = re.compile(r"\s*(BEGIN|COMMIT|SAVEPOINT|RELEASE|SELECT set_config)", re.IGNORECASE)
_LINKED = re.compile(rb'(?:href|src)="(/static/[^"]+)"')
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)


def statements(instance: Instance, plan: Plan) -> dict[str, Any]:
    """What the database hears of one citizen; the worker stands still meanwhile."""
    worker = instance.processes["worker"]
    worker.send_signal(signal.SIGSTOP)
    log_statements(instance, "all")
    try:
        texts = asyncio.run(_listen(instance, plan))
    finally:
        log_statements(instance, "none")
        worker.send_signal(signal.SIGCONT)
    counted = {name: count(said) for name, said in texts.items()}
    return {
        "budget": BUDGET_STATEMENTS,
        "send": counted["send"],
        "send_with_begin_commit_and_scope": len(texts["send"]),
        "whole_way": sum(counted.values()),
        "whole_way_with_begin_commit_and_scope": sum(map(len, texts.values())),
    }


def weights(instance: Instance, plan: Plan) -> list[dict[str, Any]]:
    """What each page weighs for somebody who never came before: all in, as it travels."""
    pages = asyncio.run(_look(plan))
    return [{"page": _without_secrets(path), **_weight(instance, answer)} for path, answer in pages.items()]


async def _listen(instance: Instance, plan: Plan) -> dict[str, list[str]]:
    log = instance.folder / "postgres" / "log"
    browser = Browser(await connect(plan.host), plan.host)
    await fill_in(Browser(browser.line, plan.host), plan.as_json())  # fills what is kept in memory
    found = {}
    begin = log.stat().st_size
    body = await fill_in(browser, plan.as_json())
    found["fill in"], begin = heard(log, begin)
    receipt = await send(browser, plan.as_json(), body)
    found["send"], begin = heard(log, begin)
    await look_at_receipt(browser, receipt)
    found["receipt"], begin = heard(log, begin)
    return found


async def _look(plan: Plan) -> dict[str, Answer]:
    browser = Browser(await connect(plan.host), plan.host)
    body = await fill_in(browser, plan.as_json())
    await look_at_receipt(browser, await send(browser, plan.as_json(), body))
    return browser.pages


def _weight(instance: Instance, page: Answer) -> dict[str, int]:
    linked = sum(_size(instance, path.decode()) for path in set(_LINKED.findall(page.body)))
    scripts = len(_SCRIPT.findall(page.body))
    return {"html": len(page.body), "linked": linked, "all": len(page.body) + linked, "scripts": scripts}


def _size(instance: Instance, path: str) -> int:
    asked = urllib.request.Request(f"http://{instance.host}{path}", headers={"Accept-Encoding": "gzip, br"})
    with urllib.request.urlopen(asked, timeout=30) as response:  # noqa: S310 (our own address)
        return len(response.read())


def _without_secrets(path: str) -> str:
    return "receipt" if "/ontvangst/" in path else path


def count(texts: Sequence[str]) -> int:
    """How many statements, without the frame of transactions and scope."""
    return sum(not _FRAME.match(text) for text in texts)


def log_statements(instance: Instance, what: str) -> None:
    """Let the database write down what it hears: all, or none."""
    for command in (
        "ALTER SYSTEM SET log_line_prefix = '%p|'",
        f"ALTER SYSTEM SET log_statement = '{what}'",
        "SELECT pg_reload_conf()",
    ):
        instance.query(command)
    time.sleep(0.5)


def heard(log: Path, begin: int) -> tuple[list[str], int]:
    """The statements in the log since `begin` (bytes), and where it ends now."""
    time.sleep(0.3)  # the log is written a moment later
    with log.open("rb") as file:
        file.seek(begin)
        text = file.read().decode("utf-8", "replace")
    return _LOGGED.findall(text), begin + len(text.encode())
