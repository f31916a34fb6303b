"""The calendar of the law here: holidays, and the days that an administrator keeps."""

from openloket.law.kalender import Kalender
from openloket.offer.models import EqualledDay


def law_calendar() -> Kalender:
    """Holidays with the days equated with them (Algemene termijnenwet 3(3))."""
    return Kalender(frozenset(EqualledDay.objects.values_list("day", flat=True)))
