"""At most so many times within so long, counted by a keyed hash: what it is counted for is not kept."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from openloket.tenancy import scope

# Counted before anything is looked at, in one statement: attempts at the same moment can't slip through.
_COUNT = """
INSERT INTO tenancy_loginattempts AS kept (organisation_id, key_hash, count, since)
VALUES (%(organisation)s, %(key)s, 1, %(now)s)
ON CONFLICT (organisation_id, key_hash) DO UPDATE SET
    count = CASE WHEN kept.since <= %(expired)s THEN 1 ELSE LEAST(kept.count + 1, %(most)s + 1) END,
    since = CASE WHEN kept.since <= %(expired)s THEN EXCLUDED.since ELSE kept.since END
RETURNING count
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` times within `window`, which begins with the first; `name` keeps limits apart."""

    name: str
    most: int
    window: timedelta


def within(limit: Limit, whose: str, now: datetime) -> bool:
    """Count once for somebody or something within the scope; False when that was once too often."""
    return count(key_of(f"{limit.name}\n{whose}"), limit.most, limit.window, now) <= limit.most


def count(key: bytes, most: int, window: timedelta, now: datetime) -> int:
    """Count once under a key; gives how often within the window, never more than `most` + 1."""
    with connection.cursor() as cursor:
        values: dict[str, Any] = {
            "organisation": scope.current(),
            "key": key,
            "now": now,
            "expired": now - window,
            "most": most,
        }
        cursor.execute(_COUNT, values)
        return int(cursor.fetchone()[0])


def key_of(text: str) -> bytes:
    """The keyed hash under which is counted."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode("utf-8", "replace"), hashlib.sha256).digest()
