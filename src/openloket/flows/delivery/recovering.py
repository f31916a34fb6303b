"""What waits and lost its job is put in the queue again; the same for messages out and e-mails in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from openloket.flows.one_by_one import one_by_one
from openloket.flows.queue import enqueue
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with
from openloket.tenancy.scoped import Scoped

_LOST_AFTER = timedelta(minutes=1)
_MOST = 1000  # of one organisation at a time
_UNDER_WAY = """
SELECT (args ->> %s)::bigint FROM procrastinate_jobs
WHERE task_name = %s AND status IN ('todo', 'doing')
"""


@dataclass(frozen=True, slots=True)
class Recoverable:
    """A task of the queue, the name of its id, and which rows wait since before a moment.

    `since` is the field that says since when. `lock` is any number that nothing else in this database locks.
    """

    task: str
    id_name: str
    model: type[Scoped]
    waiting: Callable[[datetime], Q]
    since: str
    lock: int
    duty: Duty


def recover(lost: Recoverable, now: datetime) -> int:
    """Queue everything that waits longer than a minute and for which no job exists; returns how many.

    One process at a time. What was done meanwhile is queued in vain and skipped in its turn.
    """
    with transaction.atomic():
        if not _alone(lost.lock):
            return 0
        waiting = _waiting(lost, now)
        under_way = _under_way(lost) if waiting else set()
        without_job = [(organisation, one) for organisation, one in waiting if one not in under_way]
        for organisation_id, one in without_job:
            enqueue(lost.task, organisation_id=organisation_id, **{lost.id_name: one})
    return len(without_job)


def _waiting(lost: Recoverable, now: datetime) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    due = lost.waiting(now - _LOST_AFTER)

    def find(organisation_id: int) -> int:
        with transaction.atomic():  # all of it is one transaction, which one of them must not break
            rows = lost.model.objects.filter(due).order_by(lost.since)
            ids = list(rows.values_list("pk", flat=True)[:_MOST])
        found.extend((organisation_id, one) for one in ids)
        return len(ids)

    one_by_one(lost.duty, organisations_with(lost.model, due), find, now)
    return found


def _under_way(lost: Recoverable) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_UNDER_WAY, [lost.id_name, lost.task])
        return {one for (one,) in cursor.fetchall()}


def _alone(lock: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock])
        return bool(cursor.fetchone()[0])
