"""Announced work begins and ends: the channel is closed meanwhile, and the register of outages says so."""

from datetime import datetime, timedelta

from django.db import transaction

from openloket.flows.outages.registering import begin_outage, end_outage
from openloket.outages.models import How, Maintenance, Outage, OutageEnd
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope

_WATCHED = timedelta(days=30)  # a worker that was away catches up; the moments stay those of the announcement


def register_maintenance(now: datetime) -> int:
    """Register what began and what ended, in every organisation; may be done again at any time.

    Begin and end are those of the announcement, or the moment at which it was called off. Gives how many
    changes were made.
    """
    changed = 0
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        with scope(organisation_id):
            begun = Maintenance.objects.filter(starts_at__lte=now, ends_at__gt=now - _WATCHED)
            for row in begun.order_by("starts_at"):
                if row.cancelled_at is None or row.cancelled_at > row.starts_at:
                    changed += _register(row.pk, now)
    return changed


def _register(maintenance_id: int, now: datetime) -> int:
    with transaction.atomic():
        row = Maintenance.objects.select_for_update(no_key=True).get(pk=maintenance_id)
        over_at = min(row.ends_at, row.cancelled_at or row.ends_at)
        planned = Outage.objects.filter(channel=row.channel, how=How.PLANNED, began_at=row.starts_at)
        outage: Outage | None = planned.first()
        changed = 0
        if outage is None:
            outage = begin_outage(row.channel, row.starts_at, How.PLANNED, "aangekondigd onderhoud", now)
            changed += 1
        if now >= over_at and not OutageEnd.objects.filter(outage=outage).exists():
            end_outage(outage, over_at, now)
            changed += 1
    return changed
