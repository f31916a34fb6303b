"""A duty of the worker for many organisations: what goes wrong in one never keeps it from the others."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from traceback import extract_tb

from django.db import transaction
from django.db.models import Q

from openloket.tenancy.duties import Duty, wait_after
from openloket.tenancy.everywhere import organisations_with
from openloket.tenancy.models import DutyFailure
from openloket.tenancy.scope import current, scope

log = logging.getLogger(__name__)


def one_by_one(duty: Duty, due: Iterable[int], work: Callable[[int], int], now: datetime) -> int:
    """Do `work` for each organisation of `due`, within its scope; gives the sum of what it gave.

    Where it fails, that is kept (DutyFailure), and this organisation is left alone for a while that grows
    with each failure; so the others neither stop nor wait. It is told on the health page after some failures
    in a row, and forgotten when it goes well or when nothing is due any more. Who can't reach the database
    can't note anything either: that fails the whole round, which is done again (work/rounds.py).
    """
    noted, done = set(organisations_with(DutyFailure, Q(duty=duty))), 0
    due = list(due)
    for organisation_id in due:
        with scope(organisation_id):
            if organisation_id in noted and _rests(duty, now):
                continue
            try:
                done += work(organisation_id)
            except Exception as problem:  # noqa: BLE001 - whatever it was, the others go on
                _note(duty, problem, now)
                continue
            if organisation_id in noted:
                _forget(duty)
    for organisation_id in noted.difference(due):
        with scope(organisation_id):
            _forget(duty)
    return done


def _rests(duty: Duty, now: datetime) -> bool:
    return bool(DutyFailure.objects.filter(duty=duty, again_at__gt=now).exists())


def _forget(duty: Duty) -> None:
    DutyFailure.objects.filter(duty=duty).delete()


def _note(duty: Duty, problem: Exception, now: datetime) -> None:
    """Two workers at once: the second counts on from the first."""
    what = _place(problem)
    with transaction.atomic():
        fresh = {"failures": 0, "since": now, "again_at": now, "problem": what}
        row, _ = DutyFailure.objects.select_for_update().get_or_create(
            organisation_id=current(), duty=duty, defaults=fresh
        )
        row.failures += 1
        values = {"failures": row.failures, "again_at": now + wait_after(row.failures), "problem": what}
        DutyFailure.objects.filter(pk=row.pk).update(**values)
    log.error(
        "duty %s failed %d times for organisation %d: %s", duty.value, row.failures, row.organisation_id, what
    )


def _place(problem: Exception) -> str:
    """What went wrong and where, without the words of the error: these may hold somebody's data."""
    frames = extract_tb(problem.__traceback__)
    ours = [one for one in frames if "openloket" in one.filename] or list(frames)
    last = ours[-1]
    return f"{type(problem).__name__} in {Path(last.filename).name}, line {last.lineno}"[:200]
