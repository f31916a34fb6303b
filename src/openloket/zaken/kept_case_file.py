"""A case file that is too large to wait for: the worker makes it, and it is kept for a day."""

from datetime import datetime, timedelta

from django.db import models

from openloket.tenancy.models import Employee
from openloket.tenancy.scoped import Scoped

KEPT = timedelta(hours=24)
"""So long after it was made; see docs/retention.md."""

STUCK = timedelta(days=2)
"""What the worker could not make in this time never will be; it is asked anew."""


class KeptCaseFile(Scoped):
    """An employee asked for the case file of a zaak, of one message in it, or of all zaken of its person."""

    zaak = models.ForeignKey("zaken.Zaak", on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey("post.Message", on_delete=models.PROTECT, null=True, related_name="+")
    of_person = models.BooleanField(default=False, db_default=False)
    purpose = models.CharField(max_length=20, help_text="a flows.proving.export_case_file.Purpose")
    asked_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    storage_name = models.CharField(max_length=200, help_text="chosen when it is asked: no file gets lost")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, help_text="null: the worker is still to make it")
    until = models.DateTimeField(null=True, help_text="then it is thrown away")
    size = models.PositiveBigIntegerField(default=0, db_default=0)
    sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["zaak"], condition=models.Q(made_at=None), name="zaken_case_file_one_at_a_time"
            )
        ]


def last_of(zaak_id: int, about_id: int | None, *, of_person: bool = False) -> KeptCaseFile | None:
    """What was asked last for a zaak, for one message in it, or for its person."""
    asked = KeptCaseFile.objects.filter(zaak_id=zaak_id, about_id=about_id, of_person=of_person)
    found: KeptCaseFile | None = asked.order_by("-asked_at", "-pk").first()
    return found


def is_ready(kept: KeptCaseFile | None, now: datetime) -> bool:
    """Whether it was made, and is not over."""
    return kept is not None and kept.until is not None and kept.until > now


def over(now: datetime) -> models.Q:
    """What must be thrown away, and what was asked and never made."""
    return models.Q(until__lte=now) | models.Q(made_at=None, asked_at__lte=now - STUCK)
