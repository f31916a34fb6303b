"""Copies of everything that a person asked for: the last one, and whether it can be fetched."""

from datetime import datetime, timedelta

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


def over(now: datetime, most: int) -> list[OwnCopy]:
    """What must be thrown away, and what was asked and never made."""
    done = OwnCopy.objects.filter(until__lte=now)
    never = OwnCopy.objects.filter(made_at=None, asked_at__lte=now - STUCK)
    return [*done.order_by("pk")[:most], *never.order_by("pk")[:most]]
