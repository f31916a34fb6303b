"""Drafts that nobody came back to are forgotten, with their files."""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from openloket.flows.one_by_one import one_by_one
from openloket.intake.models import Attachment, Draft
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with

KEPT_FOR = timedelta(days=30)
"""How long a draft is kept after the last change; the link to resume it says the same."""

_BATCH = 200


def forget_old_drafts(now: datetime) -> int:
    """Remove every draft that was not touched for KEPT_FOR, in every organisation; returns how many.

    Files go first, rows after: a process that dies in between leaves rows that the next run finds again,
    never a file that nobody knows of. Files of something that was sent belong to it and stay. What an
    employee is still typing was received already (Awb 2:7): it waits until that is registered or thrown away.
    """
    old = Q(updated_at__lt=now - KEPT_FOR, arrival__isnull=True)
    return one_by_one(Duty.FORGET_DRAFTS, organisations_with(Draft, old), lambda _: _forget(old), now)


def _forget(due: Q) -> int:
    forgotten = 0
    old = Draft.objects.filter(due)
    while drafts := list(old.values_list("pk", flat=True)[:_BATCH]):
        files = Attachment.objects.filter(draft_id__in=drafts, submission=None)
        for name in files.values_list("storage_name", flat=True):
            default_storage.delete(name)
        with transaction.atomic():
            files.delete()
            _, counts = Draft.objects.filter(pk__in=drafts).delete()
        forgotten += counts.get("intake.Draft", 0)
    return forgotten
