"""A message that came another way is handled just the same: written down with its why (Awb 2:16(1)(a))."""

from datetime import datetime

from django.db import transaction

from openloket.flows.referral.referring import Ask, begin, keep
from openloket.intake.models import Referral


def handle_as_is(ask: Ask, now: datetime) -> Referral:
    """Write down that it is handled as it is; nothing else changes. Raises UnableToRefer."""
    with transaction.atomic():
        return keep(ask, begin(ask, now), now)
