"""The cost of an archive: many received submissions, copied in SQL from a real one, and the same timed."""

import asyncio
import html
import re
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from bench.browser import URLENCODED, Browser, WentWrong, expect
from bench.http_line import connect
from bench.instance import TOWN, Instance
from bench.measures import quantile, submissions
from bench.plan import Plan
from openloket.cli.demo.towns import DUINSTEDE, PASSWORD

_CHUNK = 100_000
_LOOKS = 30
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
_COLUMNS = """
SELECT column_name FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'
"""
# Table by table: what differs from the row that is copied. One in fifty zaken is still open.
_COPIES = {
    "intake_submission": {
        "id": "{first} + n",
        "reference": "'ARC-' || {first} + n",
        "idempotency_key": "sha256(('archive ' || {first} + n)::bytea)",
        "received_at": "received_at - n * interval '1 minute'",
    },
    "intake_receipt": {
        "id": "{first} + n",
        "submission_id": "{first} + n",
        "access_key": "'archive-' || {first} + n",
    },
    "zaken_zaak": {
        "id": "{first} + n",
        "submission_id": "{first} + n",
        "reference": "'ARC-' || {first} + n",
        "sender": "'Bewoner ' || n",
        "received_at": "received_at - n * interval '1 minute'",
        "status": "CASE WHEN n % 50 = 0 THEN 'received' ELSE 'closed' END",
    },
    "zaken_term": {"id": "{first} + n", "zaak_id": "{first} + n"},
    "post_message": {
        "id": "{first} + n",
        "subject_id": "{first} + n",
        "message_id": "'<archive-' || {first} + n || '@bench.example>'",
    },
}
_MODEL = {
    "intake_submission": "id = {submission}",
    "intake_receipt": "submission_id = {submission}",
    "zaken_zaak": "submission_id = {submission}",
    "zaken_term": "id = (SELECT min(term.id) FROM zaken_term AS term JOIN zaken_zaak AS zaak"
    " ON zaak.id = term.zaak_id WHERE zaak.submission_id = {submission})",
    "post_message": "kind = 'receipt' AND subject_id = {submission}",
}


def flatness(instance: Instance, plan: Plan, sizes: Sequence[int]) -> list[dict[str, Any]]:
    """Grow the archive to each size in turn and time sending and the inbox, one at a time."""
    found = []
    for size in sizes:
        grow(instance, size)
        sent = submissions(instance, plan, 1, 5)
        found.append(
            {
                "submissions": instance.query("SELECT count(*) FROM intake_submission")[0][0],
                **{name: sent[name] for name in ("send_p50", "way_p50")},
                **asyncio.run(_look(instance.host)),
            }
        )
    return found


def grow(instance: Instance, size: int) -> None:
    """Copy a real submission, with its receipt, zaak, term and message, until there are `size` of them."""
    (there,) = instance.query("SELECT count(*) FROM intake_submission")[0]
    (model,) = instance.query("SELECT max(subject_id) FROM post_message WHERE state = 'handed_over'")[0]
    while there < size:
        number = min(_CHUNK, size - there)
        first = max(instance.query(f"SELECT max(id) FROM {table}")[0][0] for table in _COPIES)  # noqa: S608 (own)
        # Sent as one, which is one transaction: no submission may exist without its receipt.
        instance.query(";".join(_copy(instance, table, model, first, number) for table in _COPIES))
        there += number
    instance.query("VACUUM ANALYZE")


def _copy(instance: Instance, table: str, model: int, first: int, number: int) -> str:
    columns = [name for (name,) in instance.query(_COLUMNS, table)]
    values = [_COPIES[table].get(name, name).format(first=first) for name in columns]
    where = _MODEL[table].format(submission=model)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) OVERRIDING SYSTEM VALUE "  # noqa: S608 (our own names)
        f"SELECT {', '.join(values)} FROM {table}, generate_series(1, {number}) AS n WHERE {where};"
        f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {first + number})"
    )


async def _look(host: str) -> dict[str, float]:
    """The inbox of somebody who works there, as it opens and with a search."""
    browser = Browser(await connect(host), host)
    desk = f"/{TOWN}/balie/"
    shown = expect(await browser.get(f"{desk}inloggen"), 200, "the login page")
    token = _TOKEN.search(shown.body)
    if not token:
        raise WentWrong("no token on the login page", shown)
    name = f"{DUINSTEDE.colleagues[0].first_name}@{DUINSTEDE.domain}"
    typed = {"csrfmiddlewaretoken": html.unescape(token[1].decode()), "username": name, "password": PASSWORD}
    await browser.post(f"{desk}inloggen", urlencode(typed).encode(), URLENCODED)
    paths = {"inbox_p50": desk, "search_p50": f"{desk}?zoek=Bewoner+4242"}
    return {name: await _time(browser, path) for name, path in paths.items()}


async def _time(browser: Browser, path: str) -> float:
    took = []
    for _ in range(_LOOKS):
        began = time.perf_counter()
        expect(await browser.get(path), 200, path)
        took.append(time.perf_counter() - began)
    if browser.at != path:
        raise RuntimeError(f"{path} led to {browser.at}")
    return quantile(took, 0.5)
