"""Copies of everything are thrown away a day after they were made, with their files."""

from datetime import datetime

from openloket.flows.proving.forget_kept import forget_kept
from openloket.people.models import OwnCopy
from openloket.people.own_copies import over
from openloket.tenancy.duties import Duty


def forget_own_copies(now: datetime) -> int:
    """In every organisation; gives how many."""
    return forget_kept(
        Duty.FORGET_COPIES,
        OwnCopy,
        over(now),
        "copy.forgotten",
        lambda copy: ("person", copy.person_id),
        now,
    )
