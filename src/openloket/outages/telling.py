"""Writing to people about an outage: at most once each, whoever asks and however often."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import connection

from openloket.outages.models import Told
from openloket.tenancy import scope

_CLAIM = """
INSERT INTO outages_told (organisation_id, outage_id, who, at)
SELECT %(organisation)s, %(outage)s, who, %(at)s FROM unnest(%(who)s::text[]) AS who
ON CONFLICT (outage_id, who) DO NOTHING RETURNING who
"""


def claim(outage_id: int, who: Sequence[str], now: datetime) -> set[str]:
    """Who of these was not written to yet; from now on they are. Call it in the transaction that writes."""
    with connection.cursor() as cursor:
        values = {"organisation": scope.current(), "outage": outage_id, "who": list(who), "at": now}
        cursor.execute(_CLAIM, values)
        return {one for (one,) in cursor.fetchall()}


def told(outage_id: int) -> int:
    """How many people were written to about an outage."""
    return Told.objects.filter(outage_id=outage_id).count()


def zaak_mark(zaak_id: int) -> str:
    """How a zaak is known among those who were told."""
    return f"zaak:{zaak_id}"


def address_mark(address: str) -> str:
    """How an address is known among those who were told: a keyed hash, so that no address is kept."""
    text = f"outage\n{address.strip().casefold()}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
