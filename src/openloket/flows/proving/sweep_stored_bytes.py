"""Bytes of which no row knows, because a process died after storing them: received after all, or removed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from django.core.files.storage import default_storage

from openloket.flows.mail.store_mail import Incoming, store_mail
from openloket.flows.one_by_one import one_by_one
from openloket.intake.stored import MAIL, unknown_on
from openloket.tenancy.duties import Duty
from openloket.tenancy.models import Organisation

_YOUNGEST, _OLDEST = 2, 9  # days: nobody can still be busy with it; a worker may have stood still for a week


def sweep_stored_bytes(now: datetime) -> int:
    """Go through what came in some days ago, in every organisation; returns how much nobody knew of.

    An e-mail is received after all: who mailed it may believe that it arrived (Awb 2:20). One that is there
    already is not received twice. Any other file was never acknowledged to anybody, and is removed (AVG 5).
    """
    days = [(now - timedelta(days=ago)).astimezone(UTC).date() for ago in range(_YOUNGEST, _OLDEST)]
    everywhere = Organisation.objects.order_by("pk").values_list("pk", flat=True)
    return one_by_one(
        Duty.SWEEP_BYTES, everywhere, lambda organisation_id: _sweep(organisation_id, days, now), now
    )


def _sweep(organisation_id: int, days: Sequence[date], now: datetime) -> int:
    organisation = Organisation.objects.get(pk=organisation_id)
    names = [name for day in days for name in unknown_on(day)]
    for name in names:
        if name.endswith(MAIL):
            _receive(organisation, name, now)
        default_storage.delete(name)
    return len(names)


def _receive(organisation: Organisation, name: str, now: datetime) -> None:
    """Its envelope is lost; it came when it was stored."""
    with default_storage.open(name) as file:
        content = file.read()
    came = default_storage.get_modified_time(name)
    store_mail(organisation, Incoming(content, organisation.email, None, came), now)
