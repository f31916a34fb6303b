"""The home of Mijn omgeving while the organisation grows: statements and time, which stay flat."""

import asyncio
import hashlib
import secrets
import time
from collections.abc import Sequence
from typing import Any

from bench.archive import grow
from bench.browser import Browser, fill_in, send
from bench.http_line import Line, connect, request
from bench.instance import TOWN, Instance
from bench.looks import count, heard, log_statements
from bench.measures import quantile, waiting
from bench.plan import Plan
from bench.processes import wait_for

_PATH = f"/{TOWN}/mijn/"
_LOOKS = 100
_OWN = 5
_PERSON = """
WITH someone AS (
    INSERT INTO people_person (organisation_id, pseudonym, kind, name, first_at)
    SELECT id, 'bench', 'inwoner', 'Bewoner van de meting', now() FROM tenancy_organisation WHERE slug = %s
    RETURNING id, organisation_id
)
INSERT INTO people_personsession (organisation_id, key_hash, person_id, provider, level, provider_session,
    provider_subject, begun_at, used_at, ended_by)
SELECT organisation_id, %s, id, 'bench', 'hoog', '', '', now(), now(), '' FROM someone
"""
_ZAKEN = """
UPDATE zaken_zaak
SET status = 'received', person_id = (SELECT id FROM people_person WHERE pseudonym = 'bench')
WHERE id IN (SELECT id FROM zaken_zaak ORDER BY id LIMIT %s)
"""


def homes(instance: Instance, plan: Plan, sizes: Sequence[int]) -> list[dict[str, Any]]:
    """The home of one person with a few zaken, in an organisation with so many of others."""
    asyncio.run(_send_one(plan))
    wait_for(lambda: waiting(instance)[0] == 0, 60, "the mail is handed over")
    key = secrets.token_urlsafe(32)
    instance.query(_PERSON, TOWN, hashlib.sha256(key.encode()).digest())
    found = []
    for size in sizes:
        grow(instance, size)
        instance.query(_ZAKEN, _OWN)
        number = instance.query("SELECT count(*) FROM zaken_zaak")[0][0]
        found.append({"zaken": number, **asyncio.run(_look(instance, key))})
    return found


async def _send_one(plan: Plan) -> None:
    browser = Browser(await connect(plan.host), plan.host)
    await send(browser, plan.as_json(), await fill_in(browser, plan.as_json()))


async def _look(instance: Instance, key: str) -> dict[str, Any]:
    line = await connect(instance.host)
    await _home(line, instance.host, key)  # fills what is kept in memory
    took = [await _home(line, instance.host, key) for _ in range(_LOOKS)]
    log_statements(instance, "all")
    log = instance.folder / "postgres" / "log"
    await _home(line, instance.host, key)  # idem: some of it is kept for seconds only
    _, begin = heard(log, log.stat().st_size)
    await _home(line, instance.host, key)
    texts, _ = heard(log, begin)
    log_statements(instance, "none")
    mine = [text for text in texts if "procrastinate" not in text]
    return {"statements": count(mine), "p50": quantile(took, 0.5), "p95": quantile(took, 0.95)}


async def _home(line: Line, host: str, key: str) -> float:
    began = time.perf_counter()
    answer = await line.ask(request("GET", _PATH, host, f"openloket_mijn={key}", b"", ""))
    if answer.status != 200:
        raise RuntimeError(f"{_PATH} answers {answer.status}")
    return time.perf_counter() - began
