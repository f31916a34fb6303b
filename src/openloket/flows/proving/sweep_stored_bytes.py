"""Bytes of which no row knows, because a process died after storing them: received after all, or removed."""

from datetime import UTC, datetime, timedelta

from django.core.files.storage import default_storage

from openloket.flows.mail.store_mail import Incoming, store_mail
from openloket.intake.stored import MAIL, unknown_on
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope

_YOUNGEST, _OLDEST = 2, 9  # days: nobody can still be busy with it; a worker may have stood still for a week


def sweep_stored_bytes(now: datetime) -> int:
    """Go through what came in some days ago, in every organisation; returns how much nobody knew of.

    An e-mail is received after all: who mailed it may believe that it arrived (Awb 2:20). One that is there
    already is not received twice. Any other file was never acknowledged to anybody, and is removed (AVG 5).
    """
    days = [(now - timedelta(days=ago)).astimezone(UTC).date() for ago in range(_YOUNGEST, _OLDEST)]
    swept = 0
    for organisation in Organisation.objects.order_by("pk"):
        with scope(organisation.pk):
            for name in [name for day in days for name in unknown_on(day)]:
                if name.endswith(MAIL):
                    _receive(organisation, name, now)
                default_storage.delete(name)
                swept += 1
    return swept


def _receive(organisation: Organisation, name: str, now: datetime) -> None:
    """Its envelope is lost; it came when it was stored."""
    with default_storage.open(name) as file:
        content = file.read()
    came = default_storage.get_modified_time(name)
    store_mail(organisation, Incoming(content, organisation.email, None, came), now)
