"""Announced work begins and ends: the channel is closed meanwhile, and the register of outages says so."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from openloket.flows.one_by_one import one_by_one
from openloket.flows.outages.registering import begin_outage, end_outage
from openloket.outages.models import How, Maintenance, Outage, OutageEnd
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with, rows_of

_WATCHED = timedelta(days=30)  # a worker that was away catches up; the moments stay those of the announcement


def register_maintenance(now: datetime) -> int:
    """Register what began and what ended, in every organisation; may be done again at any time.

    Begin and end are those of the announcement, or the moment at which it was called off. Gives how many
    changes were made.
    """
    due = _due(now)

    def work(_: int) -> int:
        ids = list(Maintenance.objects.filter(due).order_by("starts_at").values_list("pk", flat=True))
        return sum(_register(pk, now) for pk in ids)

    return one_by_one(Duty.MAINTENANCE, organisations_with(Maintenance, due), work, now)


def _due(now: datetime) -> Q:
    """What began or ended and does not stand in the register so; not what was called off before it began."""
    planned = rows_of(Outage).filter(
        organisation=OuterRef("organisation"),
        channel=OuterRef("channel"),
        how=How.PLANNED,
        began_at=OuterRef("starts_at"),
    )
    began = Q(starts_at__lte=now, ends_at__gt=now - _WATCHED)
    took_place = Q(cancelled_at=None) | Q(cancelled_at__gt=F("starts_at"))
    over = Q(ends_at__lte=now) | Q(cancelled_at__lte=now)
    return began & took_place & (~Exists(planned) | (over & Exists(planned.filter(end=None))))


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
