"""Copies of everything that a person asked for: the last one, and whether it can be fetched."""

from datetime import datetime, timedelta

from django.db.models import Q

from openloket.people.models import OwnCopy

KEPT = timedelta(hours=24)
"""So long after it was made; see docs/retention.md."""

STUCK = timedelta(days=2)
"""A copy that the worker could not make in this time never will be; it is asked anew."""


def last_of(person_id: int) -> OwnCopy | None:
    """The copy that this person asked for last; None: none, or thrown away since."""
    found: OwnCopy | None = OwnCopy.objects.filter(person_id=person_id).order_by("-asked_at", "-pk").first()
    return found


def is_ready(copy: OwnCopy | None, now: datetime) -> bool:
    """Whether it was made, and is not over."""
    return copy is not None and copy.until is not None and copy.until > now


def over(now: datetime) -> Q:
    """What must be thrown away, and what was asked and never made."""
    return Q(until__lte=now) | Q(made_at=None, asked_at__lte=now - STUCK)
