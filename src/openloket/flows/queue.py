"""Hands work to the queue within the same transaction as the fact: one row, never personal data."""

import json

from django.db import connection
from procrastinate.contrib.django import app

_UNDER_WAY = """
SELECT EXISTS (SELECT 1 FROM procrastinate_jobs
               WHERE task_name = %s AND status IN ('todo', 'doing') AND args @> %s::jsonb)
"""


RECEIPTS = 40
"""The priority of receipts: before all but what somebody waits for on a screen (post.kinds.PRIORITIES)."""


def enqueue(task: str, *, priority: int = 0, wait_seconds: int = 0, **ids: int | str) -> None:
    """Defer a task by its name (see work/tasks.py); it exists exactly when the transaction commits.

    Of what waits in the queue a higher priority goes first.
    """
    wait = {"seconds": wait_seconds} if wait_seconds else None
    app.configure_task(task, allow_unknown=True, priority=priority, schedule_in=wait).defer(**ids)


def under_way(task: str, **ids: int) -> bool:
    """Whether a job with these ids waits or is being done."""
    with connection.cursor() as cursor:
        cursor.execute(_UNDER_WAY, [task, json.dumps(ids)])
        return bool(cursor.fetchone()[0])
