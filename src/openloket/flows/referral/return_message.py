"""A message that is not for us, and is not forwarded, goes back to its sender (Awb 2:3(2) and (3))."""

from datetime import datetime

from django.db import transaction

from openloket.flows.referral.carrying import fits_in_mail
from openloket.flows.referral.referring import Ask, begin, keep, tell
from openloket.intake.models import Referral


def return_message(ask: Ask, now: datetime) -> Referral:
    """Send it back in one message that holds the whole of it; once that left the zaak closes.

    What may not or can't travel by e-mail goes by letter. Raises UnableToRefer.
    """
    with transaction.atomic():
        looked = begin(ask, now)
        by_letter = looked.case.protected or not fits_in_mail(looked.case)
        return keep(ask, looked, now, tell(ask, looked, now, by_letter=by_letter))
