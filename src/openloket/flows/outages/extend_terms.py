"""After the decision to extend: every term to object that an outage touched moves, some at a time."""

from datetime import datetime

from django.db import transaction

from openloket.flows.outages.extend_for_outage import touched_objections
from openloket.flows.outages.forgive_lateness import forgive_lateness
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.outages.models import Outage, OutageExtension
from openloket.zaken.extending import Extension, extend, mark_of
from openloket.zaken.overlapping import objection_ids

BATCH = 1_000


def extend_terms(outage_id: int, now: datetime, batch: int = BATCH) -> int:
    """Move the terms of one outage whose extension was decided on (Awb 2:21(1)); gives how many moved now.

    Each `batch` of terms is a transaction of its own, so that nobody waits long for a term; the evidence is
    the decision itself. A process that dies in between goes on where it was: a term moves once.
    What is forgiven is counted anew afterwards, from the later last days.
    """
    decided = OutageExtension.objects.select_related("outage__end").get(outage_id=outage_id)
    outage, end = decided.outage, decided.outage.end
    if not touched_objections(outage, end):
        return 0
    extension = Extension(mark_of(outage_id), decided.working_days, decided.decided_at, decided.decided_by_id)
    ids = objection_ids(dag_in_amsterdam(outage.began_at), dag_in_amsterdam(end.ended_at))
    calendar, count = law_calendar(), 0
    for start in range(0, len(ids), batch):
        with transaction.atomic():
            # One worker at a time, and not while lateness is forgiven: both change the same terms.
            Outage.objects.select_for_update(no_key=True).get(pk=outage_id)
            count += extend(ids[start : start + batch], extension, calendar)
    forgive_lateness(outage_id, now)
    return count
