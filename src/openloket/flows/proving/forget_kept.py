"""Throwing away files that are kept for a day: the file first, then its row, and a fact that says so."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope

_BATCH = 200


def forget_kept(
    over: Callable[[datetime, int], list[Any]],
    kind: str,
    about: Callable[[Any], tuple[str, int]],
    now: datetime,
) -> int:
    """In every organisation, what `over` gives; gives how many. A row without a file is found again.

    `kind` is of the fact and `about` says what a row is about. Rows have a `storage_name`.
    """
    forgotten = 0
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        with scope(organisation_id):
            while rows := over(now, _BATCH):
                for row in rows:
                    default_storage.delete(row.storage_name)
                    with transaction.atomic():
                        row.delete()
                        fact = Fact(kind, *about(row), describe(kind, now, "system"))
                        record(organisation_id, now, "system", [fact])
                forgotten += len(rows)
    return forgotten
