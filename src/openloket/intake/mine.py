"""What somebody who is logged in began and did not send yet: for themselves, or for whom they act."""

from django.db.models import Q, QuerySet

from openloket.intake.models import Draft
from openloket.people.mandates import Viewer


def drafts_of(viewer: Viewer) -> "QuerySet[Draft]":
    """Drafts, the one that was changed last first; what was sent leaves an empty one behind."""
    drafts: QuerySet[Draft] = Draft.objects.filter(person_id=viewer.person_id).exclude(answers={})
    drafts = drafts.select_related("service").order_by("-updated_at")
    if viewer.mandate_id is None:
        return drafts.filter(mandate=None)
    same = Q(mandate_id__in=viewer.chain)
    if viewer.grantor_id is not None:
        same |= Q(mandate__grantor_id=viewer.grantor_id)
    if viewer.products:
        same &= Q(service__slug__in=viewer.products) | ~Q(about="")  # about a zaak: part of that zaak
    return drafts.filter(same)


def draft_of(viewer: Viewer, draft_id: int) -> Draft | None:
    """One draft; None (a 404) for any that is not theirs now."""
    found: Draft | None = drafts_of(viewer).filter(pk=draft_id).first()
    return found
