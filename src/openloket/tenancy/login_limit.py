"""At most a few wrong passwords per user name and address, then a pause; keeps no names and no addresses."""

from datetime import datetime, timedelta

from openloket.tenancy.limits import count, key_of
from openloket.tenancy.models import LoginAttempts

MOST_ATTEMPTS = 5
PAUSE = timedelta(minutes=15)
KEPT = timedelta(days=1)


def count_attempt(username: str, address: str, now: datetime) -> bool:
    """Count one attempt to log in within the scope; False when there were too many, so refuse it unseen."""
    return count(_key(username, address), MOST_ATTEMPTS, PAUSE, now) <= MOST_ATTEMPTS


def is_spent(username: str, address: str) -> bool:
    """Whether the attempt that was counted last was the last one before the pause."""
    return LoginAttempts.objects.filter(key_hash=_key(username, address), count=MOST_ATTEMPTS).exists()


def forget_attempts(username: str, address: str, now: datetime) -> None:
    """After a right password: start counting anew, and drop what is older than a day."""
    LoginAttempts.objects.filter(key_hash=_key(username, address)).delete()
    LoginAttempts.objects.filter(since__lt=now - KEPT).delete()


def _key(username: str, address: str) -> bytes:
    return key_of(f"{username.strip().lower()}\n{address}")
