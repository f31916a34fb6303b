"""An employee announces work on a channel ahead, and may call it off."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction

from openloket.evidence.canonical import write_moment
from openloket.evidence.log import Fact, describe, record
from openloket.flows.unable import UnableAtField
from openloket.outages.models import Channel, Maintenance
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may

LONGEST = timedelta(days=7)
LONGEST_TEXT = 500
_NOW = timedelta(minutes=1)  # who types this minute means now


class UnableToPlan(UnableAtField):
    """It can't be announced or called off; the message says why, `field` where it belongs in the page."""


def announce_maintenance(
    employee: Employee,
    channel: str,
    starts_at: datetime,
    ends_at: datetime,
    text: str,
    now: datetime,
) -> int:
    """Announce that a channel will be closed for a while; `text` is what the public reads. Gives its id.

    From its start no new form begins, and what was begun may be finished (Awb 2:21). Raises UnableToPlan.
    """
    if not may(employee, Right.OUTAGES):
        raise UnableToPlan("U mag geen onderhoud aankondigen.")
    if channel not in Channel.values:
        raise UnableToPlan("Kies waaraan u gaat werken.", "kanaal")
    if starts_at < now - _NOW:
        raise UnableToPlan("Vul een begin in dat nog komt.", "begin")
    if not timedelta() < ends_at - starts_at <= LONGEST:
        raise UnableToPlan("Vul een einde in dat na het begin ligt, hooguit zeven dagen later.", "einde")
    text = " ".join(text.replace("\0", " ").split())
    if not text or len(text) > LONGEST_TEXT:
        raise UnableToPlan(f"Vertel wat u gaat doen, in hooguit {LONGEST_TEXT} tekens.", "tekst")
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=scope.current())
        others = Maintenance.objects.filter(channel=channel, cancelled_at=None)
        if others.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
            raise UnableToPlan("In deze tijd is er al onderhoud aangekondigd.", "begin")
        row = Maintenance.create(
            channel=channel, starts_at=starts_at, ends_at=ends_at, text=text,
            announced_by=employee, announced_at=now,
        )  # fmt: skip
        _record("maintenance.announced", row, employee, now)
    return row.pk


def cancel_maintenance(employee: Employee, maintenance_id: int, now: datetime) -> None:
    """Call announced work off, or say that it is done before its end. Raises UnableToPlan."""
    if not may(employee, Right.OUTAGES):
        raise UnableToPlan("U mag geen onderhoud afzeggen.")
    with transaction.atomic():
        open_still = Maintenance.objects.filter(pk=maintenance_id, cancelled_at=None, ends_at__gt=now)
        if open_still.update(cancelled_at=now) == 0:
            raise UnableToPlan("Dit onderhoud is al voorbij of afgezegd.")
        _record("maintenance.cancelled", Maintenance.objects.get(pk=maintenance_id), employee, now)


def _record(kind: str, row: Maintenance, employee: Employee, now: datetime) -> None:
    actor = f"employee:{employee.pk}"
    body = describe(
        kind,
        now,
        actor,
        channel=row.channel,
        starts_at=write_moment(row.starts_at),
        ends_at=write_moment(row.ends_at),
        text_sha256=hashlib.sha256(row.text.encode()).hexdigest(),
    )
    record(scope.current(), now, actor, [Fact(kind, "maintenance", row.pk, body)])
