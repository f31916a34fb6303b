"""A message for which another body is competent goes there, and the sender is told (Awb 2:3(1), 6:15)."""

from datetime import datetime

from django.db import transaction

from openloket.flows.referral.carrying import addressed, carry
from openloket.flows.referral.referring import Ask, begin, keep, tell
from openloket.intake.models import Referral


def forward_message(ask: Ask, now: datetime) -> Referral:
    """Put the message itself on its way to the other body, and at the same time the notice to the sender.

    Once both left the zaak closes (referral_left); the moment of receipt here stays proven. Raises
    UnableToRefer.
    """
    with transaction.atomic():
        addressed(ask.choice)
        looked = begin(ask, now)
        carried = carry(ask, looked, now)
        return keep(
            ask,
            looked,
            now,
            tell(ask, looked, now),
            carried=carried,
            to_body=ask.choice.body.strip(),
            to_address=carried.to_address,
            to_lines=carried.to_lines,
        )
