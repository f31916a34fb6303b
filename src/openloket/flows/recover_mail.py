"""E-mails that came in and whose job got lost are put in the queue again."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from openloket.flows.queue import enqueue
from openloket.flows.store_mail import TASK
from openloket.intake.mails import waiting_since
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope

_LOST_AFTER = timedelta(minutes=1)
_LOCK = 0x3A11  # any number that nothing else in this database locks
_UNDER_WAY = """
SELECT (args ->> 'mail_id')::bigint FROM procrastinate_jobs
WHERE task_name = %s AND status IN ('todo', 'doing')
"""


def recover_lost_mail(now: datetime) -> int:
    """Queue every e-mail that waits longer than a minute and for which no job exists; returns how many.

    One process at a time. What was handled meanwhile is queued in vain and skipped in its turn.
    """
    with transaction.atomic():
        if not _alone():
            return 0
        waiting = _waiting(now - _LOST_AFTER)
        under_way = _under_way() if waiting else set()
        lost = [(organisation, mail) for organisation, mail in waiting if mail not in under_way]
        for organisation_id, mail_id in lost:
            enqueue(TASK, organisation_id=organisation_id, mail_id=mail_id)
    return len(lost)


def _waiting(before: datetime) -> list[tuple[int, int]]:
    found = []
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        with scope(organisation_id):
            found += [(organisation_id, mail_id) for mail_id in waiting_since(before)]
    return found


def _under_way() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_UNDER_WAY, [TASK])
        return {mail_id for (mail_id,) in cursor.fetchall()}


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])
