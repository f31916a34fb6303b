"""The citizens: a process that fills in forms over HTTP, many at a time, and tells how long each thing took.

Reads a task as JSON on its input and prints its findings as JSON.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from bench.browser import URLENCODED, Browser, expect, fill_in, look_at_receipt, send
from bench.http_line import connect, request


@dataclass(slots=True)
class Findings:
    """Seconds that each whole way and each sending took, and where the receipts are."""

    ways: list[float] = field(default_factory=list)
    sends: list[float] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    requests: int = 0


async def _walk(task: dict[str, Any], until: float, found: Findings) -> None:
    """From product page to receipt, one citizen after another."""
    plan = task["plan"]
    line = await connect(plan["host"])
    while time.perf_counter() < until:
        browser = Browser(line, plan["host"])
        began = time.perf_counter()
        body = await fill_in(browser, plan)
        sending = time.perf_counter()
        receipt = await send(browser, plan, body)
        found.sends.append(time.perf_counter() - sending)
        await look_at_receipt(browser, receipt)
        found.ways.append(time.perf_counter() - began)
        found.receipts.append(receipt)
        found.requests = browser.requests
    line.close()


async def _repeat(task: dict[str, Any], number: int, until: float, found: Findings) -> None:
    """Ask for the same things again and again: for PDFs and for the floor."""
    line = await connect(task["host"])
    body = task["body"].encode()
    asked = [request(task["method"], path, task["host"], "", body, URLENCODED) for path in task["paths"]]
    while time.perf_counter() < until:
        began = time.perf_counter()
        expect(await line.ask(asked[number % len(asked)]), 200, "the same request again")
        found.ways.append(time.perf_counter() - began)
        number += 1
    line.close()


async def drive(task: dict[str, Any]) -> dict[str, Any]:
    """Keep `clients` citizens busy for `seconds`; who has begun by then finishes."""
    found = Findings()
    began = time.perf_counter()
    until = began + task["seconds"]
    busy = (
        _walk(task, until, found) if "plan" in task else _repeat(task, number, until, found)
        for number in range(task["clients"])
    )
    await asyncio.gather(*busy)
    return {
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time(),
        "ways": found.ways,
        "sends": found.sends,
        "receipts": found.receipts,
        "requests": found.requests,
    }


if __name__ == "__main__":
    json.dump(asyncio.run(drive(json.load(sys.stdin))), sys.stdout)
