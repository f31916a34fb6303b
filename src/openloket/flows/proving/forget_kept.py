"""Throwing away files that are kept for a day: the file first, then its row, and a fact that says so."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from openloket.evidence.log import Fact, describe, record
from openloket.flows.one_by_one import one_by_one
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with
from openloket.tenancy.scoped import Scoped

_BATCH = 200


def forget_kept(
    duty: Duty,
    model: type[Scoped],
    over: Q,
    kind: str,
    about: Callable[[Any], tuple[str, int]],
    now: datetime,
) -> int:
    """In every organisation, rows of which `over` holds; gives how many. A row without a file is found again.

    `kind` is of the fact and `about` says what a row is about. Rows have a `storage_name`.
    """

    def forget(organisation_id: int) -> int:
        forgotten = 0
        while rows := list(model.objects.filter(over).order_by("pk")[:_BATCH]):
            for row in rows:
                default_storage.delete(row.storage_name)
                with transaction.atomic():
                    row.delete()
                    fact = Fact(kind, *about(row), describe(kind, now, "system"))
                    record(organisation_id, now, "system", [fact])
            forgotten += len(rows)
        return forgotten

    return one_by_one(duty, organisations_with(model, over), forget, now)
