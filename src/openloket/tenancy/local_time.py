"""Amsterdam time, in words: tables hold UTC, people and the law live in Amsterdam."""

from datetime import datetime
from zoneinfo import ZoneInfo

from openloket.law.waarom import datum_in_woorden

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def in_words(moment: datetime) -> str:
    """A moment as people say it: 'maandag 2 maart 2026 om 10.15 uur'."""
    local = moment.astimezone(AMSTERDAM)
    return f"{datum_in_woorden(local.date())} om {local:%H.%M} uur"
