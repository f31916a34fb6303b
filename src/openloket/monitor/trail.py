"""Corrections leave a trail: what counts now is what nothing replaced."""

from typing import Any

from django.db import models


class Trail(models.QuerySet[Any]):
    """Rows of which some replace others."""

    def current(self, round: models.Model) -> "Trail":
        """What counts in a round: what nothing replaced, which is always of the same round.

        A set of ids and no join: right after an import the database knows nothing of the table yet, and
        would compare every row with every other.
        """
        replaced = self.model.objects.filter(round=round, replaces__isnull=False).values("replaces_id")
        return self.filter(round=round).exclude(pk__in=replaced)
