"""A message to ourselves comes in again: that is noted, and it is not kept as mail."""

import re
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from openloket.post.models import CarrierState

HEADER = "X-OpenLoket-Canary"
_MOST_HEADER = 32 * 1024
_LINE = re.compile(rb"^X-OpenLoket-Canary: ([0-9a-f]{32})\r?$", re.MULTILINE | re.IGNORECASE)


def key_in(content: bytes) -> str:
    """The key of a message to ourselves in the header of an e-mail; empty for any other e-mail."""
    head = content[:_MOST_HEADER].partition(b"\r\n\r\n")[0].partition(b"\n\n")[0]
    found = _LINE.search(head)
    return found[1].decode().lower() if found else ""


def note_canary(key: str, now: datetime) -> bool:
    """Note that the newest message to ourselves of the organisation in scope came back; whether it is that.

    The key is random and used once: who does not know it can't make an e-mail of a citizen disappear.
    """
    ours = CarrierState.objects.filter(canary_key=key).exclude(canary_key="")
    unseen = Q(canary_seen_at=None) | Q(canary_seen_at__lt=F("canary_sent_at"))
    with transaction.atomic():
        seen = ours.filter(unseen).update(canary_seen_at=now, canaries_lost=0)
        return bool(seen) or ours.exists()
