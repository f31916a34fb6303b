"""Whether anything of a municipality was corrected since it replied: who says "mended" must have mended."""

from datetime import datetime

from openloket.monitor.models import (
    AccessibilityStatement,
    DesignationFound,
    Evidenced,
    Observation,
    ReceiptTest,
    RightOfReply,
    Satisfaction,
    SupportFound,
)
from openloket.monitor.scoring.channels import Basis

_OUTCOME: tuple[tuple[type[Evidenced], tuple[str, ...]], ...] = (
    (Observation, ("channel", "step")),
    (SupportFound, ("found",)),
    (AccessibilityStatement, ("status",)),
    (Satisfaction, ("score",)),
)
"""What of each is its outcome: to look again and see the same is no correction."""


def corrected_since_reply(told: RightOfReply) -> bool:
    """Whether the figures of a municipality in a round changed after it replied: at most six statements."""
    since = told.replied_at
    if since is None:
        return False
    return any(_differs(told, since, *one) for one in _OUTCOME) or _beside(told, since)


def _differs(told: RightOfReply, since: datetime, model: type[Evidenced], fields: tuple[str, ...]) -> bool:
    """Whether something was written that is new, or other than what it replaces."""
    rows = model.objects.filter(
        round=told.round_id, municipality=told.municipality_id, recorded_at__gt=since
    ).select_related("replaces")
    if model is Observation:
        # What the municipality says of itself elsewhere mends nothing of what was measured.
        rows = rows.filter(basis=Basis.MEASURED.value)
    return any(
        one.replaces is None or any(getattr(one, field) != getattr(one.replaces, field) for field in fields)
        for one in rows
    )


def _beside(told: RightOfReply, since: datetime) -> bool:
    noted = ReceiptTest.objects.filter(
        round=told.round_id, municipality=told.municipality_id, noted_at__gt=since
    )
    found = DesignationFound.objects.filter(municipality=told.municipality_id, seen_at__gt=since)
    return noted.exists() or found.exists()
