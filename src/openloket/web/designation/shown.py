"""A version of the decision in words: what it is, since when, and where it was published."""

from typing import Any

from openloket.law.waarom import datum_in_woorden
from openloket.offer.designation.document import Document
from openloket.offer.models import DesignationDecision

State = DesignationDecision.State


def state_in_words(version: DesignationDecision | None) -> str:
    """One sentence; None is the register as it stands, decided by nobody."""
    if version is None:
        return "Concept uit het register van kanalen. Niemand heeft dit vastgesteld."
    whose = f" ({version.get_authority_kind_display()})" if version.authority_kind else ""
    name = f"Versie {version.number}{whose}"
    if version.state == State.DRAFT:
        return f"{name}: concept. Nog niet vastgesteld."
    adopted = f"{name}: vastgesteld op {datum_in_woorden(version.adopted_on)}" if version.adopted_on else name
    if version.published_on is None or version.in_force_from is None:
        return f"{adopted}. Nog niet gepubliceerd."
    since = datum_in_woorden(version.in_force_from)
    where = f"gepubliceerd op {datum_in_woorden(version.published_on)} ({version.publication})"
    until = f", tot {datum_in_woorden(version.superseded_on)}" if version.superseded_on else ""
    return f"{adopted}, {where}, in werking vanaf {since}{until}."


def as_context(document: Document, version: DesignationDecision | None) -> dict[str, Any]:
    """What the template public/designation_text.html shows."""
    return {
        "decision": document.as_json(),
        "domains": document.domains,
        "state": state_in_words(version),
    }
