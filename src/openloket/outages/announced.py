"""Announced work, as plain values that may be kept in memory."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from openloket.outages.models import Channel, Maintenance

AHEAD = timedelta(hours=48)
"""How long ahead people see it on the pages."""


@dataclass(frozen=True, slots=True)
class Announced:
    """Work on a channel: from when until when it is closed, and what people read about it."""

    channel: Channel
    starts_at: datetime
    ends_at: datetime
    text: str

    def is_under_way(self, now: datetime) -> bool:
        """Whether it goes on now."""
        return self.starts_at <= now < self.ends_at

    def is_shown(self, now: datetime) -> bool:
        """Whether people must know of it now."""
        return self.starts_at - AHEAD <= now < self.ends_at


def read_announced(now: datetime) -> tuple[Announced, ...]:
    """What is announced in the organisation in scope and not over: one query."""
    rows = Maintenance.objects.filter(cancelled_at=None, ends_at__gt=now).order_by("starts_at", "pk")
    return tuple(
        Announced(Channel(channel), starts_at, ends_at, text)
        for channel, starts_at, ends_at, text in rows.values_list("channel", "starts_at", "ends_at", "text")
    )
