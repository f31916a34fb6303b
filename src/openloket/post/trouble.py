"""What is wrong with a way by which messages leave, told apart from one message that does not arrive."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import F, Q

from openloket.post.models import CarrierState

LONG_CLOSED = timedelta(minutes=15)
"""A way that fails for so long does not mend itself soon."""

CANARY_WITHIN = timedelta(minutes=30)
"""Within this time a message to ourselves must have come back."""


ALARMING = 2
"""So many tries, or messages to ourselves, go wrong in a row before somebody is told: one says little."""


class Trouble(StrEnum):
    """What is wrong."""

    CLOSED = "closed"
    """Nothing can leave: the carrier does not answer, or does not know us."""
    TRY_FAILED = "try_failed"
    """The hourly try failed, and so did the one soon after it."""
    CANARY_LOST = "canary_lost"
    """They left, and two messages to ourselves in a row did not arrive."""
    SILENT = "silent"
    """Nothing leaves, where at this time of the week much should."""


WORTH_A_LOOK = (
    Q(open_until__isnull=False)
    | Q(failed_tries__gt=0)
    | Q(canaries_lost__gt=0)
    | Q(canary_sent_at__isnull=False, canary_seen_at=None)
    | Q(canary_seen_at__lt=F("canary_sent_at"))
    | Q(silent_since__isnull=False)
    | Q(told_at__isnull=False)
)
"""Where something may be wrong, or somebody was told that it was; of all others `troubles` is empty."""


def troubles(state: CarrierState, canary: bool, now: datetime) -> list[Trouble]:
    """All that is wrong with one way now. `canary`: messages to ourselves are sent and must come back."""
    found = []
    failing = state.failing_since is not None and now - state.failing_since >= LONG_CLOSED
    if state.open_until is not None and failing:
        found.append(Trouble.CLOSED)
    if state.failed_tries >= ALARMING:
        found.append(Trouble.TRY_FAILED)
    if canary and state.canaries_lost + canary_lost(state, now) >= ALARMING:
        found.append(Trouble.CANARY_LOST)
    if state.silent_since is not None:
        found.append(Trouble.SILENT)
    return found


def canary_lost(state: CarrierState, now: datetime) -> bool:
    """Whether the newest message to ourselves should have come back by now and did not."""
    sent, seen = state.canary_sent_at, state.canary_seen_at
    return sent is not None and (seen is None or seen < sent) and now - sent >= CANARY_WITHIN
