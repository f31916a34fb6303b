"""Somebody no longer wants messages about a zaak by e-mail: from now on they come by letter (Awb 2:8)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.people.models import Reachability
from openloket.tenancy import scope


def withdraw_reachability(reference: str, now: datetime) -> bool:
    """Whether there was a yes to withdraw. The caller checked whose zaak has this reference.

    Messages that left before stay sent; what waits goes on without this address (delivery/deliver_messages).
    """
    with transaction.atomic():
        given = Reachability.objects.select_for_update().filter(about_reference=reference, withdrawn_at=None)
        ids: Sequence[int] = list(given.values_list("pk", flat=True))
        if not ids:
            return False
        Reachability.objects.filter(pk__in=ids).update(withdrawn_at=now)
        facts = [
            Fact(
                "reachability.withdrawn",
                "reachability",
                pk,
                describe("reachability.withdrawn", now, "citizen", reference=reference),
            )
            for pk in ids
        ]
        record(scope.current(), now, "citizen", facts)
    return True
