"""At most a few wrong passwords per user name and address, then a pause; keeps no names and no addresses."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from openloket.tenancy import scope
from openloket.tenancy.models import LoginAttempts

MOST_ATTEMPTS = 5
PAUSE = timedelta(minutes=15)
KEPT = timedelta(days=1)

# Counted before the password is looked at, in one statement: attempts at the same moment can't slip through.
_COUNT = """
INSERT INTO tenancy_loginattempts AS kept (organisation_id, key_hash, count, since)
VALUES (%(organisation)s, %(key)s, 1, %(now)s)
ON CONFLICT (organisation_id, key_hash) DO UPDATE SET
    count = CASE WHEN kept.since <= %(expired)s THEN 1 ELSE LEAST(kept.count + 1, %(most)s + 1) END,
    since = CASE WHEN kept.since <= %(expired)s THEN EXCLUDED.since ELSE kept.since END
RETURNING count
"""


def count_attempt(username: str, address: str, now: datetime) -> bool:
    """Count one attempt to log in within the scope; False when there were too many, so refuse it unseen."""
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNT,
            {
                "organisation": scope.current(),
                "key": _key(username, address),
                "now": now,
                "expired": now - PAUSE,
                "most": MOST_ATTEMPTS,
            },
        )
        return bool(cursor.fetchone()[0] <= MOST_ATTEMPTS)


def is_spent(username: str, address: str) -> bool:
    """Whether the attempt that was counted last was the last one before the pause."""
    return LoginAttempts.objects.filter(key_hash=_key(username, address), count=MOST_ATTEMPTS).exists()


def forget_attempts(username: str, address: str, now: datetime) -> None:
    """After a right password: start counting anew, and drop what is older than a day."""
    LoginAttempts.objects.filter(key_hash=_key(username, address)).delete()
    LoginAttempts.objects.filter(since__lt=now - KEPT).delete()


def _key(username: str, address: str) -> bytes:
    text = f"{username.strip().lower()}\n{address}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode("utf-8", "replace"), hashlib.sha256).digest()
