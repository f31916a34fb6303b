"""Messages whose job got lost are put in the queue again."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from openloket.flows.queue import enqueue
from openloket.post import dispatch
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope

TASK = "deliver_message"
_LOST_AFTER = timedelta(minutes=1)
_LOCK = 0x5EE9  # any number that nothing else in this database locks
_UNDER_WAY = """
SELECT (args ->> 'message_id')::bigint FROM procrastinate_jobs
WHERE task_name = %s AND status IN ('todo', 'doing')
"""


def recover_lost_messages(now: datetime) -> int:
    """Queue every unsettled message older than a minute for which no job exists; returns how many.

    One process at a time. A message that was settled meanwhile is queued in vain and skipped in its turn.
    """
    with transaction.atomic():
        if not _alone():
            return 0
        waiting = _unsettled(now - _LOST_AFTER)
        under_way = _under_way() if waiting else set()
        lost = [(organisation, message) for organisation, message in waiting if message not in under_way]
        for organisation_id, message_id in lost:
            enqueue(TASK, organisation_id=organisation_id, message_id=message_id)
    return len(lost)


def _unsettled(before: datetime) -> list[tuple[int, int]]:
    found = []
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        with scope(organisation_id):
            found += [(organisation_id, message_id) for message_id in dispatch.unsettled_since(before)]
    return found


def _under_way() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_UNDER_WAY, [TASK])
        return {message_id for (message_id,) in cursor.fetchall()}


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])
