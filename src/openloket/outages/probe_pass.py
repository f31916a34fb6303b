"""The pass of the prober: only who has the key of this installation may rehearse, and only for a minute."""

from datetime import UTC, datetime, timedelta

from django.utils.crypto import constant_time_compare, salted_hmac

VALID = timedelta(seconds=60)


def give(slug: str, now: datetime) -> dict[str, str]:
    """What the prober posts to rehearse at the organisation with this slug."""
    moment = str(int(now.timestamp()))
    return {"moment": moment, "signature": _sign(slug, moment)}


def holds(slug: str, moment: str, signature: str, now: datetime) -> bool:
    """Whether this was given for this organisation, at most VALID ago (or ahead, for clocks that differ)."""
    if not (moment.isascii() and moment.isdigit() and len(moment) <= 11):
        return False
    if abs(now - datetime.fromtimestamp(int(moment), UTC)) > VALID:
        return False
    return constant_time_compare(signature, _sign(slug, moment))


def _sign(slug: str, moment: str) -> str:
    return salted_hmac("openloket.outages.probe", f"{slug} {moment}", algorithm="sha256").hexdigest()
