"""The log is sealed: waiting facts get their place in the tree and the new head is signed."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from openloket.evidence.seal import Sealed, seal_batch
from openloket.evidence.signing import signing_key


def seal_log(now: datetime) -> Sealed | None:
    """One seal in one transaction; None when another process was at it."""
    with transaction.atomic():
        return seal_batch(signing_key(), settings.LOG_ID, now)
