"""What waits for the keeper of the monitor: pages that nobody could decide, and replies to be judged."""

from datetime import date

from django.db.models import QuerySet

from openloket.monitor.models import RightOfReply, Undecided


def undecided() -> QuerySet[Undecided]:
    """Questions of rounds that are not published, the least certain first."""
    rows = Undecided.objects.filter(settled_at=None, round__published_at=None)
    return rows.select_related("round", "page__municipality", "page__product").order_by("confidence", "pk")


def replied() -> QuerySet[RightOfReply]:
    """Replies that nobody judged yet, the one whose last day comes first in front."""
    rows = RightOfReply.objects.filter(outcome="open", replied_at__isnull=False, round__published_at=None)
    return rows.select_related("round", "municipality").order_by("until", "municipality__name")


def may_still_reply(today: date) -> int:
    """How many municipalities have not replied yet and still may."""
    return RightOfReply.objects.filter(
        outcome="open", replied_at=None, until__gte=today, round__published_at=None
    ).count()
