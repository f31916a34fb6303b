"""The sender of a message that came the wrong way is pointed to the right one (Awb 2:16(1), 2:23, 4:5(5))."""

from datetime import datetime

from django.db import transaction

from openloket.flows.referral.referring import Ask, begin, keep, tell
from openloket.intake.models import Referral


def point_right_way(ask: Ask, now: datetime) -> Referral:
    """Write to the sender which ways are designated; once that left the zaak closes (referral_left).

    The term of a sender who could think that this was the way grows then (2:23). Raises UnableToRefer.
    """
    with transaction.atomic():
        looked = begin(ask, now)
        return keep(ask, looked, now, tell(ask, looked, now))
